"""Texts read by the model: the deeds that give documents their vectors."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import delete, select, update

from kb.foundation import outbox
from kb.foundation.db import session, unit_of_work
from kb.foundation.errors import DomainError
from kb.search import meaning
from kb.search.encoder import Encoder
from kb.search.encoder.yardstick import Vectors
from kb.search.index.pieces import pieces_of
from kb.search.index.sentences import Span, pack, sentences_in, spans_in
from kb.search.models import Document, Passage

EMBED, SENTENCES = "search.embed", "search.sentences"


@dataclass(frozen=True)
class Unread:
    """A document that the model has not read as it is worded now."""

    id: int
    fingerprint: str
    pieces: tuple[str, ...]
    is_reworded: bool


@dataclass(frozen=True)
class Undivided:
    """A passage whose sentences have no vectors yet."""

    id: int
    text: str
    model: str
    spans: Sequence[Span]

    @property
    def sentences(self) -> list[str]:
        """Return the sentences themselves."""
        return [self.text[slice(*span)] for span in self.spans]


def embed_documents(payloads: list[outbox.Payload]) -> None:
    """Give documents their vectors; the model works outside any transaction."""
    encoders = _at_hand()
    read = [
        (one, _read(one, encoders)) for one in _unread(_numbers(payloads), encoders[-1].name)
    ]
    with unit_of_work():
        for one, vectors in read:
            _keep(one, vectors)


def embed_sentences(payloads: list[outbox.Payload]) -> None:
    """Give the sentences of documents theirs, once the documents can be found."""
    encoders = {encoder.name: encoder for encoder in _at_hand()}
    undivided = _undivided(_numbers(payloads), list(encoders))
    packed = [
        (passage.id, value)
        for name, encoder in encoders.items()
        for passage, value in _packed([one for one in undivided if one.model == name], encoder)
    ]
    with unit_of_work():
        for number, value in packed:
            session.execute(update(Passage).where(Passage.id == number).values(sentences=value))


def _at_hand() -> Sequence[Encoder]:
    encoders = meaning.encoders()
    if not encoders:
        raise DomainError("search.no_model")
    return encoders


def _numbers(payloads: list[outbox.Payload]) -> list[int]:
    return [int(str(payload["document_id"])) for payload in payloads]


def _unread(numbers: Sequence[int], model: str) -> list[Unread]:
    behind = Document.embedded_with.is_(None) | (Document.embedded_with != model)
    found = [
        Unread(row.id, row.fingerprint, pieces_of(row), row.embedded_with is None)
        for row in session.scalars(select(Document).where(Document.id.in_(numbers), behind))
    ]
    session.rollback()
    return found


def _read(one: Unread, encoders: Sequence[Encoder]) -> Mapping[str, Vectors]:
    # While one model follows another, what is worded anew must be found by both.
    readers = encoders if one.is_reworded else encoders[-1:]
    return {encoder.name: encoder.encode_passages(one.pieces) for encoder in readers}


def _keep(one: Unread, read: Mapping[str, Vectors]) -> None:
    unchanged = (Document.id == one.id, Document.fingerprint == one.fingerprint)
    marked = update(Document).where(*unchanged).values(embedded_with=list(read)[-1])
    if session.execute(marked.returning(Document.id)).first() is None:
        return  # reworded meanwhile: the newer wording waits in the outbox itself
    former = delete(Passage).where(Passage.document_id == one.id)
    session.execute(former if one.is_reworded else former.where(Passage.model.in_(read)))
    session.add_all(
        Passage(document_id=one.id, text=piece, model=model, vector=vector.tobytes())
        for model, vectors in read.items()
        for piece, vector in zip(one.pieces, vectors, strict=True)
    )
    outbox.post(SENTENCES, document_id=one.id)


def _undivided(numbers: Sequence[int], models: Sequence[str]) -> list[Undivided]:
    rows = session.execute(
        select(Document, Passage)
        .join(Passage, Passage.document_id == Document.id)
        .where(Document.id.in_(numbers), Passage.model.in_(models), Passage.sentences.is_(None))
    )
    found = [
        Undivided(passage.id, passage.text, passage.model, spans)
        for document, passage in rows
        if (spans := spans_in(passage.text, sentences_in(document)))
    ]
    session.rollback()
    return found


def _packed(
    passages: Sequence[Undivided], encoder: Encoder
) -> Iterator[tuple[Undivided, bytes]]:
    # Neighbouring passages share a sentence: it is read once.
    said = list(dict.fromkeys(said for passage in passages for said in passage.sentences))
    vectors = dict(zip(said, encoder.encode_passages(said), strict=True))
    for passage in passages:
        rows = [vectors[sentence] for sentence in passage.sentences]
        yield passage, pack(passage.spans, np.stack(rows))
