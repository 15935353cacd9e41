"""Everything that may be meant by what is typed so far, in groups."""

from dataclasses import dataclass

from kb.people.models import Person
from kb.search.index.breakage import unless_broken
from kb.search.suggestions.notes import SuggestedNote, notes_begun
from kb.search.suggestions.people import SuggestedPerson, people_begun
from kb.search.suggestions.practices import SuggestedPractice, practices_begun
from kb.search.suggestions.terms import SuggestedTerm, terms_begun
from kb.search.suggestions.typed import Typed


@dataclass(frozen=True)
class Suggestions:
    """What to choose from while typing."""

    text: str
    practices: tuple[SuggestedPractice, ...] = ()
    people: tuple[SuggestedPerson, ...] = ()
    terms: tuple[SuggestedTerm, ...] = ()
    notes: tuple[SuggestedNote, ...] = ()

    @property
    def count(self) -> int:
        """Count what there is to choose from, beside the whole search."""
        return sum(map(len, (self.practices, self.people, self.terms, self.notes)))


def suggestions(text: str, *, seen_by: Person, language: str) -> Suggestions:
    """Suggest what ``seen_by``, who reads in ``language``, may mean by ``text``."""
    typed = Typed.parse(text)
    if not typed.words:
        return Suggestions(typed.text)
    return unless_broken(
        lambda: _suggested(typed, seen_by=seen_by, language=language),
        lambda: Suggestions(typed.text),
    )


def _suggested(typed: Typed, *, seen_by: Person, language: str) -> Suggestions:
    practices = practices_begun(typed, seen_by=seen_by, language=language)
    return Suggestions(
        typed.text,
        practices,
        people_begun(typed, practices, seen_by=seen_by),
        terms_begun(typed, language=language),
        notes_begun(typed, seen_by=seen_by),
    )
