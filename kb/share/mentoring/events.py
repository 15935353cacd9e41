"""What the later stages hear of meetings."""

from dataclasses import dataclass

from kb.foundation.news import Event


@dataclass(frozen=True)
class SessionHeld(Event):
    """A pair met and told what they went through."""

    session_id: int
