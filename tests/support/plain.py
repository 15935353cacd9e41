"""The plainest search there is, over what a house's index holds: what ours is measured by.

Words: one table of SQLite's FTS5 with the same tokens, ranked by its own BM25. Meaning: one
matrix of the same vectors, a product and a partition. Neither knows who asks, what a thing is,
in which language it is, how common a word is, or whether anything fits at all.
"""

import sqlite3

import numpy as np

from kb.search.language import analysis
from support.drawn import DIMENSIONS

TEN = 10
COLUMNS = "title || ' ' || readers_words || ' ' || body || ' ' || surface"


class PlainIndex:
    """The tokens of a house in a table of their own, as durable as the house's."""

    def __init__(self, file):
        self.database = sqlite3.connect(file, isolation_level=None)
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "temp_store = MEMORY"):
            self.database.execute(f"PRAGMA {pragma}")

    def copy_from(self, house):
        """Take over the tokens of a house."""
        self.database.execute(
            "CREATE VIRTUAL TABLE plain USING fts5("
            "words, tokenize = 'unicode61 remove_diacritics 0')"
        )
        self.database.execute("ATTACH ? AS house", [str(house)])
        copied = f"SELECT rowid, {COLUMNS} FROM house.search_words"  # noqa: S608 - our own columns
        self.database.execute(f"INSERT INTO plain(rowid, words) {copied}")
        self.database.execute("DETACH house")
        return self

    def close(self):
        self.database.close()

    def ask(self, text):
        """Return the ten documents that answer best."""
        lemmas = {lemma for token in analysis.analyse(text) for lemma in token.lemmas}
        return self.ask_for(" OR ".join(f'"{lemma}"' for lemma in sorted(lemmas)))

    def ask_for(self, expression):
        asked = "SELECT rowid FROM plain WHERE plain MATCH ? ORDER BY bm25(plain) LIMIT ?"
        return self.database.execute(asked, [expression, TEN]).fetchall()

    def put(self, numbers):
        """Write rows anew in one transaction, as if their texts had changed."""
        self.database.execute("BEGIN IMMEDIATE")
        for number in numbers:
            row = self.database.execute("SELECT words FROM plain WHERE rowid = ?", [number])
            (words,) = row.fetchone()
            self.database.execute("DELETE FROM plain WHERE rowid = ?", [number])
            self.database.execute(
                "INSERT INTO plain(rowid, words) VALUES (?, ?)", [number, words]
            )
        self.database.execute("COMMIT")


class PlainVectors:
    """The vectors of a house in one matrix."""

    def __init__(self, house):
        database = sqlite3.connect(house)
        rows = database.execute("SELECT vector FROM search_passage ORDER BY id")
        whole = b"".join(row[0] for row in rows)
        self.matrix = np.frombuffer(whole, dtype=np.float32).reshape(-1, DIMENSIONS)
        database.close()

    def ask(self, vector):
        """Return the ten passages that come closest."""
        cosines = self.matrix @ vector
        nearest = np.argpartition(-cosines, TEN)[:TEN]
        return nearest[np.argsort(-cosines[nearest])]
