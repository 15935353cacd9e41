"""When no letters go: at night, on week-ends and on Finnish holidays."""

from datetime import date, datetime, time
from functools import lru_cache

from kb.foundation import clock

MORNING = time(8)
SATURDAY = 5


def is_quiet(moment: datetime) -> bool:
    """Say whether people are to be left alone at ``moment``, as it is where they work.

    Holidays are Finland's, and with them the eves of midsummer and Christmas, when offices
    are closed.
    """
    local = moment.astimezone(clock.HOME)
    at_rest = local.weekday() >= SATURDAY or local.date() in _holidays(local.year)
    return at_rest or local.time() < MORNING


@lru_cache(maxsize=4)
def _holidays(year: int) -> frozenset[date]:
    from holidays import country_holidays  # noqa: PLC0415 - the worker alone sends letters

    return frozenset(country_holidays("FI", years=year))
