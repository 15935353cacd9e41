"""How many can save at once, and whether what was acknowledged is there."""

import sqlite3
import time
from contextlib import closing
from time import sleep

from load.houses import PART, notes_kept, waited_in_vain
from load.told import Table, median, p95
from load.visitors import at_it, each_second, never

WRITERS, PACED = 8, 10
BARE = "a row of SQLite, synced"


def saves(demo):
    """Let eight save without a pause, then ten once a second."""
    with demo.served() as server:
        before = notes_kept(server.folder)
        pressed = saved_by(demo.people(server.port, [demo.keep], never, WRITERS))
        kept = notes_kept(server.folder) - before
        busy = waited_in_vain(server)
        acknowledged = len(pressed.notes) - sum(pressed.went_wrong().values())
    with demo.served() as server:
        paced = saved_by(demo.people(server.port, [demo.keep], each_second, PACED))
        busy += waited_in_vain(server)
    least = bare_saves(demo.folder.parent / "bare.sqlite")
    table = Table(f"Notes kept: {WRITERS} who never pause; {PACED} once a second", BARE)
    table.more("saves a second", pressed.rate(), 1000 / median(least), "≥ 50")
    table.row("acknowledged; found there", f"{acknowledged}; {kept}", "as many")
    table.row("failed", pressed.say_wrong(), "none")
    table.less("p95 without a pause, ms", p95(pressed.seconds()), p95(least))
    table.less("p95 at 10 a second, ms", p95(paced.seconds()), p95(least), "≤ 150")
    table.row("of these failed", paced.say_wrong(), "none")
    table.row("told that the database is busy", str(busy), "0")


def saved_by(writers):
    with at_it(writers) as told:
        sleep(PART)
    return told


def bare_saves(file):
    """Return how long the least that can be called a save takes, one after another."""
    took, until = [], time.perf_counter() + PART / 6
    with closing(sqlite3.connect(file, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        database.execute("CREATE TABLE IF NOT EXISTS said (text TEXT)")
        while time.perf_counter() < until:
            begun = time.perf_counter()
            database.execute("INSERT INTO said VALUES (?)", ("Soita ensin. " * 10,))
            took.append(time.perf_counter() - begun)
    return took
