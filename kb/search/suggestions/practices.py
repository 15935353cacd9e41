"""Practices as one types: by title, then by the situation as its reader would tell it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from sqlalchemy import Select, exists, select

from kb.document.revisions.models import Revision, RevisionState
from kb.foundation.db import session
from kb.identify.carriers.models import Basis, CarrierReason
from kb.identify.carriers.queries import reasons_by_name
from kb.people.models import Me, Person, Role
from kb.practices.models import Practice
from kb.practices.queries import visible_to
from kb.search.models import Document, Found
from kb.search.results.highlights import Fragment
from kb.search.suggestions.beginnings import (
    BEGINNINGS,
    anywhere,
    begun,
    first_in_title,
    in_title,
    of_kind,
)
from kb.search.suggestions.typed import Typed
from kb.stages.evidence import Stage, stages_of

AT_MOST = 5
LOOKED_AT = 20  # of each way of asking: more are told apart by typing on, not by reading on
WAYS: tuple[Callable[[Typed], str], ...] = (first_in_title, in_title, anywhere)


@dataclass(frozen=True)
class Titled:
    """A practice under one of its titles."""

    number: int
    slug: str
    language: str
    title: str
    situation: str
    is_written: bool


@dataclass(frozen=True)
class SuggestedPractice:
    """A practice to go to: how far it has come, and who carries it."""

    slug: str
    language: str
    title: tuple[Fragment, ...]
    situation: tuple[Fragment, ...]
    stage: Stage
    is_written: bool
    reasons: tuple[CarrierReason, ...]

    @property
    def name(self) -> str:
        """Return the title as it is written."""
        return "".join(fragment.text for fragment in self.title)

    @property
    def holders(self) -> list[Person]:
        """Return whose knowledge it is."""
        return [one.person for one in self.reasons if one.basis is Basis.DECLARED]


def practices_begun(
    typed: Typed, *, seen_by: Person, language: str
) -> tuple[SuggestedPractice, ...]:
    """Return the practices that may be meant, of those that ``seen_by`` may see."""
    found = _best(typed, seen_by=seen_by, language=language)
    numbers = [one.number for one in found]
    stages, reasons = (stages_of(numbers), _reasons(numbers)) if numbers else ({}, {})
    return tuple(
        SuggestedPractice(
            one.slug,
            one.language,
            typed.marked(one.title),
            _line_begun(typed, one.situation),
            stages[one.number],
            one.is_written,
            tuple(reasons.get(one.number, ())),
        )
        for one in found
    )


def _best(typed: Typed, *, seen_by: Person, language: str) -> Sequence[Titled]:
    """Return each practice once: those found by title first, then the reader's language."""
    found: dict[int, Titled] = {}
    for way in WAYS:
        asked = {"asked": way(typed), "me": seen_by.id}
        rows = [Titled(*row) for row in session.execute(_titled(seen_by.role), asked)]
        for one in sorted(rows, key=lambda one: _order(one, typed, language)):
            found.setdefault(one.number, one if way is anywhere else replace(one, situation=""))
        if len(found) >= AT_MOST:
            break
    return list(found.values())[:AT_MOST]


def _order(one: Titled, typed: Typed, language: str) -> tuple[bool, bool, int, int]:
    """Put the reader's language first, then what begins so, says more of it, is shorter."""
    title = typed.marked(one.title)
    return one.language != language, not _marks(title[:1]), -_marks(title), len(one.title)


@cache
def _titled(role: Role) -> Select[int, str, str, str, str, bool]:
    """Build the statement; the practice is joined, for a list of all of them takes longer."""
    published = exists().where(
        Revision.practice_id == Practice.id, Revision.state == RevisionState.PUBLISHED
    )
    told = (Document.language, Document.title, Document.readers_words)
    return (
        select(Practice.id, Practice.slug, *told, published)
        .select_from(BEGINNINGS)
        .join(Document, Document.id == BEGINNINGS.c.rowid)
        .join(Practice, Practice.id == Document.thing_id)
        .where(begun(), of_kind(Found.PRACTICE), visible_to(Me(role)))
        .limit(LOOKED_AT)
    )


def _line_begun(typed: Typed, situation: str) -> tuple[Fragment, ...]:
    """Return the line of a situation that says most of what is typed."""
    lines = [typed.marked(line) for line in situation.splitlines()]
    return max(lines, key=_marks, default=()) if any(map(_marks, lines)) else ()


def _marks(line: Sequence[Fragment]) -> int:
    return sum(fragment.marked for fragment in line)


def _reasons(numbers: Sequence[int]) -> dict[int, list[CarrierReason]]:
    found: dict[int, list[CarrierReason]] = {}
    for row in reasons_by_name(numbers):
        found.setdefault(row.practice_id, []).append(row)
    return found
