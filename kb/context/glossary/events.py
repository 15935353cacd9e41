"""What those who read the glossary hear of it."""

from dataclasses import dataclass

from kb.foundation.news import Event


@dataclass(frozen=True)
class TermChanged(Event):
    """A term was added, or what it means or is called was said anew."""

    term_id: int
    by_id: int | None = None
