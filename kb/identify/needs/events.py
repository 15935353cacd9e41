"""What the later stages hear of needs."""

from dataclasses import dataclass

from kb.foundation.news import Event


@dataclass(frozen=True)
class NeedLeft(Event):
    """Somebody left a question that nothing answered."""

    need_id: int
