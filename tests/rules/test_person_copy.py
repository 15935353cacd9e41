"""A copy of one person's data equals what the database holds of them, and opens nothing."""

import io
import json
import re
import sqlite3
import zipfile
from contextlib import closing

import pytest
from sqlalchemy import select

from kb.cycle.audit.models import AuditEntry, Deed
from kb.cycle.personal.copying import KEPT_BACK
from kb.cycle.personal.exporting import export_person
from kb.cycle.personal.fates import FATES, Copy
from kb.foundation.db import Base, begin_reading, reading, session, unit_of_work
from kb.people.models import Person
from kb.share.private_notes.actions import keep_note
from kb.share.private_notes.forms import Jotting
from kb.share.private_notes.keys import KeyPlace
from support import make

OPENS = re.compile(r"hash|secret|nonce|token|sealed|password|key_name")
# What a line of the audit log is checked by.
OPEN_NOTHING = {"audit_entry.hash"}


@pytest.fixture
def place(app):
    return KeyPlace.of(app.extensions["settings"])


@pytest.fixture
def kanerva(app, place):
    """Somebody who did much, committed; return their number."""
    with unit_of_work():
        aino, kanerva = make.person("Aino Koskela"), make.person("Kanerva Salmenkaita")
        practice, shared = make.practice("Oma", by=kanerva), make.practice("Muu", by=aino)
        make.document(practice, by=kanerva, action="Kanervan oma tapa.")
        make.document(shared, by=aino)
        make.note(by=kanerva, question="Mitä Kanerva kysyi Ainolta?")
        make.question(of=aino, by=kanerva)
        make.trial(shared, by=kanerva)
        make.offer(kanerva, practice)
        pairing = make.active_pair(aino, kanerva)
        keep_note(pairing, None, Jotting("Vain minulle."), by=kanerva, place=place)
        keep_note(pairing, None, Jotting("Ainon salaisuus."), by=aino, place=place)
        return kanerva.id


def archive_of(app, number, place):
    made = io.BytesIO()
    with reading():
        person = session.get(Person, number)
        export_person(person, made, files=app.extensions["settings"].files, place=place)
    return zipfile.ZipFile(made)


def held(app, reference, number):
    """Return the rows as the bare driver reads them, each as a dict."""
    table, column = reference.split(".")
    file = app.extensions["settings"].data_dir / "kb.sqlite"
    with closing(sqlite3.connect(file)) as connection:
        connection.row_factory = sqlite3.Row
        rows = connection.execute(
            f'SELECT * FROM "{table}" WHERE "{column}" = ?',  # noqa: S608 - our own names
            [number],
        )
        return [dict(row) for row in rows]


def test_the_copy_equals_what_the_database_holds(app, kanerva, place):
    data = json.loads(archive_of(app, kanerva, place).read("data.json"))

    filled = 0
    for reference, (_, copy) in FATES.items():
        rows = held(app, reference, kanerva)
        filled += bool(rows)
        if copy is Copy.COUNTED:
            assert data["rows_of_others"][reference] == len(rows), reference
        elif copy is Copy.WHOLE:
            told = data["rows"][reference]
            assert len(told) == len(rows), reference
            table = reference.partition(".")[0]
            wanted = set(rows[0] if rows else ()) - kept_back(table)
            assert all(set(row) == wanted for row in told), reference
            assert numbers(told) == numbers(rows), reference
    assert filled > 10
    assert data["rows"]["offered_practice.person_id"]
    assert data["person"]["email"] == make.email_of("Kanerva Salmenkaita")


def kept_back(table):
    return {one.partition(".")[2] for one in KEPT_BACK if one.startswith(f"{table}.")}


def numbers(rows):
    return sorted(str(row["id"]) for row in rows if "id" in row)


def test_every_value_is_the_one_that_is_kept(app, kanerva, place):
    data = json.loads(archive_of(app, kanerva, place).read("data.json"))

    (told,), (kept,) = data["rows"]["trial.learner_id"], held(app, "trial.learner_id", kanerva)
    for name, value in told.items():
        same = str(kept[name]).replace(" ", "T") == str(value).replace(" ", "T").removesuffix(
            "+00:00"
        )
        assert same or kept[name] == value, name


def test_nothing_that_opens_something_is_in_it():
    whole = {one.partition(".")[0] for one, (_, copy) in FATES.items() if copy is Copy.WHOLE}
    opens = {
        f"{name}.{column.name}"
        for name in {*whole, "person"}
        for column in Base.metadata.tables[name].columns
        if OPENS.search(column.name)
    }

    assert opens - OPEN_NOTHING <= KEPT_BACK
    assert {one for one in KEPT_BACK if not column_of(one)} == set()


def column_of(reference):
    table, _, column = reference.partition(".")
    return column in Base.metadata.tables[table].columns


def test_their_notes_are_opened_for_themselves_alone(app, kanerva, place):
    own, anothers = archive_of(app, kanerva, place), archive_of(app, kanerva, None)

    assert "Vain minulle." in own.read("private-notes.md").decode()
    assert "private-notes.md" not in anothers.namelist()
    for archive in (own, anothers):
        everything = b"".join(archive.read(name) for name in archive.namelist())
        assert b"Ainon salaisuus" not in everything


def test_what_they_wrote_is_there_to_be_read(app, kanerva, place):
    archive = archive_of(app, kanerva, place)

    texts = [archive.read(name).decode() for name in archive.namelist() if "texts/" in name]
    assert any("Kanervan oma tapa." in text for text in texts)
    assert "Mitä Kanerva kysyi Ainolta?" in archive.read("writings.md").decode()
    assert "Kanerva Salmenkaita" in archive.read("README.txt").decode()


def test_the_command_writes_a_copy_that_nobody_else_may_open(app, kanerva, tmp_path):
    session.remove()
    begin_reading()
    file, email = tmp_path / "copy.zip", make.email_of("Kanerva Salmenkaita")

    made = app.test_cli_runner().invoke(args=["person", "export", email, str(file)])

    assert made.exit_code == 0, made.output
    assert file.stat().st_mode & 0o777 == 0o600
    assert "private-notes.md" not in zipfile.ZipFile(file).namelist()
    noted = session.scalars(select(AuditEntry).where(AuditEntry.deed == Deed.COPIED)).one()
    assert noted.person_id == kanerva
