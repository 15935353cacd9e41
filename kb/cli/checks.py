"""Whether everything that was kept is still as it was kept: one table of checks."""

import hashlib
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from sqlalchemy import func, select, text
from sqlalchemy.orm import DeclarativeBase

from kb.cli.invariants import INVARIANTS
from kb.cycle.audit.queries import breaks, number_of_entries
from kb.document.attachments.kinds import FileKind
from kb.document.attachments.models import Attachment
from kb.document.attachments.pictures import WIDTHS
from kb.document.attachments.store import path_of
from kb.document.revisions.models import Revision
from kb.foundation import outbox
from kb.foundation.db import session
from kb.practices.models import Practice
from kb.search.index.texts import things
from kb.search.models import Document
from kb.stages.evidence import Stage, stage_condition, stages_of

AT_A_TIME = 200  # rows in memory
JUST_NOW = 3600  # seconds: bytes are on disk before their row is, in an import minutes before


@dataclass(frozen=True)
class Trouble:
    """A thing that is not as it should be, and why."""

    what: str
    why: str


Progress = Callable[[int, int], None]  # how many were looked at, of how many
Check = Callable[[Path, Progress], Iterator[Trouble]]


def check_database(_files: Path, progress: Progress) -> Iterator[Trouble]:
    """Ask the database whether its pages and its foreign keys are whole."""
    if session.get_bind().dialect.name == "sqlite":
        for said in session.scalars(text("PRAGMA integrity_check")):
            if said != "ok":
                yield Trouble("the database", str(said))
        for row in session.execute(text("PRAGMA foreign_key_check")):
            yield Trouble(
                f"{row[0]} {row[1]}", f"points to a row of {row[2]} that is not there"
            )
    progress(1, 1)


def check_invariants(_files: Path, progress: Progress) -> Iterator[Trouble]:
    """Ask the database for whatever breaks a sentence that is always true."""
    for number, (name, always) in enumerate(INVARIANTS.items(), 1):
        for row in session.execute(text(always.broken_by)):
            yield Trouble(f"{name}, {' '.join(map(str, row))}", f"not so: {always.sentence}")
        progress(number, len(INVARIANTS))


def check_revisions(_files: Path, progress: Progress) -> Iterator[Trouble]:
    """Compute the SHA-256 of every wording anew."""
    total = _count(Revision)
    rows = session.scalars(
        select(Revision).order_by(Revision.id).execution_options(yield_per=AT_A_TIME)
    )
    for number, revision in enumerate(rows, 1):
        if revision.text.fingerprint != revision.fingerprint:
            said = f"{revision.practice.slug}, {revision.language}, version {revision.number}"
            yield Trouble(said, "the text is not what was handed over: its SHA-256 differs")
        progress(number, total)


def check_attachments(files: Path, progress: Progress) -> Iterator[Trouble]:
    """Compute the SHA-256 of every file's bytes anew; find those lost and those nobody has."""
    total, owned = _count(Attachment), set[str]()
    rows = session.scalars(select(Attachment).order_by(Attachment.practice_id, Attachment.at))
    for number, attachment in enumerate(rows, 1):
        path = path_of(attachment.sha256, files)
        why = _wrong_with(path, attachment.sha256)
        for said in [why] if why else _wrong_with_smaller(attachment, files):
            yield Trouble(f"{attachment.name} of {attachment.practice.slug}", said)
        owned.add(attachment.sha256)
        progress(number, total)
    for path in sorted(one for one in files.rglob("*") if one.is_file()):
        # A smaller version is named by its original; what has just come has no row yet.
        nobodys = path.name.partition(".")[0] not in owned
        if nobodys and time.time() - path.stat().st_mtime >= JUST_NOW:
            yield Trouble(str(path.relative_to(files)), "belongs to no practice")


def check_index(_files: Path, progress: Progress) -> Iterator[Trouble]:
    """Compare what can be found with what there is to find."""
    indexed: dict[tuple[str, int], dict[str, str]] = defaultdict(dict)
    for row in session.scalars(select(Document)):
        indexed[row.kind, row.thing_id][row.language] = row.fingerprint
    total = len(indexed)
    for number, (kind, thing_id, texts) in enumerate(things(), 1):
        told = {one.language: one.fingerprint for one in texts}
        found = indexed.pop((kind, thing_id), {})
        if found != told:
            yield Trouble(f"{kind} {thing_id}", _said_of_index(found, told))
        progress(number, max(total, number))
    for left, number in indexed:
        yield Trouble(f"{left} {number}", "is found by search and is not there any more")


def check_stages(_files: Path, progress: Progress) -> Iterator[Trouble]:
    """Derive every practice's stage in both ways there are; they must be the same."""
    slugs = dict(session.execute(select(Practice.id, Practice.slug)).all())
    one_by_one = stages_of(list(slugs))
    for stage in Stage:
        for number in session.scalars(select(Practice.id).where(stage_condition(stage))):
            if one_by_one.pop(number, None) is not stage:
                yield Trouble(
                    slugs[number], f"is listed as {stage}, and its page says otherwise"
                )
    for number in one_by_one:
        yield Trouble(slugs[number], "is listed at no stage")
    progress(len(slugs), len(slugs))


def check_outbox(_files: Path, progress: Progress) -> Iterator[Trouble]:
    """Find the deeds that the worker gave up."""
    dead = outbox.dead()
    for deed in dead:
        yield Trouble(
            f"{deed.kind} {deed.id}", f"given up after {deed.tries} tries: {deed.trouble}"
        )
    progress(len(dead), len(dead))


def check_audit_log(_files: Path, progress: Progress) -> Iterator[Trouble]:
    """Compute the chain of the audit log anew."""
    for found in breaks():
        yield Trouble(found.where, found.why)
    total = number_of_entries()
    progress(total, total)


CHECKS: Mapping[str, Check] = {
    "database": check_database,
    "invariants": check_invariants,
    "revisions": check_revisions,
    "attachments": check_attachments,
    "search index": check_index,
    "stages": check_stages,
    "outbox": check_outbox,
    "audit log": check_audit_log,
}


def _count(table: type[DeclarativeBase]) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def _wrong_with(path: Path, sha256: str) -> str:
    if not path.is_file():
        return "its bytes are missing"
    with path.open("rb") as file:
        same = hashlib.file_digest(file, "sha256").hexdigest() == sha256
    return "" if same else "its bytes are not what was taken in: their SHA-256 differs"


def _wrong_with_smaller(attachment: Attachment, files: Path) -> Iterator[str]:
    """Draw the smaller versions of a picture: a byte that is lost or another shows itself."""
    for width in WIDTHS:
        if attachment.kind is FileKind.PICTURE and width < attachment.width:
            try:
                with Image.open(path_of(attachment.sha256, files, width=width)) as picture:
                    picture.load()
                    right = picture.width == width
            except (OSError, ValueError, SyntaxError):
                right = False
            if not right:
                yield f"its version {width} pixels wide cannot be drawn"


def _said_of_index(found: Mapping[str, str], told: Iterable[str]) -> str:
    if not found:
        return "is not in the search index"
    if set(found) != set(told):
        return (
            f"is found in {', '.join(sorted(found))}, and is told in {', '.join(sorted(told))}"
        )
    return "is found by another text than it has"
