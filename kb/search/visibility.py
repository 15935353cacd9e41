"""The one condition of which documents a person may find: what they may open, no more."""

from sqlalchemy import ColumnElement, Select, and_, false, or_, select

from kb.people.models import Person
from kb.practices.models import Practice
from kb.practices.queries import visible_to
from kb.search.models import Document, Found
from kb.share.mentoring.models import Pairing, Session
from kb.share.mentoring.queries import visible_pairings, visible_sessions


def findable_by(person: Person | None) -> ColumnElement[bool]:
    """Return the SQL condition for the documents ``person`` may find; nobody is a reader."""
    practices = select(Practice.id).where(visible_to(person))
    return or_(
        Document.kind.in_([Found.NOTE, Found.TERM]),
        and_(Document.kind == Found.PRACTICE, Document.thing_id.in_(practices)),
        and_(Document.kind == Found.PAIRING, _pairings(person)),
        and_(Document.kind == Found.SESSION, _sessions(person)),
    )


def _pairings(person: Person | None) -> ColumnElement[bool]:
    if person is None:
        return false()
    seen: Select[int] = select(Pairing.id).where(visible_pairings(person))
    return Document.thing_id.in_(seen)


def _sessions(person: Person | None) -> ColumnElement[bool]:
    if person is None:
        return false()
    seen: Select[int] = select(Session.id).where(visible_sessions(person))
    return Document.thing_id.in_(seen)
