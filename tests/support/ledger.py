"""Rows that wait to be written: added one by one, written a table at a time."""

from collections import defaultdict

from sqlalchemy import insert

from kb.foundation.db import Base, session
from kb.search.index.lexical import WORDS
from kb.search.language import analysis
from kb.search.models import Document
from kb.search.suggestions.beginnings import BEGINNINGS

_analysed = {}  # a word is analysed once, whatever house it is for


class Ledger:
    """What is to be written of a house; numbers are given as rows are added."""

    def __init__(self):
        self._rows = defaultdict(list)
        self._last = defaultdict(int)
        self._words, self._beginnings = [], []

    def add(self, model, /, **values):
        """Let a row wait; return its number."""
        table = model.__table__
        self._last[table] += 1
        numbered = {"id": self._last[table]} if "id" in table.columns else {}
        self._rows[table].append({**numbered, **values})
        return self._last[table]

    def add_document(self, **values):
        """Let a document wait, and with it what it is found by; return its number.

        The words are as the house itself writes them; a test compares the two.
        """
        number = self.add(Document, **values)
        title, situation, body = (
            index_text(values[part]) for part in ("title", "readers_words", "body")
        )
        words = {"title": title[0], "readers_words": situation[0], "body": body[0]}
        surface = f"{title[1]} {situation[1]} {body[1]}"
        self._words.append({"rowid": number, **words, "surface": surface})
        begun = {"title": " ".join(reversed(title)), "situation": " ".join(reversed(situation))}
        self._beginnings.append({"rowid": number, **begun})
        return number

    def go_on_after(self, model, number):
        """Leave the numbers up to ``number`` to rows that are there already."""
        self._last[model.__table__] = number

    def write(self):
        """Write what waits."""
        for table in Base.metadata.sorted_tables:
            if rows := self._rows.pop(table, []):
                session.execute(insert(table), rows)
        for table, rows in ((WORDS, self._words), (BEGINNINGS, self._beginnings)):
            if rows:
                session.execute(insert(table), rows)
            rows.clear()


def index_text(text):
    """Return the same as the language layer does, of words that stand for themselves."""
    words = text.lower().replace(".", " ").replace(",", " ").split()
    for word in words:
        if word not in _analysed:
            _analysed[word] = analysis.index_text(word)
    lemmas, surfaces = (
        zip(*map(_analysed.__getitem__, words), strict=True) if words else ((), ())
    )
    return " ".join(lemmas), " ".join(surfaces)
