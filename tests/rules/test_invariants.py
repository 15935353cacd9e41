"""What is always so in the database: each sentence is broken by hand once, and is named."""

import json
import sqlite3
from contextlib import closing

import pytest

from kb.cli.invariants import INVARIANTS
from kb.document.attachments.actions import attach
from kb.document.attachments.pictures import Picture
from kb.foundation.db import begin_reading, session, unit_of_work
from kb.foundation.signs import FSCK, last_sign
from support import make

SOMETHING = {"VARCHAR": "x", "JSON": "{}", "BLOB": b"x", "DATE": "2026-11-29"}
A_MOMENT = "2026-11-29 09:00:00.000000"

# A row as (table, its values): whatever else it must have, it gets; or a statement.
WORDING = {"practice_id": 1, "language": "fi", "html": "{}", "fingerprint": "f"}
BREAKS = {
    "one wording": ("revision", {**WORDING, "state": "published", "number": 2}),
    "a wording to see": "UPDATE revision SET state = 'returned'",
    "published practice": "UPDATE practice SET opened_at = NULL",
    "who said yes": "UPDATE revision SET approver_id = NULL",
    "what came after": "UPDATE revision SET state = 'superseded'",
    "order of wordings": ("revision", {**WORDING, "state": "returned", "number": 0}),
    "what a wording stands on": "UPDATE revision SET base_id = id",
    "what a draft stands on": (
        "draft",
        {"practice_id": 1, "language": "en", "author_id": 1, "base_id": 1},
    ),
    "a reason to return": "UPDATE revision SET state = 'returned', refusal = ' '",
    "a wording as a page": "UPDATE revision SET html = ''",
    "a name that leads there": "DELETE FROM practice_name",
    "links of a text": ("practice_link", {"practice_id": 1, "language": "en"}),
    "what is in the trash": "UPDATE practice SET removed_at = made_at",
    "what is not in the trash": ("removal", {"practice_id": 1, "by_id": 1}),
    "what was given up": "UPDATE practice SET dropped_at = made_at",
    "who verified": "UPDATE practice SET verified_at = made_at",
    "words to be found": "DELETE FROM search_words",
    "words of something": "INSERT INTO search_words (rowid, title) VALUES (99, 'x')",
    "beginnings": "DELETE FROM search_beginnings",
    "texts to be read": "DELETE FROM outbox",
    "count of changes": "DELETE FROM search_changes",
    "documents to be read": ("attachment", {"kind": "pdf", "apart": 0}),
    "names of files": "UPDATE attachment SET sha256 = 'x'",
    "files of trials": [
        "UPDATE attachment SET id = 'a'",
        ("trial", {"practice_id": 1, "attachment_id": "a"}),
    ],
    "two in a pair": ("pairing", {"mentor_id": 1, "learner_id": 1}),
    "meetings in time": ("mentoring_session", {"state": "planned"}),
    "gone through": [
        ("mentoring_session", {"state": "missed", "id": 7}),
        ("session_practice", {"session_id": 7, "practice_id": 1}),
    ],
    "answers": ("question", {"answer": "Heti.", "answered_at": None}),
    "needs gathered": ("need", {"id": 5, "part_of_id": 5}),
    "attestations": ("attestation", {"state": "attested", "attester_id": 1, "learner_id": 2}),
    "improvements": ("improvement", {"state": "accepted"}),
    "notes on a board": [
        ("board_group", {"id": 3, "board_id": 1}),
        ("board_note", {"board_id": 2, "group_id": 3}),
    ],
    "sealed notes": ("private_note", {"sealed": b""}),
    "who is suspended": [
        "UPDATE person SET suspended_at = created_at",
        ("sign_in", {"person_id": 1}),
    ],
    "deeds given up": "UPDATE outbox SET dead_at = made_at",
    "one schema": "DELETE FROM alembic_version",
}


@pytest.fixture
def database(app):
    """A house with a practice, its text and its picture; return where its database lies."""
    picture = Picture("kartta.png", "image/png", b"a picture", 4, 3, {})
    with unit_of_work():
        aino = make.person("Aino Koskela")
        practice = make.practice("Soitto", by=aino)
        make.document(practice, by=aino)
        attach(practice, picture, by=aino, folder=app.extensions["settings"].files)
    session.remove()
    return app.extensions["settings"].data_dir / "kb.sqlite"


def test_a_house_that_nobody_broke_keeps_them_all(database):
    assert len(INVARIANTS) >= 25
    assert broken_after([], database) == set()


def test_each_is_broken_here():
    assert set(BREAKS) == set(INVARIANTS)


def test_what_breaks_a_sentence_is_found(database):
    found = {
        name: broken_after(deeds if isinstance(deeds, list) else [deeds], database)
        for name, deeds in BREAKS.items()
    }

    assert {name for name, broken in found.items() if name not in broken} == set()


def test_fsck_names_the_sentence_and_the_row(app, database):
    with closing(sqlite3.connect(database)) as outsider, outsider:
        outsider.execute("UPDATE practice SET dropped_at = made_at")

    said = fsck(app)

    assert said.exit_code == 1
    assert json.loads(said.stdout.splitlines()[-1])["checks"]["invariants"]["troubles"] == [
        {
            "what": "what was given up, 1",
            "why": "not so: What was given up says why, as long as it is given up.",
        }
    ]


def test_what_cannot_be_read_is_said_and_the_rest_is_looked_at(app, database):
    with closing(sqlite3.connect(database)) as outsider, outsider:
        outsider.execute("UPDATE revision SET state = 'eaten by mice'")

    said = fsck(app)

    checks = json.loads(said.stdout.splitlines()[-1])["checks"]
    assert said.exit_code == 1
    assert "eaten by mice" in checks["revisions"]["troubles"][0]["why"]
    assert checks["attachments"]["looked_at"] == 1


def fsck(app):
    begin_reading()
    return app.test_cli_runner().invoke(args=["fsck", "--json"])


def broken_after(deeds, database):
    """Return which sentences are no longer true after some deeds, which are then undone."""
    with closing(sqlite3.connect(database, isolation_level=None)) as outsider:
        outsider.execute("BEGIN")
        for deed in deeds:
            do(outsider, deed)
        asked = {name: outsider.execute(one.broken_by) for name, one in INVARIANTS.items()}
        return {name for name, rows in asked.items() if rows.fetchone()}


def do(connection, deed):
    """Break something: by a statement, or by a row filled up with whatever it must have."""
    if isinstance(deed, str):
        connection.execute(deed)
        return
    table, values = deed
    columns = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
    row = {
        name: values.get(name, something(kind))
        for _, name, kind, wanted, _, _ in columns
        if name in values or (wanted and (name, kind) != ("id", "INTEGER"))
    }
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" * len(row))
    connection.execute(
        f'INSERT INTO "{table}" ({names}) VALUES ({marks})',  # noqa: S608 - names of ours
        list(row.values()),
    )


def something(kind):
    """Return a value of a column's type."""
    name = kind.partition("(")[0]
    return A_MOMENT if name == "DATETIME" else SOMETHING.get(name, 1)


def test_the_worker_asks_them_every_day_and_says_what_is_not_so(app, database):
    begin_reading()
    folder = app.extensions["settings"].data_dir
    app.test_cli_runner().invoke(args=["work", "--once"], catch_exceptions=False)
    before = last_sign(folder, FSCK)
    with closing(sqlite3.connect(database)) as outsider, outsider:
        outsider.execute("UPDATE practice SET dropped_at = made_at")

    said = app.test_cli_runner().invoke(args=["work", "--once"], catch_exceptions=False)

    assert before is None
    assert "what was given up, 1: not so" in said.output
    assert last_sign(folder, FSCK).word == "troubled"
