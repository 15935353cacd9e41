"""What may be meant by what is typed after ``[[`` or ``@``."""

from collections.abc import Sequence
from dataclasses import dataclass

from kb.people.models import Person
from kb.people.queries import colleagues
from kb.practices.queries import TitledPractice, practice_by_slug, titles_begun
from kb.socialise.talk.queries import those_who_may_read

AT_MOST = 7
NOT_IN_A_LINK = frozenset("[]|")


@dataclass(frozen=True)
class Completion:
    """One thing that may be meant: what is shown, and the Markdown that names it."""

    label: str
    markdown: str
    beside: str = ""
    language: str | None = None
    person: Person | None = None


def people_to_name(slug: str, *, seen_by: Person) -> Sequence[Person]:
    """Return all colleagues, or those who may read the practice that is spoken of."""
    practice = practice_by_slug(slug, seen_by=seen_by) if slug else None
    return those_who_may_read(practice) if practice else colleagues()


def practices_meant(typed: str, *, seen_by: Person) -> list[Completion]:
    """Return the practices of such a title, of those that ``seen_by`` may see."""
    found = titles_begun(typed, seen_by=seen_by, at_most=AT_MOST)
    return [Completion(one.title, _named(one, found), language=one.language) for one in found]


def people_meant(typed: str, among: Sequence[Person]) -> list[Completion]:
    """Return those whose names begin so, one word or several."""
    words = typed.casefold().split()
    found = [one for one in among if _begins(one.name, words)][:AT_MOST]
    return [
        Completion(one.name, f"[[@{one.name}]]", one.title or one.team, person=one)
        for one in found
    ]


def _named(one: TitledPractice, among: Sequence[TitledPractice]) -> str:
    """Name a practice by its title, or by its address where the title would mislead."""
    twin = sum(other.title.casefold() == one.title.casefold() for other in among) > 1
    if not twin and NOT_IN_A_LINK.isdisjoint(one.title):
        return f"[[{one.title}]]"
    shown = "".join(" " if letter in NOT_IN_A_LINK else letter for letter in one.title)
    return f"[[{one.slug}|{' '.join(shown.split())}]]"


def _begins(name: str, words: Sequence[str]) -> bool:
    parts = name.casefold().replace("-", " ").split()
    return all(any(part.startswith(word) for part in parts) for word in words)
