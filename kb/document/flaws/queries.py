"""Finding flaws: seen by who reported them, who looks after the practice, coordinators."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, or_, select, true

from kb.document.flaws.models import Flaw, FlawState
from kb.document.revisions.models import Revision, RevisionState
from kb.foundation.db import session
from kb.foundation.errors import NotFoundError
from kb.identify.carriers.queries import practices_held_by
from kb.people.models import Person
from kb.practices.models import Practice
from kb.practices.queries import visible_to


def flaw_by_id(number: int, *, seen_by: Person) -> Flaw:
    """Return the flaw to those who may see it; to others there is none."""
    found = session.scalar(
        select(Flaw).join(Flaw.practice).where(Flaw.id == number, _seen_by(seen_by))
    )
    if found is None:
        raise NotFoundError("flaw.not_found")
    return found


def flaws_by_ids(numbers: Sequence[int], *, seen_by: Person) -> Sequence[Flaw]:
    """Return those of the flaws that ``seen_by`` may see."""
    return session.scalars(
        select(Flaw).join(Flaw.practice).where(Flaw.id.in_(numbers), _seen_by(seen_by))
    ).all()


def flaws_of(practice: Practice, *, seen_by: Person) -> Sequence[Flaw]:
    """Return what was said of ``practice``, as far as one may see it, newest first."""
    return session.scalars(
        select(Flaw)
        .join(Flaw.practice)
        .where(Flaw.practice_id == practice.id, _seen_by(seen_by))
        .order_by(Flaw.at.desc(), Flaw.id.desc())
    ).all()


def flaws_to_answer(person: Person, *, at_most: int) -> Sequence[Flaw]:
    """Return what is open in the practices this person looks after, oldest first."""
    return session.scalars(
        select(Flaw)
        .join(Flaw.practice)
        .where(Flaw.state == FlawState.OPEN, visible_to(person), _looked_after_by(person))
        .order_by(Flaw.at, Flaw.id)
        .limit(at_most)
    ).all()


def revision_since(flaw: Flaw) -> Revision | None:
    """Return the newest wording that was published after the flaw was reported."""
    return session.scalar(
        select(Revision)
        .where(
            Revision.practice_id == flaw.practice_id,
            Revision.state == RevisionState.PUBLISHED,
            Revision.published_at > flaw.at,
        )
        .order_by(Revision.published_at.desc())
        .limit(1)
    )


def _looked_after_by(person: Person) -> ColumnElement[bool]:
    held = Flaw.practice_id.in_(practices_held_by(person))
    return or_(Practice.steward_id == person.id, held)


def _seen_by(person: Person) -> ColumnElement[bool]:
    whole = true() if person.is_coordinator else _looked_after_by(person)
    return visible_to(person) & or_(Flaw.by_id == person.id, whole)
