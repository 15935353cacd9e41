"""What each result shows: its words with what was asked marked, and why it is here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from sqlalchemy import Select, bindparam, select

from kb.foundation.conditions import given
from kb.foundation.db import session
from kb.search import meaning
from kb.search.index.sentences import best_sentence
from kb.search.models import Document, Passage
from kb.search.ranking.found import Findings, Hit, Why
from kb.search.results.highlights import (
    Fragment,
    excerpt,
    lines_of,
    marked,
    said_in,
    words_said,
)
from kb.search.results.things import Thing, is_called, said_besides, things_behind

MOST_WORDS = 4


@dataclass(frozen=True)
class Card:
    """One result: its title, two lines of it with the heading they stand under, and why.

    It defines what was asked where that is the name of a term and nothing more.
    """

    hit: Hit
    thing: Thing
    title: tuple[Fragment, ...]
    heading: str
    excerpt: tuple[Fragment, ...]
    words: tuple[str, ...]
    situation: str
    defines: bool


def cards_of(hits: Sequence[Hit], findings: Findings) -> Iterator[Card]:
    """Yield what the results show, in their order."""
    things, texts = things_behind(hits), _texts(hits)
    closest = _closest(hits, findings)
    for hit in hits:
        text, thing = texts[hit.entry.id], things[hit.entry.thing]
        passage, sentence = closest.get(hit.passage_id, ("", ""))
        asked = findings.asked.lemmas if Why.LEXICAL in hit.why else frozenset()
        said = said_in(f"{text.title}\n{text.readers_words}\n{text.body}", asked)
        told = excerpt(lines_of(text.body, said_besides(thing)), said, sentence)
        yield Card(
            hit,
            thing,
            marked(text.title, said),
            told.heading,
            marked(told.text, said),
            words_said(said)[:MOST_WORDS],
            passage if passage in text.readers_words.splitlines() else "",
            is_called(thing, findings.asked.text),
        )


class Text(NamedTuple):
    """A document's words: no more of it is shown."""

    title: str
    readers_words: str
    body: str


def _texts(hits: Sequence[Hit]) -> dict[int, Text]:
    asked = {"documents": [hit.entry.id for hit in hits]}
    return {number: Text(*told) for number, *told in session.execute(_shown(), asked)}


@cache
def _shown() -> Select[int, str, str, str]:
    told = (Document.title, Document.readers_words, Document.body)
    among = Document.id.in_(given("documents"))
    return select(Document.id, *told).where(among)


def _closest(hits: Sequence[Hit], findings: Findings) -> dict[int, tuple[str, str]]:
    """Return the passages that come closest, each with its sentence that comes closest."""
    encoder, meant = meaning.encoder(), findings.meant
    numbers = [hit.passage_id for hit in hits if hit.passage_id]
    if encoder is None or meant is None or not numbers:
        return {}
    rows = session.execute(_passages(), {"passages": numbers, "model": encoder.name})
    return {
        number: (text, best_sentence(text, packed, meant.vector) or text.partition(": ")[2])
        for number, text, packed in rows
    }


@cache
def _passages() -> Select[int, str, bytes | None]:
    return select(Passage.id, Passage.text, Passage.sentences).where(
        Passage.id.in_(given("passages")),
        Passage.model == bindparam("model"),
    )
