"""Generated houses: made once, and kept until what they are made by changes."""

import hashlib
import json
import shutil
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from sqlalchemy import select

from kb.app import create_app
from kb.cli.house import migrate
from kb.foundation.db import session
from kb.practices.models import Audience, Practice
from kb.search.language import analysis
from kb.search.models import Document, Found
from support.drawn import SEED, vocabulary
from support.house import HOUSE
from support.organisation import Organisation
from support.plain import PlainIndex
from support.site import let_go, settings_in

KEPT = HOUSE / "build" / "organisations"
MADE_BY = (
    *(HOUSE / f"tests/support/{name}.py" for name in ("drawn", "houses", "ledger", "plain")),
    *(HOUSE / f"tests/support/{name}.py" for name in ("organisation", "told")),
)
ANALYSED = (
    "Hiljaisen asiakkaan herättäminen: soitan, kun viikkopalaverista on kaksi päivää.",
    "Matkalaskun hyväksyjä löytyy henkilöstöhallinnon työtilasta; kiireellisissä kysy häneltä.",
    "Handing over a customer's account takes two meetings, and the notes of either are kept.",
)
QUESTIONS, ANOTHER_FORM = 60, 0.5


def house_of(practices, progress):
    """Return the folder of a house with so many practices; made if it is not kept.

    One that is kept is brought to the tables of this version, which leaves what it holds.
    """
    folder = KEPT / f"{practices}-{fingerprint()}"
    if not (folder / "questions.json").is_file():
        for older in KEPT.glob(f"{practices}-*"):
            shutil.rmtree(older)
        folder.mkdir(parents=True)
        _make(folder, practices, progress)
    app = create_app(settings_in(folder))
    migrate(app)
    let_go(app)
    with closing(sqlite3.connect(folder / "kb.sqlite")) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # a copy is of this file alone
    return folder


@contextmanager
def copy_of(folder):
    """Let somebody write in a copy of a house that is kept; copies left behind go first."""
    for left in KEPT.glob("copy-*"):
        shutil.rmtree(left)
    with TemporaryDirectory(dir=KEPT, prefix="copy-") as place:
        for name in ("kb.sqlite", "plain.sqlite", "questions.json"):
            shutil.copy(folder / name, place)
        yield Path(place)


def fingerprint():
    """Return what tells whether a house would come out otherwise: code and analysis."""
    made_by = b"".join(file.read_bytes() for file in MADE_BY)
    analysed = list(map(analysis.index_text, ANALYSED))
    return hashlib.sha256(made_by + json.dumps(analysed).encode()).hexdigest()[:12]


def _make(folder, practices, progress):
    words = vocabulary()
    app = create_app(settings_in(folder))
    migrate(app)
    with app.app_context():
        Organisation(words).live(practices, progress)
        questions = {
            "words": list(_questions(words)),
            "unwritten": list(_unwritten(words)),
        }
    let_go(app)
    PlainIndex(folder / "plain.sqlite").copy_from(folder / "kb.sqlite").close()
    told = json.dumps(questions, ensure_ascii=False)
    (folder / "questions.json").write_text(told, encoding="utf-8")


def _questions(words):
    """Yield two to four words of a title, half of them in another form than stands there."""
    chance = np.random.default_rng(SEED)
    forms = {one[0]: one for each in words.values() for one in each.forms}
    titles = session.scalars(
        select(Document.title)
        .join(Practice, Practice.id == Document.thing_id)
        .where(Document.kind == Found.PRACTICE, Practice.opened_at.is_not(None))
        .where(Practice.audience == Audience.EVERYONE)
        .order_by(Document.fingerprint)
        .limit(QUESTIONS)
    )
    for title in titles:
        told = chance.permutation(title.lower().split())[: chance.integers(2, 5)].tolist()
        others = (forms[word] if chance.random() < ANOTHER_FORM else (word,) for word in told)
        yield " ".join(each[int(chance.integers(len(each)))] for each in others)


def _unwritten(words):
    """Yield three words that no text holds."""
    chance = np.random.default_rng(SEED)
    for number in range(QUESTIONS):
        unwritten = words["fi" if number % 3 else "en"].unwritten
        yield " ".join(chance.choice(unwritten, 3, replace=False).tolist())
