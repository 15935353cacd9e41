"""Beginning to write: one after another, who has waited longest first, and patience ends."""

import sqlite3
import threading
import time
from contextlib import closing

import pytest

from kb.foundation.writers import begin_to_write

ROUNDS = 7


def opened(place, *, patience=10_000):
    connection = sqlite3.connect(place, isolation_level=None, check_same_thread=False)
    connection.execute(f"PRAGMA busy_timeout = {patience}")
    return connection


@pytest.fixture
def place(tmp_path):
    with closing(opened(tmp_path / "one.sqlite")) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE written (by_whom TEXT)")
    return tmp_path / "one.sqlite"


def test_who_has_waited_longest_goes_first_far_more_often_than_not(place):
    def write(name):
        with closing(opened(place, patience=60_000)) as connection:
            begin_to_write(connection.cursor())
            came.append(name)
            connection.execute("COMMIT")

    firsts = 0
    for _ in range(ROUNDS):
        came = []
        with closing(opened(place)) as holding:
            holding.execute("BEGIN IMMEDIATE")
            writers = [threading.Thread(target=write, args=(name,)) for name in ("old", "new")]
            writers[0].start()
            time.sleep(0.4)
            writers[1].start()
            time.sleep(0.1)
            holding.execute("COMMIT")
        for one in writers:
            one.join()
        firsts += came[0] == "old"

    assert firsts > ROUNDS / 2


def test_patience_ends_as_sqlite_would_end_it_and_is_the_same_after(place):
    with closing(opened(place)) as holding, closing(opened(place, patience=50)) as waiting:
        holding.execute("BEGIN IMMEDIATE")

        with pytest.raises(sqlite3.OperationalError, match="database is locked"):
            begin_to_write(waiting.cursor())

        assert waiting.execute("PRAGMA busy_timeout").fetchone() == (50,)
        holding.execute("COMMIT")
        begin_to_write(waiting.cursor())
        assert waiting.in_transaction


def test_what_is_no_wait_is_told_at_once(place):
    with closing(opened(place)) as connection:
        connection.execute("BEGIN")

        with pytest.raises(sqlite3.OperationalError, match="within a transaction"):
            begin_to_write(connection.cursor())
