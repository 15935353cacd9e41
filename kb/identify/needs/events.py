"""What the later stages hear of needs."""

from dataclasses import dataclass

from kb.foundation.news import Event


@dataclass(frozen=True)
class NeedLeft(Event):
    """Somebody left a question that nothing answered, or said that it is open still."""

    need_id: int


@dataclass(frozen=True)
class NeedOffered(Event):
    """Somebody who may know was asked."""

    offer_id: int


@dataclass(frozen=True)
class NeedDeclined(Event):
    """Somebody who was asked does not know, so that another may be."""

    need_id: int


@dataclass(frozen=True)
class NeedAnswered(Event):
    """A need has an answer that its askers can read."""

    answer_id: int


@dataclass(frozen=True)
class NeedJoined(Event):
    """A question was gathered under another, which may have been answered already."""

    need_id: int


@dataclass(frozen=True)
class NeedHelped(Event):
    """An asker said that the answer helped."""

    need_id: int
