"""Which round a practice is on, and who had it before and has not been through it since.

A round begins with every wording that readers see and that is no mere correction, in the
practice's own language; what came of a trial always begins one. Nothing is revoked by it: who
had tried the practice, or made it part of their own work, *wants a refresher* until they mark
it as read, try it again or call it their own anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TypeVar

from sqlalchemy import ColumnElement, ScalarSelect, Select, bindparam, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute

from kb.document.revisions.models import Revision, RevisionState, Source
from kb.foundation.conditions import is_any
from kb.foundation.db import session
from kb.internalise.marks.models import Mark, MarkKind
from kb.internalise.trials.models import Trial
from kb.people.models import Person
from kb.people.queries import is_here
from kb.practices.models import Practice
from kb.practices.queries import visible_to

Number = ColumnElement[int] | InstrumentedAttribute[int]
T = TypeVar("T")
SEEN = (RevisionState.PUBLISHED, RevisionState.SUPERSEDED)


@dataclass(frozen=True)
class Round:
    """On which round a practice is, since when, and whether its reader wants a refresher."""

    number: int
    since: datetime | None
    wants_refresher: bool


def round_of(practice: Practice, *, seen_by: Person) -> Round:
    """Return the round of ``practice``, asked at once."""
    asked = {"practice": practice.id, "me": seen_by.id}
    number, since, wants = session.execute(_round(), asked).one()
    return Round(number or 0, since, bool(wants))


@cache
def _round() -> Select[int, datetime | None, bool]:
    me: ColumnElement[int] = bindparam("me", type_=Person.id.type)
    return select(_rounds(), _since(), wants_refresher(me)).where(
        Practice.id == bindparam("practice")
    )


def refreshers_of(person: Person) -> Sequence[Practice]:
    """Return what this person had, and is to go through again, by title."""
    return session.scalars(
        select(Practice)
        .where(
            or_(Practice.id.in_(_tried_by(person.id)), Practice.id.in_(_own_of(person.id))),
            wants_refresher(person.id),
            visible_to(person),
        )
        .order_by(Practice.title)
    ).all()


def learners_to_refresh(practice: Practice) -> Sequence[Person]:
    """Return everybody here who had ``practice`` and is to go through it again, by name."""
    return session.scalars(
        select(Person)
        .join(Practice, Practice.id == practice.id)
        .where(is_here(), wants_refresher(Person.id))
        .order_by(Person.name)
    ).all()


def begins_round(revision: Revision) -> bool:
    """Say whether a wording that readers see begins another round than the first."""
    if revision.correction and revision.source is not Source.TRIAL:
        return False
    earlier = select(Revision.id).where(
        Revision.practice_id == revision.practice_id,
        Revision.language == revision.language,
        Revision.state == RevisionState.SUPERSEDED,
    )
    own = revision.language == revision.practice.language
    return own and session.scalar(earlier.limit(1)) is not None


def wants_refresher(person_id: Number | int) -> ColumnElement[bool]:
    """Return the condition, on a practice's row, that somebody is to go through it again."""
    since = _since()
    tried = exists().where(Trial.practice_id == Practice.id, Trial.learner_id == person_id)
    marked = exists().where(Mark.practice_id == Practice.id, Mark.learner_id == person_id)
    own = Mark.kind == MarkKind.OWN_WORK
    before = or_(tried.where(Trial.debriefed_at < since), marked.where(own, Mark.at < since))
    after = or_(tried.where(Trial.debriefed_at > since), marked.where(Mark.at > since))
    return (_rounds() > 1) & before & ~after


def _rounds() -> ScalarSelect[int]:
    return _wordings(func.count(Revision.id)).scalar_subquery()


def _since() -> ScalarSelect[datetime | None]:
    return _wordings(func.max(Revision.published_at)).scalar_subquery()


def _wordings(what: ColumnElement[T]) -> Select[T]:
    return (
        select(what)
        .where(
            Revision.practice_id == Practice.id,
            Revision.language == Practice.language,
            is_any(Revision.state, SEEN),
            or_(~Revision.correction, Revision.source == Source.TRIAL),
        )
        .correlate(Practice)
    )


def _tried_by(number: int) -> Select[int]:
    return select(Trial.practice_id).where(
        Trial.learner_id == number, Trial.debriefed_at.is_not(None)
    )


def _own_of(number: int) -> Select[int]:
    own = Mark.kind == MarkKind.OWN_WORK
    return select(Mark.practice_id).where(Mark.learner_id == number, own)
