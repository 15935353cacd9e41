"""The sentences of a few texts: one often answers better than the passage it stands in."""

from functools import cache

import numpy as np
from sqlalchemy import Select, select

from kb.foundation.conditions import given
from kb.foundation.db import session
from kb.search.encoder.yardstick import Vectors
from kb.search.index.columns import Numbers, numbers
from kb.search.index.sentences import count_in, vectors_in
from kb.search.index.vectors import Corpus, Pieces
from kb.search.models import Passage


def sentences_of(places: Numbers, corpus: Corpus, question: Vectors) -> Pieces:
    """Return the sentences of the texts at ``places``, as close as they come to a question."""
    rows = corpus.rows_of(places)
    asked = {"passages": corpus.passages[rows].tolist()}
    kept = session.execute(_packed(), asked).all()
    packed = [row.sentences or b"" for row in kept]
    counts = [count_in(one, len(question)) for one in packed]
    passages = np.repeat(numbers([row.id for row in kept]), counts)
    owners = np.searchsorted(corpus.passages, passages)
    raw = vectors_in(b"".join(packed), len(question))
    cosines = corpus.cosines_of(raw, corpus.languages[owners], question)
    return Pieces(corpus.places[owners], passages, cosines)


@cache
def _packed() -> Select[int, bytes | None]:
    return select(Passage.id, Passage.sentences).where(
        Passage.id.in_(given("passages")), Passage.sentences.is_not(None)
    )
