"""The practices nearest to a text, among those one may see; hidden ones take no place."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from sqlalchemy import Select, select

from kb.foundation.conditions import given
from kb.foundation.db import session
from kb.people.models import Person
from kb.practices.models import Practice, PracticeTag
from kb.search import meaning
from kb.search.encoder.yardstick import yardstick_of
from kb.search.index.catalogue import KINDS, Catalogue, Mask
from kb.search.index.columns import Numbers
from kb.search.index.corpora import corpus_of
from kb.search.index.lexical import WORDS
from kb.search.index.readers import Sight, sight_of
from kb.search.index.vectors import Corpus
from kb.search.models import Document, Found
from kb.search.ranking.telling import found_by_words
from kb.search.ranking.weighing import words_in
from kb.search.reading.asked import read
from kb.search.related.gists import Gist, gist_of, gist_of_draft
from kb.search.related.shared import Forms, Words

MOST = 30


@dataclass(frozen=True)
class Neighbour:
    """One text of a practice, and the cosine of its gist; 0 where only words are compared."""

    document_id: int
    practice_id: int
    language: str
    closeness: float


@dataclass(frozen=True)
class Around:
    """What stands around a practice, seen by one person; 0 if it is not there yet."""

    practice_id: int
    sight: Sight

    def gist(self) -> Gist | None:
        """Return its gist; nothing without a model, or as long as its text waits for it."""
        corpus = self._corpus()
        every = self.sight.catalogue
        own = _practices(every) & (every.things == self.practice_id)
        return gist_of(np.flatnonzero(own), corpus) if corpus else None

    def gist_of(self, draft: Document) -> Gist | None:
        """Return the gist that a draft would have; nothing without a model."""
        encoder, corpus = meaning.encoder(), self._corpus()
        return gist_of_draft(draft, encoder, corpus) if encoder and corpus else None

    def nearest(self, gist: Gist | None, words: Words) -> list[Neighbour]:
        """Return the practices that come nearest: by their gists, or else by their words."""
        if gist:
            places, closeness = gist.nearest(self.sight.mask, MOST)
        else:
            places = self._strongest(words)
            closeness = np.zeros(len(places), dtype=np.float32)
        every = self.sight.catalogue
        columns = (every.documents[places], every.things[places], every.languages[places])
        rows = zip(*(column.tolist() for column in (*columns, closeness)), strict=True)
        return [Neighbour(*row) for row in rows]

    def _corpus(self) -> Corpus | None:
        encoder = meaning.encoder()
        if encoder is None:
            return None
        yardstick = yardstick_of(encoder)
        return corpus_of(encoder.name, yardstick, self.sight.catalogue, self.sight.changes)

    def _strongest(self, words: Words) -> Numbers:
        asked = read(" ".join(words))
        if not asked.words:
            return np.empty(0, dtype=np.int64)
        telling, found = found_by_words(asked, self.sight)
        held = words_in(telling, found, int(self.sight.mask.sum()))
        order = np.argsort(-held.strength, kind="stable")[:MOST]
        return held.places[order]


def around(practice_id: int, *, seen_by: Person) -> Around:
    """Return the practices that ``seen_by`` may see, but for one."""
    sight = sight_of(seen_by)
    others = _practices(sight.catalogue) & (sight.catalogue.things != practice_id)
    return Around(practice_id, replace(sight, mask=sight.mask & others))


def names_of(near: Sequence[Neighbour]) -> dict[int, list[str]]:
    """Return of each practice what it is called, then its tags."""
    names: dict[int, list[str]] = {}
    asked = {"practices": [one.practice_id for one in near]}
    for number, title, tag in session.execute(_called(), asked):
        names.setdefault(number, [title]).append(tag or "")
    return {one.practice_id: names[one.practice_id] for one in near}


def texts_of(near: Sequence[Neighbour]) -> list[Forms]:
    """Return the base forms of each text, as the index has them."""
    asked = {"documents": [one.document_id for one in near]}
    rows = session.execute(_indexed(), asked)
    told = {number: frozenset(" ".join(columns).split()) for number, *columns in rows}
    return [told[one.document_id] for one in near]


def _practices(catalogue: Catalogue) -> Mask:
    practices: Mask = catalogue.kinds == KINDS.index(Found.PRACTICE)
    return practices


@cache
def _called() -> Select[int, str, str | None]:
    return (
        select(Practice.id, Practice.title, PracticeTag.tag)
        .outerjoin(PracticeTag, PracticeTag.practice_id == Practice.id)
        .where(Practice.id.in_(given("practices")))
    )


@cache
def _indexed() -> Select[int, str, str, str]:
    told = (WORDS.c.title, WORDS.c.readers_words, WORDS.c.body)
    among = WORDS.c.rowid.in_(given("documents"))
    return select(WORDS.c.rowid, *told).where(among)
