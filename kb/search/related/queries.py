"""Practices of the same matter: beside one that is read, and before one is written twice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from kb.document.revisions.queries import current_revisions
from kb.people.models import Person
from kb.practices.models import Practice
from kb.search.language.analysis import detect_language
from kb.search.models import Found
from kb.search.related.forms import Written
from kb.search.related.gists import Gist
from kb.search.related.neighbours import Around, Neighbour, around, names_of, texts_of
from kb.search.related.shared import (
    Forms,
    Shared,
    Words,
    forms_of,
    is_same_name,
    shared_with,
    words_of,
)
from kb.search.results.things import LOADERS, Known

Best = Mapping[int, tuple[str, ...]]  # practices, best first, each with the words it shares


@dataclass(frozen=True)
class Bar:
    """How near is near enough, and how many of those are said.

    Beside the cosine of gists the share of words weighs as much as ``words``; of a text in
    another language, which can share none, as much as ``foreign``. Without a model the share
    of words stands ``alone``.
    """

    words: float
    foreign: float
    together: float
    alone: float
    most: int


# Judged on the forty demo practices and on texts like them, written for it; 2026.
RELATED = Bar(words=0.5, foreign=0.0, together=0.25, alone=0.2, most=5)
ALIKE = Bar(words=0.2, foreign=0.1, together=0.42, alone=0.65, most=3)
ENOUGH_WORDS = 8  # fewer do not tell yet what they are about


@dataclass(frozen=True)
class Near:
    """A practice near to a text, and the words they share; without any, they mean alike."""

    known: Known
    words: tuple[str, ...]


@dataclass(frozen=True)
class Sought:
    """A text to which others may be near; its gist, if there is a model."""

    words: Words
    language: str
    gist: Gist | None


def related_to(practice: Practice, *, seen_by: Person) -> list[Near]:
    """Return the practices about the same matter that its text does not link to itself."""
    here = around(practice.id, seen_by=seen_by)
    words = words_of(" ".join((practice.title, *practice.tags)))
    sought = Sought(words, practice.language, here.gist())
    near = here.nearest(sought.gist, words)
    names, source = names_of(near), _source(practice)
    unlinked = [one for one in near if f"[[{names[one.practice_id][0]}" not in source]
    forms = [forms_of(words_of(" ".join(names[one.practice_id]))) for one in unlinked]
    return _known(_best(sought, unlinked, forms, RELATED))


def alike_to(written: Written, *, seen_by: Person) -> list[Near]:
    """Return the practices that are called the same, or seem to say the same already."""
    here = around(written.practice_id, seen_by=seen_by)
    best: Best = _namesakes(words_of(written.title), here)
    words = words_of(written.whole)
    if len(words) >= ENOUGH_WORDS:
        language, gist = detect_language(written.whole), here.gist_of(written.document)
        near = here.nearest(gist, words)
        same = _best(Sought(words, language, gist), near, texts_of(near), ALIKE)
        best = {**best, **same}
    return _known(dict(islice(best.items(), ALIKE.most)))


def _namesakes(name: Words, here: Around) -> Best:
    names = names_of(here.nearest(None, name))
    same = (number for number, told in names.items() if is_same_name(name, words_of(told[0])))
    return dict.fromkeys(same, ())


def _best(sought: Sought, near: Sequence[Neighbour], texts: Sequence[Forms], bar: Bar) -> Best:
    enough = bar.together if sought.gist else bar.alone
    pairs = zip(near, shared_with(sought.words, texts), strict=True)
    scored = [(_score(sought, one, shared, bar), one, shared) for one, shared in pairs]
    best: dict[int, tuple[str, ...]] = {}
    for score, one, shared in sorted(scored, key=lambda row: -row[0]):
        if score >= enough and len(best) < bar.most:
            best.setdefault(one.practice_id, shared.telling if sought.gist else shared.words)
    return best


def _score(sought: Sought, one: Neighbour, shared: Shared, bar: Bar) -> float:
    if sought.gist is None:
        return shared.share
    granted = bar.foreign if one.language != sought.language else 0.0
    return one.closeness + max(bar.words * shared.share, granted)


def _known(best: Best) -> list[Near]:
    found = LOADERS[Found.PRACTICE](list(best))
    known = ((found[number], words) for number, words in best.items())
    return [Near(one, words) for one, words in known if isinstance(one, Known)]


def _source(practice: Practice) -> str:
    written = current_revisions(practice).values()
    return "\n".join(part for revision in written for part in revision.text.parts.values())
