"""Sparring notes as one types: by what was asked."""

from dataclasses import dataclass
from functools import cache

from sqlalchemy import Select, select

from kb.foundation.db import session
from kb.people.models import Me, Person, Role
from kb.search.index.visibility import findable_by
from kb.search.models import Document, Found
from kb.search.results.highlights import Fragment
from kb.search.suggestions.beginnings import BEGINNINGS, begun, in_title, of_kind
from kb.search.suggestions.typed import Typed
from kb.socialise.sparring.models import SparringNote

AT_MOST = 2


@dataclass(frozen=True)
class SuggestedNote:
    """A piece of advice to go to."""

    number: int
    language: str
    question: tuple[Fragment, ...]
    by: str
    with_whom: str


def notes_begun(typed: Typed, *, seen_by: Person) -> tuple[SuggestedNote, ...]:
    """Return the notes whose question may be meant, of those that ``seen_by`` may see."""
    asked = {"asked": in_title(typed), "me": seen_by.id}
    rows = session.execute(_notes(seen_by.role), asked)
    return tuple(
        SuggestedNote(number, language, typed.marked(question), by.name, with_whom)
        for number, language, question, by, with_whom in rows
    )


@cache
def _notes(role: Role) -> Select[int, str, str, Person, str]:
    told = (SparringNote.id, Document.language, Document.title)
    return (
        select(*told, Person, SparringNote.with_whom)
        .select_from(BEGINNINGS)
        .join(Document, Document.id == BEGINNINGS.c.rowid)
        .join(SparringNote, SparringNote.id == Document.thing_id)
        .join(Person, Person.id == SparringNote.by_id)
        .where(begun(), of_kind(Found.NOTE), findable_by(Me(role)))
        .limit(AT_MOST)
    )
