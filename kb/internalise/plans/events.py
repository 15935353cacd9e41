"""What others hear of plans: only of an explaining, never of what somebody is going to try."""

from dataclasses import dataclass

from kb.foundation.news import Event


@dataclass(frozen=True)
class TeachBackEvent(Event):
    """Something about an explaining that ``by_id`` did."""

    teach_back_id: int
    by_id: int


@dataclass(frozen=True)
class TeachBackAgreed(TeachBackEvent):
    """A learner is going to explain a practice to somebody who can do it."""


@dataclass(frozen=True)
class TeachBackNoted(TeachBackEvent):
    """One of the two told that it was held, and what was missing."""


@dataclass(frozen=True)
class TeachBackCalledOff(TeachBackEvent):
    """The learner will not explain it after all."""
