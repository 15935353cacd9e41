"""After a kill: whether all that was acknowledged is there, and nothing is half there."""

import hashlib
from datetime import timedelta

from PIL import Image
from sqlalchemy import func, select

from crash.house import EACH, House
from crash.ledger import THERE
from kb.cli.checks import CHECKS
from kb.cycle.trash.models import Removal
from kb.document.attachments.actions import sweep_files
from kb.document.attachments.models import Attachment
from kb.document.attachments.store import path_of
from kb.document.imports.models import ImportedPage
from kb.document.revisions.models import Draft, Revision, RevisionState
from kb.foundation import clock
from kb.foundation.db import reading, session, unit_of_work
from kb.foundation.outbox import Outbox, drain
from kb.internalise.improvements.models import Improvement
from kb.internalise.trials.models import Trial
from kb.practices.models import Practice
from kb.socialise.talk.comments import Comment
from kb.socialise.talk.models import Question
from support.site import possible
from wsgi import app

SEEN = {RevisionState.PUBLISHED, RevisionState.SUPERSEDED}
A_WHILE = timedelta(hours=25)
SAID = {
    "comment": Comment.text,
    "question": Question.text,
    "answer": Question.answer,
    "trial": Trial.happened,
    "proposal": Improvement.text,
    "decision": Improvement.answer,
}


def lost(ledger):
    """Return what was acknowledged and is not there, or half there; settle the rest."""
    with app.app_context():
        with reading():
            found = _Cells(_cells())
            wrong = [*_missing(ledger), *_other(ledger, found), *_half(), *_troubles()]
        House.let_go()
    ledger.settle(found)
    return wrong


def lost_in_the_end(ledger):
    """Return what is wrong once the worker has done all there is, and a day has gone by."""
    with app.app_context():
        drain(possible())
        with unit_of_work(), clock.standing_at(clock.now() + A_WHILE):
            sweep_files(app.extensions["settings"].files)
        with reading():
            waiting = session.scalar(
                select(func.count(Outbox.id)).where(Outbox.kind.in_(possible()))
            )
            unread = session.scalars(
                select(Attachment.name).where(
                    Attachment.name.endswith(".docx"), func.coalesce(Attachment.text, "") == ""
                )
            ).all()
            known = set(session.scalars(select(Attachment.sha256)))
            files = app.extensions["settings"].files.glob("??/*")
            nobodys = [one.name for one in files if one.name.partition(".")[0] not in known]
        House.let_go()
    left = [f"outbox: {waiting} deeds are not done"] if waiting else []
    left += [f"nobody has read {name}" for name in unread]
    return [*left, *(f"file of nobody: {name}" for name in nobodys), *lost(ledger)]


class _Cells(dict):
    """What is there; where there is nothing it is nothing."""

    def __missing__(self, cell):
        return False if cell[0] == "trash" else None


def _cells():
    rows = session.scalars(select(Draft))
    drafts = {
        ("draft", f"{one.practice.slug} {one.author.email}"): one.text.action for one in rows
    }
    thrown = session.scalars(select(Practice.slug).join(Removal))
    return drafts | {("trash", slug): True for slug in thrown}


def _other(ledger, found):
    """Return the cells in which something stands that nobody can have put there."""
    for cell in {*ledger.sure, *ledger.maybe}:
        nothing = _Cells()[cell]
        if found[cell] not in [one or nothing for one in ledger.allowed(cell)]:
            yield f"{cell} is {found[cell]!r}, not one of {ledger.allowed(cell)!r}"


def _missing(ledger):
    """Return what was to stay for ever and is not there, or is not the same."""
    there = _all_there()
    for (kind, key), value in ledger.kept.items():
        if there[kind].get(key) != value:
            yield f"{kind} {key!r} is {there[kind].get(key)!r}, not {value!r}"


def _all_there():
    wordings = session.scalars(select(Revision)).all()
    seen = [one for one in wordings if one.state in SEEN]
    return {
        "handed over": {one.text.action: one.practice.slug for one in wordings},
        "published": {one.text.action: one.practice.slug for one in seen},
        "approved": {f"{one.practice.slug} {one.id}": THERE for one in seen},
        "taken in": {one.text.title: _said(one.text) for one in seen},
        "begun": {one.text.title: one.text.action for one in session.scalars(select(Draft))},
        "file": {one.name: _content(one) for one in session.scalars(select(Attachment))},
        **{
            kind: dict.fromkeys(session.scalars(select(column)), THERE)
            for kind, column in SAID.items()
        },
    }


def _said(text):
    return next(filter(None, text.parts.values()), "")


def _content(attachment):
    path = path_of(attachment.sha256, app.extensions["settings"].files)
    if attachment.mime != "image/png":
        return hashlib.sha256(path.read_bytes()).hexdigest()
    with Image.open(path) as picture:
        return hashlib.sha256(picture.convert("RGB").tobytes()).hexdigest()


def _half():
    """Return the imports of which only some pages came."""
    pages = func.count(ImportedPage.id)
    asked = select(ImportedPage.batch_id, pages).group_by(ImportedPage.batch_id)
    for batch, count in session.execute(asked.having(pages != EACH)):
        yield f"batch {batch} has {count} pages"


def _troubles():
    files = app.extensions["settings"].files
    for name, check in CHECKS.items():
        for one in check(files, lambda *_: None):
            yield f"{name}: {one.what}: {one.why}"
