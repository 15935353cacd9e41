"""The words of attached documents, read by the worker so that they are found."""

from pathlib import Path

from sqlalchemy import select, update

from kb.document.attachments.events import FilesChanged
from kb.document.attachments.models import Attachment
from kb.document.attachments.store import path_of
from kb.document.papers.apart import words_of
from kb.foundation.db import session, unit_of_work
from kb.foundation.errors import DomainError
from kb.foundation.news import announce
from kb.foundation.outbox import Payload
from kb.web.installation import settings

MOST_CHARACTERS = 100_000


def read_documents(payloads: list[Payload]) -> None:
    """Read documents that were attached; one that cannot be read has no words."""
    numbers = [str(payload["attachment_id"]) for payload in payloads]
    asked = select(Attachment.id, Attachment.sha256, Attachment.mime, Attachment.name)
    rows = session.execute(asked.where(Attachment.id.in_(numbers))).all()
    session.rollback()
    for row in rows:
        path = path_of(row.sha256, settings().files)
        _keep(row.id, _words(path, row.mime, row.name) if path.exists() else "")


def _words(path: Path, mime: str, name: str) -> str:
    try:
        return words_of(path, mime, name)[:MOST_CHARACTERS]
    except DomainError:
        return ""


def _keep(number: str, text: str) -> None:
    with unit_of_work():
        kept = update(Attachment).where(Attachment.id == number).values(text=text)
        practice = session.scalar(kept.returning(Attachment.practice_id))
        if practice:
            announce(FilesChanged(practice))
