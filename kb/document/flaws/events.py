"""What the later stages hear of flaws."""

from dataclasses import dataclass

from kb.foundation.news import Event


@dataclass(frozen=True)
class FlawAnswered(Event):
    """A flaw was mended, or declined with a reason."""

    flaw_id: int
