"""What others hear of sets of questions."""

from dataclasses import dataclass

from kb.foundation.news import Event


@dataclass(frozen=True)
class QuestionsChanged(Event):
    """A set asks something more, less, otherwise or in another order."""

    of: str
    by_id: int | None = None
