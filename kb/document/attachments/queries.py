"""Finding the pictures of a practice."""

from collections.abc import Sequence

from sqlalchemy import Select, select

from kb.document.attachments.models import Attachment
from kb.foundation.db import session
from kb.foundation.errors import NotFoundError
from kb.practices.models import Practice


def attachments_of(practice: Practice) -> Sequence[Attachment]:
    """Return the pictures of ``practice``, the last one of each name, by name."""
    rows = session.scalars(
        select(Attachment)
        .where(Attachment.practice_id == practice.id)
        .order_by(Attachment.at, Attachment.id)
    )
    latest = {row.name: row for row in rows}
    return [latest[name] for name in sorted(latest)]


def attachment_named(practice: Practice, name: str) -> Attachment:
    """Return the last picture of that name, or raise NotFoundError."""
    for attachment in attachments_of(practice):
        if attachment.name == name:
            return attachment
    raise NotFoundError("attachment.not_found")


def has_file(practice: Practice, kind: str) -> bool:
    """Say whether ``practice`` has a file whose type begins with ``kind``."""
    found = select(Attachment.id).where(
        Attachment.practice_id == practice.id, Attachment.mime.startswith(kind)
    )
    return session.scalar(found.limit(1)) is not None


def practices_with_picture() -> Select[int]:
    """Select the practices that have a picture."""
    return select(Attachment.practice_id)
