"""The words of the index: one row of SQLite's FTS5 for each document, and asking it."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import TextClause, column, delete, insert, table, text

from kb.foundation.db import session
from kb.search.index.columns import Numbers, numbers
from kb.search.language import analysis
from kb.search.models import Document

Floats = NDArray[np.float64]

WORDS = table(
    "search_words",
    *(column(name) for name in ("rowid", "title", "readers_words", "body", "surface")),
)

# Title, the reader's own words, text, words as written: the name of a thing and its situation
# say more than its text, a word exactly as written a little more than its base form alone.
WEIGHTS = "3.0, 2.0, 1.0, 0.25"
MOST = 20_000  # documents that hold one word

# Scores come as whole numbers, which are soon written and read. What everything holds weighs a
# millionth, and is held all the same.
PARTS = 10_000_000_000
SCORE = f"max(1, CAST(-bm25(search_words, {WEIGHTS}) * {PARTS} AS INTEGER))"

# What one may find comes as one byte for each number, so the database looks nothing up; and
# before anything is counted or ranked.
SEEN = "substr(:seen, search_words.rowid + 1, 1) = X'01'"


@dataclass(frozen=True)
class Match:
    """The texts that hold what one expression asks for, and how well (BM25, positive)."""

    documents: Numbers
    scores: Floats


NO_MATCH = Match(numbers([]), np.empty(0))


def write_words(document: Document) -> None:
    """Put a document's words into the index, in place of those that were there."""
    erase_words([document.id])
    title, title_surface = analysis.index_text(document.title)
    readers, readers_surface = analysis.index_text(document.readers_words)
    body, body_surface = analysis.index_text(document.body)
    surface = f"{title_surface} {readers_surface} {body_surface}"
    session.execute(
        insert(WORDS).values(
            rowid=document.id, title=title, readers_words=readers, body=body, surface=surface
        )
    )


def erase_words(document_ids: Iterable[int]) -> None:
    """Take documents' words out of the index."""
    session.execute(delete(WORDS).where(WORDS.c.rowid.in_(list(document_ids))))


def any_of(lemmas: Iterable[str]) -> str:
    """Return the expression that finds any of some base forms; quoted, so nothing is syntax."""
    quoted = " OR ".join(f'"{lemma}"' for lemma in dict.fromkeys(lemmas) if lemma.isalnum())
    return f"{{title readers_words body}} : ({quoted})" if quoted else ""


def exactly(surface: str) -> str:
    """Return the expression that finds words as they are written, one after the other."""
    words = " ".join(word for word in surface.split() if word.isalnum())
    return f'surface : "{words}"' if words else ""


def all_of(lemmas: Iterable[str]) -> str:
    """Return the expression that finds all of some base forms, in any order."""
    return " AND ".join(f'"{lemma}"' for lemma in dict.fromkeys(lemmas) if lemma.isalnum())


def joined(expressions: Iterable[str]) -> str:
    """Return the expression that finds what any of ``expressions`` finds."""
    return " OR ".join(f"({one})" for one in expressions if one)


def held(expressions: Sequence[str], seen: bytes, most: int) -> list[int]:
    """Return how many texts hold what each expression asks; more than ``most`` are not told."""
    asked = {"expressions": json.dumps(expressions), "seen": seen, "most": most}
    return [row[0] for row in session.execute(_held(), asked)]


def holders(expressions: Sequence[str], seen: bytes) -> list[Numbers]:
    """Return which texts hold what each expression asks, in no order."""
    asked = {"expressions": json.dumps(expressions), "seen": seen}
    return [numbers(json.loads(row[0])) for row in session.execute(_holders(), asked)]


def matches(expressions: Sequence[str], seen: bytes) -> list[Match]:
    """Return for each expression which texts hold it, and how well, asked at once.

    What most texts of a large house hold tells nothing, and is not answered at all.
    """
    asked = {f"m{number}": one for number, one in enumerate(expressions) if one}
    found = [NO_MATCH] * len(expressions)
    rows = session.execute(_scored(tuple(asked)), asked | {"seen": seen}) if asked else ()
    for number, documents, scores in rows:
        held_by = numbers(json.loads(documents))
        if len(held_by) <= MOST:
            found[number] = Match(held_by, np.array(json.loads(scores)) / PARTS)
    return found


@cache
def _held() -> TextClause:
    return _of_each("count(*)", "(SELECT 1 {held} LIMIT :most)")


@cache
def _holders() -> TextClause:
    return _of_each("json_group_array(number)", "(SELECT search_words.rowid AS number {held})")


def _of_each(told: str, among: str) -> TextClause:
    """Return the statement that tells something of what holds each expression."""
    held = f"FROM search_words WHERE search_words MATCH asked.value AND {SEEN}"
    each = "FROM json_each(:expressions) AS asked ORDER BY asked.key"
    return text(f"SELECT (SELECT {told} FROM {among.format(held=held)}) {each}")  # noqa: S608 - no word of a reader


@cache
def _scored(names: tuple[str, ...]) -> TextClause:
    every = (
        f"SELECT {name[1:]}, json_group_array(rowid), json_group_array(score) FROM "  # noqa: S608 - numbers of ours
        f"(SELECT rowid, {SCORE} AS score FROM search_words "
        f"WHERE search_words MATCH :{name} AND {SEEN} LIMIT {MOST + 1})"
        for name in names
    )
    return text(" UNION ALL ".join(every))
