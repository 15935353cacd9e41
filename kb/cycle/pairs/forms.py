"""Which pairs one looks at."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from kb.share.means import Means
from kb.share.mentoring.facts import Fact
from kb.share.pairings.states import PairingState


@dataclass(frozen=True)
class Chosen:
    """Pairs of one fact, of one state, of one means; or all."""

    fact: Fact | None = None
    state: PairingState | None = None
    means: Means | None = None

    @classmethod
    def parse(cls, asked: Mapping[str, str]) -> Self:
        """Read an address; what nobody knows limits nothing."""
        fact, state, means = (asked.get(name, "") for name in ("fact", "state", "means"))
        return cls(
            Fact(fact) if fact in set(Fact) else None,
            PairingState(state) if state in set(PairingState) else None,
            Means(means) if means in set(Means) else None,
        )

    @property
    def kinds(self) -> list[Fact | PairingState | Means]:
        """Return what it keeps to."""
        return [one for one in (self.fact, self.state, self.means) if one]
