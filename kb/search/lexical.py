"""The words of the index: one row of SQLite's FTS5 for each document, and asking it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import (
    ColumnElement,
    Select,
    column,
    delete,
    func,
    insert,
    literal,
    literal_column,
    select,
    table,
    union_all,
)

from kb.foundation.db import session
from kb.search import language
from kb.search.models import Document

WORDS = table(
    "search_words",
    *(column(name) for name in ("rowid", "title", "readers_words", "body", "surface")),
)
INDEX: ColumnElement[str] = literal_column("search_words")

# The name of a thing and the reader's own words for its situation say more than its text;
# a word exactly as written says a little more than its base form alone.
TITLE, READERS_WORDS, BODY, SURFACE = 3.0, 2.0, 1.0, 0.25

MOST_ROWS = 5000  # of one word; what so many hold is no choice


@dataclass(frozen=True)
class Match:
    """A document that holds what one expression asks for, and how well (BM25, positive)."""

    expression: int
    document_id: int
    score: float


def write_words(document: Document) -> None:
    """Put a document's words into the index, in place of those that were there."""
    erase_words([document.id])
    title, title_surface = language.index_text(document.title)
    readers, readers_surface = language.index_text(document.readers_words)
    body, body_surface = language.index_text(document.body)
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


def matches(expressions: Sequence[str], among: Select[int]) -> list[Match]:
    """Return which documents of ``among`` hold which expression, asked at once."""
    allowed = among.cte("allowed")
    asked = [
        select(_best(number, expression, select(allowed.c[0])).subquery())
        for number, expression in enumerate(expressions)
        if expression
    ]
    return [Match(*row) for row in session.execute(union_all(*asked))] if asked else []


def _best(number: int, expression: str, among: Select[int]) -> Select[tuple[int, int, float]]:
    score = -func.bm25(INDEX, TITLE, READERS_WORDS, BODY, SURFACE)
    return (
        select(literal(number).label("expression"), WORDS.c.rowid, score.label("score"))
        .where(INDEX.op("MATCH")(expression), WORDS.c.rowid.in_(among))
        .order_by(score.desc())
        .limit(MOST_ROWS)
    )
