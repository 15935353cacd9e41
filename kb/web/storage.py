"""What is said where nothing can be kept: on every page, and to whoever tries.

A database that is damaged takes nothing more until it was put back or looked through: the
mark lies beside it, so that every process sees it.
"""

import zipfile
from pathlib import Path

from flask import Flask, Response, current_app, request

from kb.foundation.backups.shelf import backups_in
from kb.foundation.errors import StorageError
from kb.foundation.storage import Ailment
from kb.web import siblings
from kb.web.installation import settings
from kb.web.requests import READS, REFUSED

MARK = "damaged"
AILMENTS: tuple[Ailment | None, ...] = (None, *Ailment)


def init_app(app: Flask) -> None:
    """Refuse what would write into a damaged database; let every page ask."""
    app.extensions["ailment"] = siblings.note()
    app.add_template_global(ailment, "ailment")
    app.add_template_global(newest_good_backup, "newest_good_backup")
    app.before_request(_refuse_into_damage)
    app.after_request(_notice)


def ailment() -> Ailment | None:
    """Return what the disk ails of, as far as a process of this server has met it."""
    if (settings().data_dir / MARK).exists():
        return Ailment.DAMAGED
    return AILMENTS[_met()[0]]


def note(met: Ailment) -> None:
    """Remember what was met, until something could be kept again."""
    _met()[0] = AILMENTS.index(met)
    if met is Ailment.DAMAGED:
        mark_damaged(settings().data_dir)


def mark_damaged(folder: Path) -> None:
    """Let every process know, where the disk takes at least that."""
    try:
        (folder / MARK).touch()
    except OSError:
        current_app.logger.exception("the mark of a damaged database could not be set")


def forget_damage(folder: Path) -> None:
    """Let the database take writes again: it was put back, or looked through and is whole."""
    (folder / MARK).unlink(missing_ok=True)


def newest_good_backup() -> str:
    """Return the name of the newest backup that is whole, as far as can be told unopened."""
    for file in backups_in(settings().backups):
        if file.suffix == ".age" or zipfile.is_zipfile(file):
            return file.name
    return ""


def _refuse_into_damage() -> None:
    if request.method not in READS and ailment() is Ailment.DAMAGED:
        raise StorageError("storage.damaged")


def _notice(response: Response) -> Response:
    if request.method not in READS and response.status_code < REFUSED:
        _met()[0] = AILMENTS.index(None)
    return response


def _met() -> siblings.Note:
    met: siblings.Note = current_app.extensions["ailment"]
    return met
