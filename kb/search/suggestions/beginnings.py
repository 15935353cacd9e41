"""The index of beginnings: titles and situations by every word, as written and in base form.

The search's own index has base forms alone: there "asiakk" finds no "asiakkaan", and a list
that empties while one types a title letter by letter is of no use. A row's number is its
document's.
"""

from collections.abc import Iterable, Iterator

from sqlalchemy import (
    ColumnElement,
    bindparam,
    column,
    delete,
    insert,
    literal_column,
    table,
)

from kb.foundation.db import session
from kb.search.language import analysis
from kb.search.language.analysis import UNDOTTED
from kb.search.language.words import undotted
from kb.search.models import Document, Found
from kb.search.suggestions.typed import Beginning, Typed

BEGINNINGS = table(
    "search_beginnings",
    *(column(name) for name in ("rowid", "title", "situation", "search_beginnings")),
)


def write_beginnings(document: Document) -> None:
    """Put a document's title and situation into the index, in place of those there."""
    erase_beginnings([document.id])
    cells = {"title": document.title, "situation": document.readers_words}
    told = {name: " ".join(reversed(analysis.index_text(text))) for name, text in cells.items()}
    session.execute(insert(BEGINNINGS).values(rowid=document.id, **told))


def erase_beginnings(document_ids: Iterable[int]) -> None:
    """Take documents out of the index."""
    session.execute(delete(BEGINNINGS).where(BEGINNINGS.c.rowid.in_(list(document_ids))))


def begun() -> ColumnElement[bool]:
    """Return the SQL condition that a row holds what the parameter ``asked`` asks for."""
    return BEGINNINGS.c.search_beginnings.op("MATCH", is_comparison=True)(bindparam("asked"))


def of_kind(kind: Found) -> ColumnElement[bool]:
    """Return the SQL condition that a document stands for one kind of thing.

    The sign keeps SQLite from going through all of a kind and asking the words for each.
    """
    return literal_column("+search_document.kind") == kind.value


def first_in_title(typed: Typed) -> str:
    """Return what to ask for titles that begin with the first word typed and hold the rest."""
    first, *others = typed.words
    beginning = " OR ".join(f"^{one}" for one in _begun(first))
    return "title : (" + " AND ".join([f"({beginning})", *map(_word, others)]) + ")"


def in_title(typed: Typed) -> str:
    """Return what to ask for titles that hold every word typed, in whatever order."""
    return f"title : ({anywhere(typed)})"


def anywhere(typed: Typed) -> str:
    """Return what to ask for titles and situations that hold every word typed."""
    return " AND ".join(map(_word, typed.words))


def _word(word: Beginning) -> str:
    whole = (f'"{lemma}"' for lemma in sorted(word.lemmas))
    return "(" + " OR ".join((*_begun(word), *whole)) + ")"


def _begun(word: Beginning) -> Iterator[str]:
    yield f'"{word.letters}"*'
    if undotted(word.letters) == word.letters:
        yield f'"{UNDOTTED}{word.letters}"*'
