"""Every row of a database that lies still, to say afterwards what changed."""

import sqlite3
from contextlib import closing

# What is kept of a request itself, or of who sat at which page when.
BESIDE = {"sign_in", "search", "search_log", "page_view"}


def rows_in(file):
    """Return the rows of every table, by table."""
    with closing(sqlite3.connect(file)) as database:
        names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        return {
            name: sorted(map(repr, database.execute(f'SELECT * FROM "{name}"')))  # noqa: S608
            for (name,) in names.fetchall()
            if name not in BESIDE
        }


def changed(before, after):
    """Return by table the rows that came or went."""
    return {
        name: sorted(set(before[name]) ^ set(after[name]))
        for name in before
        if before[name] != after[name]
    }
