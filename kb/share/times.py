"""When two meet: told in the hours of a place, kept in UTC."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

from kb.foundation.numbers import whole_number

HOME = "Europe/Helsinki"
# What is offered first; any other name of the time zone database is understood as well.
ZONES = (HOME, "Europe/Tallinn", "Europe/Stockholm", "Europe/Berlin", "Europe/London", "UTC")
LONGEST = timedelta(hours=12)
LAST_HOUR, LAST_MINUTE = 23, 59


class SkippedHourError(ValueError):
    """The clocks go forward past this time: it is on no clock of that place that day."""


@dataclass(frozen=True)
class Times:
    """From when to when, and in the hours of which place; ``comes_twice`` is said, not asked.

    Where the clocks go back an hour comes twice, and the first of the two is meant.
    """

    starts_at: datetime
    ends_at: datetime
    zone: str = HOME
    comes_twice: bool = False

    @property
    def day(self) -> date:
        """Return the day on which it begins, where it is."""
        return self.starts_at.astimezone(ZoneInfo(self.zone)).date()


def times_on(day: date, begins: time, ends: time, zone: str = HOME) -> Times:
    """Return the times of a meeting; raise SkippedHourError for one that no clock shows."""
    twice = any(_comes_twice(day, hour, zone) for hour in (begins, ends))
    return Times(moment_on(day, begins, zone), moment_on(day, ends, zone), zone, twice)


def moment_on(day: date, hour: time, zone: str = HOME) -> datetime:
    """Return one moment in UTC; raise SkippedHourError for one that no clock shows."""
    there = datetime.combine(day, hour)
    moment = there.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    if moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != there:
        raise SkippedHourError
    return moment


def typed_hour(raw: str) -> time | None:
    """Return the time of day written as 9:05 or 9.05, or nothing when it is none."""
    hours, _, minutes = raw.strip().replace(".", ":").partition(":")
    hour, minute = whole_number(hours), whole_number(minutes[:2])
    if hour is None or minute is None or hour > LAST_HOUR or minute > LAST_MINUTE:
        return None
    return time(hour, minute)


def is_zone(name: str) -> bool:
    """Say whether the time zone database knows a place of this name."""
    return name in available_timezones()


def _comes_twice(day: date, hour: time, zone: str) -> bool:
    """Say whether an hour is shown a second time, later; the second of a skipped one is not."""
    there = datetime.combine(day, hour, ZoneInfo(zone))
    return there.astimezone(UTC) < there.replace(fold=1).astimezone(UTC)
