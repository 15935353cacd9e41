"""What is asked of the audit log."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Self

from kb.cycle.audit.models import Deed
from kb.document.revisions.forms import number_of
from kb.foundation import clock
from kb.foundation.days import typed_day

YEARS = range(2000, 3000)  # others are slips, and no moment of some of them can be computed


@dataclass(frozen=True)
class Asked:
    """Of whom, of which kind and from when until when; what is empty asks for all."""

    person: int | None = None
    deed: Deed | None = None
    since: datetime | None = None
    until: datetime | None = None

    @classmethod
    def parse(cls, given: Mapping[str, str]) -> Self:
        """Read what was chosen; what cannot be read asks for all."""
        deed = given.get("deed", "")
        return cls(
            number_of(given.get("person", "")) or None,
            Deed(deed) if deed in set(Deed) else None,
            beginning_of(given.get("since", "")),
            end_of(given.get("until", "")),
        )


def beginning_of(day: str) -> datetime | None:
    """Return when a day begins where the organisation works, or nothing if it is none."""
    found = typed_day(day)
    if found is None or found.year not in YEARS:
        return None
    return datetime.combine(found, time(), clock.HOME)


def end_of(day: str) -> datetime | None:
    """Return when a day has ended, or nothing if it is none."""
    begins = beginning_of(day)
    return begins and datetime.combine(begins.date() + timedelta(days=1), time(), clock.HOME)
