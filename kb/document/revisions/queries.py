"""Finding revisions and drafts."""

from collections.abc import Sequence
from functools import cache

from sqlalchemy import ColumnElement, Select, bindparam, func, or_, select, true
from sqlalchemy.orm import lazyload

from kb.document.attachments.kinds import FileKind
from kb.document.attachments.queries import practices_with
from kb.document.media.models import PICTURES, DocumentForm, Medium
from kb.document.revisions.models import Draft, Revision, RevisionState
from kb.foundation.conditions import is_any
from kb.foundation.db import session
from kb.foundation.errors import NotFoundError
from kb.identify.carriers.queries import practices_held_by
from kb.people.models import Me, Person, Role
from kb.practices.models import Practice
from kb.practices.queries import visible_to

SHORT_TEXT_AT_MOST = 400  # words
LONG_TEXT_AT_LEAST = 150


def current_revision(practice: Practice, language: str) -> Revision | None:
    """Return what readers see of ``practice`` in ``language``."""
    return session.scalar(
        select(Revision).where(
            Revision.practice_id == practice.id,
            Revision.language == language,
            Revision.state == RevisionState.PUBLISHED,
        )
    )


def current_revisions(practice: Practice) -> dict[str, Revision]:
    """Return what readers see, by language."""
    rows = session.scalars(
        select(Revision).where(
            Revision.practice_id == practice.id, Revision.state == RevisionState.PUBLISHED
        )
    )
    return {row.language: row for row in rows}


def revisions_on_page(practice: Practice, *, seen_by: Person) -> Sequence[Revision]:
    """Return what readers see, and what awaits approval of what ``seen_by`` may see."""
    asked = {"practice": practice.id, "me": seen_by.id}
    return session.scalars(_on_page(seen_by.role), asked).all()


@cache
def _on_page(role: Role) -> Select[Revision]:
    awaiting = (Revision.state == RevisionState.AWAITING) & may_see_unpublished(Me(role))
    return (
        select(Revision)
        .where(
            Revision.practice_id == bindparam("practice"),
            or_(Revision.state == RevisionState.PUBLISHED, awaiting),
        )
        .options(lazyload(Revision.practice))  # at hand already
        .order_by(Revision.made_at)
    )


def published_practice_ids() -> Select[int]:
    """Select the practices that have something published."""
    return select(Revision.practice_id).where(Revision.state == RevisionState.PUBLISHED)


def documented_practice_ids() -> Select[int]:
    """Select the practices that have something published whose medium matches it (R3).

    A picture medium needs a picture that readers see, a video a video; both need the words
    that are published with them. A short text has few words and a long one enough of them.
    """
    matching = or_(
        is_any(DocumentForm.medium, PICTURES)
        & DocumentForm.practice_id.in_(practices_with(FileKind.PICTURE)),
        (DocumentForm.medium == Medium.VIDEO)
        & DocumentForm.practice_id.in_(practices_with(FileKind.VIDEO)),
        (DocumentForm.medium == Medium.SHORT_TEXT) & (Revision.words <= SHORT_TEXT_AT_MOST),
        (DocumentForm.medium == Medium.LONG_TEXT) & (Revision.words >= LONG_TEXT_AT_LEAST),
    )
    return (
        published_practice_ids()
        .join(DocumentForm, DocumentForm.practice_id == Revision.practice_id)
        .where(matching)
    )


def may_see_unpublished(person: Person | Me) -> ColumnElement[bool]:
    """Return the condition for revisions not yet published: author, holder, coordinator."""
    if person.is_coordinator:
        return true()
    return or_(
        Revision.author_id == person.id,
        Revision.practice_id.in_(practices_held_by(person)),
        Revision.practice_id.in_(select(Practice.id).where(Practice.steward_id == person.id)),
    )


def revision_of(practice: Practice, number: int, *, seen_by: Person) -> Revision:
    """Return one revision of ``practice``, or raise NotFoundError."""
    found = session.scalar(
        select(Revision).where(
            Revision.id == number, Revision.practice_id == practice.id, _readable(seen_by)
        )
    )
    if found is None:
        raise NotFoundError("revision.not_found")
    return found


def revision_in(practice: Practice, language: str, number: int | None) -> Revision | None:
    """Return the revision of that number if it is one of this text's."""
    if number is None:
        return None
    return session.scalar(
        select(Revision).where(
            Revision.id == number,
            Revision.practice_id == practice.id,
            Revision.language == language,
            Revision.state.in_([RevisionState.PUBLISHED, RevisionState.SUPERSEDED]),
        )
    )


def revisions_of(practice: Practice, *, seen_by: Person) -> Sequence[Revision]:
    """Return the history, newest first."""
    return session.scalars(
        select(Revision)
        .where(Revision.practice_id == practice.id, _readable(seen_by))
        .order_by(Revision.made_at.desc(), Revision.id.desc())
    ).all()


def next_number(practice: Practice, language: str) -> int:
    """Return the number that the next revision gets."""
    last = select(func.max(Revision.number)).where(
        Revision.practice_id == practice.id, Revision.language == language
    )
    return (session.scalar(last) or 0) + 1


def revisions_to_approve(person: Person) -> Sequence[Revision]:
    """Return what others wrote of this person's knowledge and waits for their yes."""
    return session.scalars(
        select(Revision)
        .join(Revision.practice)
        .where(
            Revision.state == RevisionState.AWAITING,
            or_(
                Revision.practice_id.in_(practices_held_by(person)),
                Practice.steward_id == person.id,
            ),
            Revision.author_id != person.id,
            visible_to(person),
        )
        .order_by(Revision.made_at)
    ).all()


def drafts_of(person: Person) -> Sequence[Draft]:
    """Return what this person is writing, last saved first."""
    return session.scalars(
        select(Draft)
        .join(Draft.practice)
        .where(Draft.author_id == person.id, Practice.removed_at.is_(None))
        .order_by(Draft.saved_at.desc())
    ).all()


def drafts_on(practice: Practice, language: str) -> Sequence[Draft]:
    """Return everybody's drafts of ``practice`` in ``language``."""
    return session.scalars(
        select(Draft).where(Draft.practice_id == practice.id, Draft.language == language)
    ).all()


def draft_of(practice: Practice, language: str, *, by: Person) -> Draft | None:
    """Return what ``by`` is writing of ``practice`` in ``language``."""
    return session.scalar(
        select(Draft).where(
            Draft.practice_id == practice.id,
            Draft.language == language,
            Draft.author_id == by.id,
        )
    )


def _readable(person: Person) -> ColumnElement[bool]:
    published = Revision.state.in_([RevisionState.PUBLISHED, RevisionState.SUPERSEDED])
    return or_(published, may_see_unpublished(person))
