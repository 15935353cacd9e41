"""Events: what happened, told to those who come later on the path."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Event:
    """Something that happened, in the past tense."""


Reaction = Callable[..., None]
Reactions = Mapping[type[Event], Sequence[Reaction]]

_reactions: dict[type[Event], Sequence[Reaction]] = {}


def wire(reactions: Reactions) -> None:
    """Let ``reactions`` be what follows from what."""
    _reactions.clear()
    _reactions.update(reactions)


def announce(event: Event) -> None:
    """Run every reaction to ``event`` in its cause's own transaction, in order."""
    for react in _reactions.get(type(event), ()):
        react(event)
