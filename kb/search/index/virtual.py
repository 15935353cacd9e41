"""The tables of SQLite's FTS5, as migrations made them, and making them anew."""

from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from kb.foundation.db import session

VOCABULARY = "search_vocabulary"
PLAIN = "tokenize = 'unicode61 remove_diacritics 0'"
TABLES = {
    "search_words": f"title, readers_words, body, surface, {PLAIN}",
    "search_beginnings": f"title, situation, {PLAIN}, prefix = '2 3'",
}
SHADOWS = ("config", "data", "idx", "content", "docsize")
SOUND = "sound"  # what an empty one is called while it lends its structure


def make_anew() -> None:
    """Let the tables be there, empty, whatever has become of them."""
    for name, made in TABLES.items():
        try:
            _drop(name)
        except DatabaseError:
            _make_readable(name, made)
            _drop(name)
        _make(name, made)


def _drop(name: str) -> None:
    session.execute(text(f"DROP TABLE IF EXISTS {name}"))


def _make(name: str, made: str) -> None:
    session.execute(text(f"CREATE VIRTUAL TABLE {name} USING fts5({made})"))


def _make_readable(name: str, made: str) -> None:
    """Give a table the structure of an empty one: SQLite drops none that it cannot read."""
    _drop(SOUND)
    _make(SOUND, made)
    for shadow in SHADOWS:
        whole, broken = f"{SOUND}_{shadow}", f"{name}_{shadow}"
        session.execute(text(f"DROP TABLE IF EXISTS {broken}"))
        asked = text("SELECT sql FROM sqlite_master WHERE name = :name")
        told = session.execute(asked, {"name": whole}).scalar_one()
        session.execute(text(told.replace(whole, broken)))
        session.execute(text(f"INSERT INTO {broken} SELECT * FROM {whole}"))  # noqa: S608 - names of ours
    _drop(SOUND)
