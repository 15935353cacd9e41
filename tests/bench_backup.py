"""``make bench-backup``: a gigabyte backed up while somebody saves, and put back.

The baseline is a plain copy of the same bytes to the same disk with one fsync; the longest save
meanwhile stands beside the longest before it.
"""

import hashlib
import os
import resource
import shutil
import sqlite3
import tempfile
import time
from contextlib import closing
from multiprocessing import Event, Process, Queue
from pathlib import Path

from click import echo

from kb.foundation.backups.restoring import restore_backup
from kb.foundation.backups.writing import write_backup

ROWS, FILES = 26_000, 180  # about 100 MB of database and 900 MB of files
PAUSE = 0.01
SETTLING = 2.0  # seconds


def furnish(house):
    """Make a database and files of a gigabyte."""
    half = ("Soita ennen kuin lähetät raportin. " * 60).encode()[:2000]
    with closing(sqlite3.connect(house / "kb.sqlite", isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("CREATE TABLE alembic_version (version_num)")
        database.execute("INSERT INTO alembic_version VALUES ('x')")
        database.execute("CREATE TABLE text (words)")
        database.execute("CREATE TABLE save (number)")
        database.execute("BEGIN")
        for _ in range(ROWS):
            database.execute("INSERT INTO text VALUES (?)", (half + os.urandom(1900),))
        database.execute("COMMIT")
    for _ in range(FILES):
        content = os.urandom(5_000_000)
        name = hashlib.sha256(content).hexdigest()
        (house / "files" / name[:2]).mkdir(parents=True, exist_ok=True)
        (house / "files" / name[:2] / name).write_bytes(content)


def save(database, ending, taken):
    """Save a row again and again; tell when each began and how long it took."""
    saves = []
    with closing(sqlite3.connect(database, isolation_level=None, timeout=60)) as connection:
        connection.execute("PRAGMA synchronous = FULL")
        while not ending.is_set():
            began = time.perf_counter()
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO save VALUES (1)")
            connection.execute("COMMIT")
            saves.append((began, time.perf_counter() - began))
            time.sleep(PAUSE)
    taken.put(saves)


def copied(house, to):
    """Return how many seconds a plain copy of the same bytes takes."""
    began = time.perf_counter()
    with (to / "copy").open("wb") as target:
        for path in (house / "kb.sqlite", *sorted((house / "files").glob("??/*"))):
            with path.open("rb") as source:
                shutil.copyfileobj(source, target, 1 << 20)
        target.flush()
        os.fsync(target.fileno())
    (to / "copy").unlink()
    return time.perf_counter() - began


def silent(*_told):
    """Show no progress."""


def main():
    """Measure, and say it."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("KB_DATA_DIR", "var")) as folder:
        house, archive = Path(folder), Path(folder) / "house.zip"
        furnish(house)
        plain = copied(house, house)
        ending, taken = Event(), Queue()
        somebody = Process(target=save, args=(house / "kb.sqlite", ending, taken))
        somebody.start()
        time.sleep(SETTLING)
        began = time.perf_counter()
        made = write_backup(house / "kb.sqlite", house / "files", archive, progress=silent)
        backup = time.perf_counter() - began
        ending.set()
        saves = taken.get()
        somebody.join()
        meanwhile = [took for at, took in saves if at >= began]
        before = [took for at, took in saves if at < began]
        began = time.perf_counter()
        restore_backup(
            archive, house / "kb.sqlite", house / "files", known={"x"}, progress=silent
        )
        restored = time.perf_counter() - began
    echo(f"{made.size / 1e6:.0f} MB; a plain copy of it {plain:.2f} s")
    echo(f"backup    {backup:.2f} s = {backup / plain:.1f} x the copy")
    echo(f"put back  {restored:.2f} s = {restored / plain:.1f} x the copy, every sum compared")
    echo(
        f"longest save: before {max(before) * 1e3:.0f} ms, during {max(meanwhile) * 1e3:.0f} ms"
    )
    echo(f"saves during the backup: {len(meanwhile)}")
    echo(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:.0f} MB at most")


if __name__ == "__main__":
    main()
