"""What the later stages hear of revisions."""

from dataclasses import dataclass

from kb.foundation.news import Event


@dataclass(frozen=True)
class RevisionHandedOver(Event):
    """A writer has handed a wording over; whether readers see it is decided next."""

    revision_id: int


@dataclass(frozen=True)
class RevisionPublished(Event):
    """Readers see a new wording."""

    practice_id: int
    revision_id: int
    language: str
