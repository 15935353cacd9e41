"""Power that fails amid a write: the journal's end is torn, and only what is torn is lost."""

import random
import shutil
import sqlite3
from contextlib import closing
from itertools import pairwise

import pytest

from kb.cli.invariants import INVARIANTS
from kb.foundation.db import session, unit_of_work
from kb.people.models import Person
from support import make

SAVES = 6
BETWEEN = 3  # places in each save where its journal is torn


@pytest.fixture
def saved(app):
    """Save some times; return the database, and how long its journal was after each."""
    file = app.extensions["settings"].data_dir / "kb.sqlite"
    with unit_of_work():
        number = make.person("Aino Koskela").id
    ends = []
    for save in range(SAVES):
        with unit_of_work():
            aino = session.get(Person, number)
            make.document(make.practice(f"Soitto {save}", by=aino), by=aino)
        ends.append(file.with_name("kb.sqlite-wal").stat().st_size)
    assert ends == sorted(set(ends))
    return file, ends


def cut_off(journal, at):
    with journal.open("r+b") as written:
        written.truncate(at)


def garbled(journal, at):
    with journal.open("r+b") as written:
        written.seek(at)
        byte = written.read(1)
        written.seek(at)
        written.write(bytes([byte[0] ^ 0xFF]))


@pytest.mark.parametrize("torn", [cut_off, garbled])
def test_what_was_synced_before_is_there_and_nothing_is_half_there(saved, tmp_path, torn):
    file, ends = saved
    chance = random.Random(2026)  # noqa: S311 - drawn, again the same
    places = [chance.randrange(*span) for span in pairwise(ends) for _ in range(BETWEEN)]

    found = [after(file, tmp_path / str(place), torn, place) for place in places]

    whole = [sum(end <= place for end in ends) for place in places]
    assert found == [(count, "ok", set()) for count in whole]


def after(file, folder, torn, place):
    """Return how many saves are there, and what is wrong, after the journal was torn."""
    folder.mkdir()
    copy = shutil.copy(file, folder / file.name)
    torn(shutil.copy(file.with_name("kb.sqlite-wal"), folder / "kb.sqlite-wal"), place)
    with closing(sqlite3.connect(copy)) as opened:
        (count,) = opened.execute("SELECT count(*) FROM practice").fetchone()
        (said,) = opened.execute("PRAGMA integrity_check").fetchone()
        broken = {
            name
            for name, always in INVARIANTS.items()
            if opened.execute(always.broken_by).fetchone()
        }
    return count, said, broken
