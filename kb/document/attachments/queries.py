"""Finding the files of a practice."""

from collections.abc import Collection, Sequence
from functools import cache

from sqlalchemy import ColumnElement, Select, bindparam, or_, select, true
from sqlalchemy.orm import lazyload, undefer

from kb.document.attachments.kinds import FileKind
from kb.document.attachments.models import Attachment
from kb.foundation.db import session
from kb.foundation.errors import NotFoundError
from kb.identify.carriers.queries import is_held_by, practices_held_by
from kb.people.models import Me, Person, Role
from kb.practices.models import Practice

# By more of its words no document is found: what it is about stands on its first pages.
MOST_FOUND = 20_000


def attachments_of(practice: Practice, *, seen_by: Person | None = None) -> list[Attachment]:
    """Return the files ``seen_by`` may see, or all: the last one of each name, by name."""
    role, me = (seen_by.role, seen_by.id) if seen_by else (None, 0)
    rows = session.scalars(_files(role), {"practice": practice.id, "me": me})
    latest = {row.name: row for row in rows}
    return [latest[name] for name in sorted(latest)]


@cache
def _files(role: Role | None) -> Select[Attachment]:
    seen = may_see(Me(role)) if role else true()
    return (
        select(Attachment)
        .where(
            Attachment.practice_id == bindparam("practice"),
            Attachment.removed_at.is_(None),
            ~Attachment.apart,
            seen,
        )
        .options(lazyload(Attachment.practice))  # at hand already
        .order_by(Attachment.at, Attachment.id)
    )


def may_see(person: Person | Me) -> ColumnElement[bool]:
    """Return the condition for files: before they came out, as for the text they came with."""
    if person.is_coordinator:
        return true()
    stewarded = select(Practice.id).where(Practice.steward_id == person.id)
    return or_(
        Attachment.opened_at.is_not(None),
        Attachment.by_id == person.id,
        Attachment.practice_id.in_(practices_held_by(person)),
        Attachment.practice_id.in_(stewarded),
    )


def may_change(file: Attachment, person: Person) -> bool:
    """Say whose deed removing a file is: who added it, who can do it, who takes care of it."""
    own = person.id in {file.by_id, file.practice.steward_id} or person.is_coordinator
    return own or is_held_by(file.practice, person)


def attachment_named(practice: Practice, name: str, *, seen_by: Person) -> Attachment:
    """Return the last file of that name that ``seen_by`` may see, or raise NotFoundError."""
    for attachment in attachments_of(practice, seen_by=seen_by):
        if attachment.name == name:
            return attachment
    raise NotFoundError("attachment.not_found")


def attachments_by_ids(practice: Practice, numbers: Collection[str]) -> Sequence[Attachment]:
    """Return those of a practice's files, removed ones too."""
    return session.scalars(
        select(Attachment).where(
            Attachment.practice_id == practice.id, Attachment.id.in_(numbers)
        )
    ).all()


def removed_from(practice: Practice, *, seen_by: Person) -> Sequence[Attachment]:
    """Return the removed files that ``seen_by`` could see, the last removed first."""
    return session.scalars(
        select(Attachment)
        .where(
            Attachment.practice_id == practice.id,
            Attachment.removed_at.is_not(None),
            ~Attachment.apart,
            may_see(seen_by),
        )
        .order_by(Attachment.removed_at.desc())
    ).all()


def texts_read_of(practice: Practice) -> list[tuple[str, str]]:
    """Return name and text of the documents readers see that something was read in."""
    rows = session.scalars(
        _files(None).options(undefer(Attachment.text)), {"practice": practice.id}
    )
    shown = {row.name: row for row in rows if row.opened_at}
    return [(name, row.text[:MOST_FOUND]) for name, row in sorted(shown.items()) if row.text]


def known_contents() -> Select[str]:
    """Select the SHA-256 of every file there is."""
    return select(Attachment.sha256)


def has_file(practice: Practice, kind: FileKind) -> bool:
    """Say whether ``practice`` has a file of that kind, though readers may not see it yet."""
    found = select(Attachment.id).where(
        Attachment.practice_id == practice.id,
        Attachment.kind == kind,
        Attachment.removed_at.is_(None),
        ~Attachment.apart,
    )
    return session.scalar(found.limit(1)) is not None


def practices_with(kind: FileKind) -> Select[int]:
    """Select the practices whose readers see a file of that kind."""
    return select(Attachment.practice_id).where(
        Attachment.kind == kind,
        Attachment.opened_at.is_not(None),
        Attachment.removed_at.is_(None),
        ~Attachment.apart,
    )
