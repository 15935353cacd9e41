"""The one condition of which documents a person may find: what they may open, no more."""

from functools import cache

from sqlalchemy import ColumnElement, Select, and_, exists, false, or_, select

from kb.people.models import Me
from kb.practices.models import Practice
from kb.practices.queries import visible_to
from kb.search.models import Document, Found
from kb.share.mentoring.models import Session
from kb.share.mentoring.queries import visible_sessions
from kb.share.pairings.models import Pairing
from kb.share.pairings.queries import visible_pairings


@cache
def findable_by(me: Me | None) -> ColumnElement[bool]:
    """Return the SQL condition for the documents one may find; nobody is a reader."""
    practice = exists().where(Practice.id == Document.thing_id, visible_to(me))
    return or_(
        Document.kind.in_([Found.NOTE, Found.TERM]),
        and_(Document.kind == Found.PRACTICE, practice.correlate(Document)),
        and_(Document.kind == Found.PAIRING, _pairings(me)),
        and_(Document.kind == Found.SESSION, _sessions(me)),
    )


def _pairings(me: Me | None) -> ColumnElement[bool]:
    if me is None:
        return false()
    seen: Select[int] = select(Pairing.id).where(visible_pairings(me))
    return Document.thing_id.in_(seen)


def _sessions(me: Me | None) -> ColumnElement[bool]:
    if me is None:
        return false()
    seen: Select[int] = select(Session.id).where(visible_sessions(me))
    return Document.thing_id.in_(seen)
