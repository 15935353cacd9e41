"""An index that is damaged, cut short or gone: noticed, and made anew behind what is asked.

The index is copies, so nothing is lost with it. What is damaged beside it is told of elsewhere.
"""

from collections.abc import Sequence

from sqlalchemy import delete, func, select, text, update
from sqlalchemy.exc import DatabaseError

from kb.foundation import outbox
from kb.foundation.db import reading, session, unit_of_work
from kb.search import indexing
from kb.search.embedding import EMBED
from kb.search.index.breakage import have_it_mended, is_broken
from kb.search.index.virtual import TABLES, make_anew
from kb.search.models import Document, Passage

AT_ONCE = 50  # texts, between which others save


def have_it_mended_if_broken() -> None:
    """Look whether the index is whole, and leave it to the worker if it is not."""
    if not is_whole():
        have_it_mended()


def is_whole() -> bool:
    """Say whether all that can be found is found by its words, and every vector is whole."""
    if not _is_sound():
        return False
    with reading():
        return not (_wordless() or _cut_short())


def mend(_payloads: list[outbox.Payload]) -> None:
    """Make the index of words anew, some texts at a time; have cut vectors read again.

    Broken off, it goes on where it was.
    """
    if not _is_sound():
        _begin_anew()
    try:
        _write_what_is_missing()
    except DatabaseError as trouble:
        if not is_broken(trouble):
            raise
        _begin_anew()
        _write_what_is_missing()
    with unit_of_work():
        _read_again(_cut_short())


def _is_sound() -> bool:
    """Let FTS5 look itself through, which it does as if it were written."""
    try:
        with unit_of_work():
            for name in TABLES:
                session.execute(text(f"INSERT INTO {name} ({name}) VALUES ('integrity-check')"))  # noqa: S608 - a name of ours
    except DatabaseError as trouble:
        if not is_broken(trouble):
            raise
        return False
    return True


def _begin_anew() -> None:
    with unit_of_work():
        make_anew()


def _write_what_is_missing() -> None:
    with reading():
        numbers = _wordless()
    for first in range(0, len(numbers), AT_ONCE):
        with unit_of_work():
            _write(numbers[first : first + AT_ONCE])


def _write(numbers: Sequence[int]) -> None:
    for document in session.scalars(select(Document).where(Document.id.in_(numbers))):
        indexing.write(document)


def _wordless() -> Sequence[int]:
    """Return the texts that no word leads to."""
    unfound = (
        f"SELECT id FROM search_document WHERE id NOT IN (SELECT id FROM {name}_docsize)"  # noqa: S608 - a name of ours
        for name in TABLES
    )
    return session.scalars(text(" UNION ".join(unfound))).all()


def _cut_short() -> Sequence[int]:
    """Return the texts of which a vector is not as long as most of its model are."""
    length = func.length(Passage.vector)
    counted = (
        select(Passage.model, length)
        .group_by(Passage.model, length)
        .order_by(func.count(), length)
    )
    # The last of each model is the usual.
    usual: dict[str, int] = dict(session.execute(counted).all())
    cut: set[int] = set()
    for model, most in usual.items():
        shorter = select(Passage.document_id).where(Passage.model == model, length != most)
        cut.update(session.scalars(shorter))
    return sorted(cut)


def _read_again(numbers: Sequence[int]) -> None:
    session.execute(delete(Passage).where(Passage.document_id.in_(numbers)))
    session.execute(update(Document).where(Document.id.in_(numbers)).values(embedded_with=None))
    for number in numbers:
        outbox.post(EMBED, document_id=number)
