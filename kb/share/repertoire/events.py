"""What others hear of the means that an admin adds."""

from dataclasses import dataclass

from kb.foundation.news import Event


@dataclass(frozen=True)
class MeansChanged(Event):
    """A means was added, told otherwise, offered no longer or again."""

    means_id: int
    by_id: int | None = None
