"""What others hear of files."""

from dataclasses import dataclass

from kb.foundation.news import Event


@dataclass(frozen=True)
class FilesChanged(Event):
    """A practice's files are others than before, or more of them has been read."""

    practice_id: int
