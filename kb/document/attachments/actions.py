"""What can be done with files."""

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import delete, update

from kb.document.attachments.events import FilesChanged
from kb.document.attachments.intake import File
from kb.document.attachments.kinds import READABLE
from kb.document.attachments.models import Attachment
from kb.document.attachments.queries import attachments_by_ids, known_contents, may_change
from kb.document.attachments.store import keep, sweep
from kb.foundation import clock, outbox
from kb.foundation.db import session
from kb.foundation.errors import NotAllowedError
from kb.foundation.news import announce
from kb.people.models import Person
from kb.practices.models import Practice

READ = "attachments.read"
KEPT_AFTER_REMOVAL = timedelta(days=30)


def attach(practice: Practice, file: File, *, by: Person, folder: Path) -> Attachment:
    """Give ``practice`` a file; the bytes are on disk before the row is."""
    attachment = _kept(practice, file, by, folder)
    session.add(attachment)
    session.flush()
    if file.mime in READABLE:
        outbox.post(READ, attachment_id=attachment.id)
    return attachment


def attach_apart(practice: Practice, file: File, *, by: Person, folder: Path) -> Attachment:
    """Keep a file of something said of ``practice``: it is no part of the text, nor found."""
    attachment = _kept(practice, file, by, folder)
    attachment.apart, attachment.opened_at = True, clock.now()
    session.add(attachment)
    session.flush()
    return attachment


def open_files(practice: Practice, *, of: Person, until: datetime) -> None:
    """Let readers see what ``of`` had added when they handed their text over."""
    session.execute(
        update(Attachment)
        .where(
            Attachment.practice_id == practice.id,
            Attachment.by_id == of.id,
            Attachment.at <= until,
            Attachment.opened_at.is_(None),
        )
        .values(opened_at=clock.now())
    )


def remove_files(practice: Practice, numbers: Collection[str], *, by: Person) -> None:
    """Take files out of everybody's sight; they can be put back for a month."""
    for file in attachments_by_ids(practice, numbers):
        _refuse_stranger(file, by)
        file.removed_at = clock.now()
    if numbers:
        session.flush()
        announce(FilesChanged(practice.id))


def restore_files(practice: Practice, numbers: Collection[str], *, by: Person) -> None:
    """Put removed files back where they were."""
    for file in attachments_by_ids(practice, numbers):
        _refuse_stranger(file, by)
        file.removed_at = None
    if numbers:
        session.flush()
        announce(FilesChanged(practice.id))


def sweep_files(folder: Path) -> int:
    """Let go for good what was removed a month ago, and the bytes that nothing names."""
    gone = clock.now() - KEPT_AFTER_REMOVAL
    session.execute(delete(Attachment).where(Attachment.removed_at < gone))
    return sweep(folder, set(session.scalars(known_contents())))


def _kept(practice: Practice, file: File, by: Person, folder: Path) -> Attachment:
    keep(file, folder)
    return Attachment(
        id=secrets.token_hex(16),
        practice=practice,
        name=file.name,
        kind=file.kind,
        mime=file.mime,
        size=file.size,
        width=file.width,
        height=file.height,
        sha256=file.sha256,
        by=by,
    )


def _refuse_stranger(file: Attachment, person: Person) -> None:
    if not may_change(file, person):
        raise NotAllowedError("attachment.not_yours")
