"""To which practices one keeps on the board."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Self, TypeVar

from kb.foundation.numbers import whole_number
from kb.foundation.words import Kind
from kb.identify.valuations.models import Risk
from kb.people.models import Industry
from kb.practices.models import Area, JourneyStage
from kb.practices.trust import Trust

Value = TypeVar("Value", bound=Kind)


@dataclass(frozen=True)
class Cut:
    """What is kept to, one value of each; ``person`` carries a practice or looks after it."""

    industry: Industry | None = None
    area: Area | None = None
    journey: JourneyStage | None = None
    trust: Trust | None = None
    risk: Risk | None = None
    person: int | None = None

    @classmethod
    def parse(cls, asked: Mapping[str, str]) -> Self:
        """Read an address; what nobody knows keeps to nothing."""
        return cls(
            _known(Industry, asked.get("industry")),
            _known(Area, asked.get("area")),
            _known(JourneyStage, asked.get("journey")),
            _known(Trust, asked.get("trust")),
            _known(Risk, asked.get("risk")),
            whole_number(asked.get("person", "")),
        )

    @property
    def chosen(self) -> dict[str, Kind | int]:
        """Return what is kept to, by its name in the address."""
        every = {one.name: getattr(self, one.name) for one in fields(self)}
        return {name: value for name, value in every.items() if value is not None}

    def without(self, name: str) -> dict[str, Kind | int]:
        """Return what is kept to when one lets go of this."""
        return {other: value for other, value in self.chosen.items() if other != name}


def _known(kind: type[Value], raw: str | None) -> Value | None:
    return kind(raw) if raw in set(kind) else None
