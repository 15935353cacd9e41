"""The house is looked through: what was altered, lost or left over is said, one by one."""

import io
import json
import os
import sqlite3

import pytest
from PIL import Image
from sqlalchemy import delete, text

from kb.cli.checks import CHECKS
from kb.cli.invariants import INVARIANTS
from kb.document.attachments.actions import attach
from kb.document.attachments.pictures import Picture, read_picture
from kb.document.attachments.store import UNFINISHED, path_of
from kb.foundation import clock
from kb.foundation.db import begin_reading, session, unit_of_work
from kb.foundation.outbox import Outbox
from kb.search.models import Document
from support import make
from support.pages import begun_practice


@pytest.fixture
def files(app):
    return app.extensions["settings"].files


@pytest.fixture
def lived_in(app, files):
    """A house with a practice, its text, its picture and a note; return the picture's path."""
    picture = Picture("kartta.png", "image/png", b"a picture", 4, 3, {480: b"smaller"})
    with unit_of_work():
        aino = make.person("Aino Koskela")
        practice = make.practice("Soitto", by=aino)
        make.document(practice, by=aino)
        attach(practice, picture, by=aino, folder=files)
        make.note(by=aino)
    return path_of(picture.sha256, files)


def fsck(app, *options):
    session.remove()
    begin_reading()
    return app.test_cli_runner().invoke(args=["fsck", *options])


def troubles(app):
    """Return what is wrong by check, and the exit code."""
    said = fsck(app, "--json")
    checks = json.loads(said.stdout.splitlines()[-1])["checks"]
    found = {
        name: [(one["what"], one["why"]) for one in check["troubles"]]
        for name, check in checks.items()
        if check["troubles"]
    }
    return found, said.exit_code


def test_an_upload_that_goes_on_is_no_trouble(app, lived_in):
    (lived_in.parent / f"{UNFINISHED}x").write_bytes(b"half")

    assert troubles(app) == ({}, 0)


@pytest.mark.usefixtures("lived_in")
def test_a_sound_house_is_said_to_be_sound(app):
    said = fsck(app)

    assert said.exit_code == 0, said.output
    assert "Everything is as it was kept." in said.output
    assert [line.split("  ")[0] for line in said.stdout.splitlines()[:-1]] == list(CHECKS)


@pytest.mark.usefixtures("lived_in")
def test_everything_is_looked_at(app):
    told = json.loads(fsck(app, "--json").stdout.splitlines()[-1])

    looked_at = {name: check["looked_at"] for name, check in told["checks"].items()}
    assert told["sound"] is True
    assert looked_at == {
        "database": 1,
        "invariants": len(INVARIANTS),
        "revisions": 1,
        "attachments": 1,
        "search index": 2,
        "stages": 1,
        "outbox": 0,
        "audit log": 1,
    }


def test_words_given_in_any_order_are_found_as_they_are_kept(app):
    with unit_of_work():
        make.practice("Soitto", by=make.person("Aino Koskela"), tags="kunta, budjetti")
        make.term("polku", synonyms=("väylä", "matka"), not_preferred=("putki", "journey"))

    assert troubles(app) == ({}, 0)


@pytest.mark.usefixtures("lived_in")
def test_an_altered_text_is_found(app):
    with unit_of_work():
        session.execute(text("UPDATE revision SET action = 'Soitan joskus.'"))

    found, code = troubles(app)

    assert code == 1
    assert found["revisions"] == [
        ("soitto, fi, version 1", "the text is not what was handed over: its SHA-256 differs")
    ]
    assert found["search index"] == [("practice 1", "is found by another text than it has")]


def test_altered_bytes_are_found(app, lived_in):
    lived_in.write_bytes(b"another picture")

    assert troubles(app) == (
        {
            "attachments": [
                (
                    "kartta.png of soitto",
                    "its bytes are not what was taken in: their SHA-256 differs",
                )
            ]
        },
        1,
    )


def test_missing_bytes_are_found(app, lived_in):
    lived_in.unlink()

    assert troubles(app)[0] == {
        "attachments": [("kartta.png of soitto", "its bytes are missing")]
    }


def test_bytes_that_nobody_has_are_found(app, lived_in, files):
    left, coming = files / "ab" / "abcd", files / "ab" / "abce"
    left.parent.mkdir()
    left.write_bytes(b"left over")
    coming.write_bytes(b"its row comes in a moment")
    os.utime(left, (0, 0))

    assert troubles(app)[0] == {"attachments": [("ab/abcd", "belongs to no practice")]}


@pytest.mark.usefixtures("lived_in")
def test_a_practice_that_search_does_not_know_is_found(app):
    with unit_of_work():
        session.execute(delete(Document).where(Document.kind == "practice"))

    found, _ = troubles(app)

    assert found["search index"] == [("practice 1", "is not in the search index")]
    assert found["invariants"]


@pytest.mark.usefixtures("lived_in")
def test_a_text_of_nothing_is_found(app):
    with unit_of_work():
        fields = {"language": "fi", "title": "T", "body": "B", "fingerprint": "0"}
        session.add(Document(kind="practice", thing_id=99, **fields))

    found, _ = troubles(app)

    assert found["search index"] == [
        ("practice 99", "is found by search and is not there any more")
    ]
    assert found["invariants"]


def test_a_deed_that_was_given_up_is_found(app):
    moment = clock.now()
    with unit_of_work():
        given_up = {"tries": 8, "dead_at": moment, "trouble": "the disk is full"}
        session.add(Outbox(kind="embed", payload={}, made_at=moment, due_at=moment, **given_up))

    assert troubles(app)[0] == {
        "outbox": [("embed 1", "given up after 8 tries: the disk is full")]
    }


@pytest.mark.usefixtures("lived_in")
def test_a_row_that_points_to_nothing_is_found(app):
    outsider = sqlite3.connect(app.extensions["settings"].data_dir / "kb.sqlite")
    outsider.execute("UPDATE revision SET author_id = 99")
    outsider.commit()
    outsider.close()

    found, _ = troubles(app)

    assert found["database"] == [("revision 1", "points to a row of person that is not there")]


@pytest.mark.parametrize("content", [b"", b"smaller", None])
def test_a_smaller_version_that_cannot_be_drawn_is_found(app, files, content):
    drawn = io.BytesIO()
    Image.new("RGB", (600, 40), "red").save(drawn, "PNG")
    picture = read_picture("kartta.png", drawn.getvalue())
    with unit_of_work():
        aino = make.person("Aino Koskela")
        attach(make.practice("Soitto", by=aino), picture, by=aino, folder=files)
    assert troubles(app) == ({}, 0)
    smaller = path_of(picture.sha256, files, width=480)
    whole = smaller.read_bytes()
    smaller.write_bytes(whole[:-40] + whole[-20:] if content is None else content)

    found, code = troubles(app)

    assert code == 1
    assert found["attachments"] == [
        ("kartta.png of soitto", "its version 480 pixels wide cannot be drawn")
    ]


def test_what_is_only_being_begun_is_known_to_nobody_and_no_trouble(app):
    with unit_of_work():
        begun_practice(by=make.person("Aino Koskela"))

    assert troubles(app) == ({}, 0)


def test_what_was_imported_and_not_published_is_no_trouble(app, tmp_path):
    (tmp_path / "a.md").write_text("# Soita ensin\n\nSoitan ennen kuin lähetän.\n", "utf-8")
    with unit_of_work():
        make.person("Aino Koskela")
    session.remove()

    for step in ("--apply", "--publish"):
        begin_reading()
        by = ["--as", make.email_of("Aino Koskela")]
        done = app.test_cli_runner().invoke(args=["import", str(tmp_path), step, *by])
        assert done.exit_code == 0, done.output
        assert troubles(app) == ({}, 0)
