"""Adding to the audit log, and letting its oldest lines go; nothing in it is ever changed."""

from datetime import timedelta

from sqlalchemy import delete, select

from kb.cycle.audit.models import BEGINNING, AuditEnds, AuditEntry
from kb.cycle.audit.queries import is_kept_too_long
from kb.cycle.audit.telling import Told, told_of
from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.news import Event

ENDS = 1  # the one row that says where the log begins and ends


def note_event(event: Event) -> None:
    """Note what happened, in the transaction in which it happened."""
    note(told_of(event))


def note(told: Told) -> AuditEntry:
    """Add a line to the log.

    Writers come one after another (BEGIN IMMEDIATE, or the lock on the one row of ends), so
    the former line is the last one.
    """
    ends = _ends()
    line = AuditEntry(
        id=ends.last_id + 1,
        at=clock.now(),
        deed=told.deed,
        by_id=told.by,
        person_id=told.person,
        about=told.about,
        about_id=told.number,
        detail=told.detail,
    )
    line.hash = line.hash_after(ends.last_hash)
    session.add(line)
    ends.last_id, ends.last_hash = line.id, line.hash
    session.flush()
    return line


def forget_old(days: int) -> None:
    """Let lines go that are older; the log then begins where the last of them ended."""
    until = clock.now() - timedelta(days=days)
    if not is_kept_too_long(until):
        return
    kept = select(AuditEntry.id).where(AuditEntry.at >= until).order_by(AuditEntry.id).limit(1)
    first = session.scalar(kept) or _ends().last_id + 1
    last = session.get(AuditEntry, first - 1)
    if last is None:
        return
    ends = _ends()
    ends.before_id, ends.before_hash = last.id, last.hash
    session.execute(delete(AuditEntry).where(AuditEntry.id < first))


def _ends() -> AuditEnds:
    ends = session.scalar(select(AuditEnds).where(AuditEnds.id == ENDS).with_for_update())
    if ends is None:
        ends = AuditEnds(
            id=ENDS, before_id=0, before_hash=BEGINNING, last_id=0, last_hash=BEGINNING
        )
        session.add(ends)
    return ends
