"""Where a pairing can be and what may follow what; how it is judged at its end."""

from collections.abc import Mapping
from typing import Final

from kb.foundation.words import Kind


class PairingState(Kind):
    """Where a pairing is; ``TRANSITIONS`` says what may follow what."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    ACTIVE = "active"
    PAUSED = "paused"
    CONCLUDING = "concluding"
    COMPLETED = "completed"
    COMPLETED_EARLY = "completed_early"
    ENDED_EARLY = "ended_early"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


NOT_BEGUN: Final = frozenset(
    {PairingState.DECLINED, PairingState.WITHDRAWN, PairingState.EXPIRED}
)
ENDED: Final = frozenset(
    {PairingState.COMPLETED, PairingState.COMPLETED_EARLY, PairingState.ENDED_EARLY}
)

TRANSITIONS: Mapping[PairingState, frozenset[PairingState]] = {
    PairingState.PROPOSED: NOT_BEGUN | {PairingState.AGREED},
    PairingState.AGREED: NOT_BEGUN | {PairingState.ACTIVE},
    PairingState.ACTIVE: frozenset({PairingState.PAUSED, PairingState.CONCLUDING}),
    PairingState.PAUSED: frozenset({PairingState.ACTIVE, PairingState.CONCLUDING}),
    PairingState.CONCLUDING: ENDED,
}

WAITING: Final = frozenset({PairingState.PROPOSED, PairingState.AGREED})
MAY_MEET: Final = frozenset({PairingState.AGREED, PairingState.ACTIVE, PairingState.CONCLUDING})
SEATED: Final = MAY_MEET | {PairingState.PAUSED}  # those whose learners take the mentor's room
OVER: Final = frozenset(PairingState) - frozenset(TRANSITIONS)


class Ending(Kind):
    """How a pair comes to its end; whether early follows from what it had agreed."""

    DONE = "done"
    STOPPED = "stopped"


class Outcome(Kind):
    """The goal, judged at the end."""

    MET = "met"
    PARTLY = "partly"
    NOT = "not"


class MeansSuited(Kind):
    """The means, judged against the goal at the end."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


# What is judged at the end, each by one of its words.
JUDGED: Mapping[str, tuple[Kind, ...]] = {
    "ending": tuple(Ending),
    "outcome": tuple(Outcome),
    "means_suited": tuple(MeansSuited),
}
