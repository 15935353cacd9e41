"""What a guest tells of having been there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from kb.foundation import clock
from kb.foundation.days import typed_day
from kb.foundation.errors import InvalidError
from kb.foundation.numbers import whole_number
from kb.share.shadowing.models import Presence

LONGEST = 4000


@dataclass(frozen=True)
class Visit:
    """With whom, in which way, when, and what was noticed."""

    host_id: int
    kind: Presence
    held_on: date
    noticed: str

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """Read the form; everything is needed, and the day is not ahead."""
        host, kind, noticed = (
            form.get("host", ""),
            form.get("kind", ""),
            form.get("noticed", ""),
        )
        held_on = typed_day(form.get("held_on", ""))
        needed = {
            "host": (
                "shadowing.host_needed",
                whole_number(host) is not None,
            ),
            "kind": ("shadowing.kind_needed", kind in set(Presence)),
            "held_on": ("shadowing.day_past", held_on is not None and held_on <= clock.today()),
            "noticed": ("shadowing.noticed_needed", 0 < len(noticed.strip()) <= LONGEST),
        }
        wrong = {name: key for name, (key, right) in needed.items() if not right}
        if wrong or held_on is None:
            raise InvalidError(wrong, longest=LONGEST)
        return cls(int(host), Presence(kind), held_on, noticed.strip())
