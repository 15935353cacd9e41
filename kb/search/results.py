"""The page of results: cards, what to keep to, whom to ask."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Select, bindparam, select

from kb.foundation.db import session
from kb.identify.carriers.models import CarrierReason
from kb.people.models import Person
from kb.search import meaning
from kb.search.facets import Facet, facets_of
from kb.search.forms import Question
from kb.search.found import Findings, Hit, Why
from kb.search.highlights import Fragment, marked, said_in, snippet, words_said
from kb.search.models import Document, Passage
from kb.search.queries import count_waiting, find
from kb.search.things import Known, Thing, Things, things_behind

SHOWN, CLOSEST = 12, 3  # where something fits, and where nothing does
MOST_PEOPLE = 3
FAR_BEHIND = 0.25  # of the best score: what is less is no answer beside it
BEST = 5  # whom to ask is looked for among these
MOST_WORDS = 4


@dataclass(frozen=True)
class Card:
    """One result: its words with what was asked marked, and why it is here."""

    hit: Hit
    thing: Thing
    title: tuple[Fragment, ...]
    snippet: tuple[Fragment, ...]
    words: tuple[str, ...]
    meaning: str


@dataclass(frozen=True)
class Askable:
    """Somebody who may know, with the reasons to say so."""

    person: Person
    known: Known
    reasons: tuple[CarrierReason, ...]


@dataclass(frozen=True)
class Results:
    """What a question brought: results that fit, or the closest where none does."""

    question: Question
    cards: tuple[Card, ...] = ()
    facets: tuple[Facet, ...] = ()
    people: tuple[Askable, ...] = ()
    nothing_fits: bool = False
    waiting: int = 0
    is_loading: bool = False


def results_of(question: Question, *, seen_by: Person) -> Results:
    """Search for ``seen_by`` and gather what the page shows."""
    waiting, is_loading = count_waiting(), meaning.is_loading()
    if not question.text:
        return Results(question, waiting=waiting, is_loading=is_loading)
    findings = find(question, seen_by=seen_by, at_most=SHOWN)
    nothing_fits = findings.nothing_fits and not is_loading  # too early to say
    shown = findings.hits[:CLOSEST] if nothing_fits else _fitting(findings)
    things = things_behind(shown)
    return Results(
        question,
        tuple(_cards(shown, things, findings)),
        tuple(facets_of(question, shown, things, seen_by=seen_by)),
        tuple(_people(shown, things, seen_by=seen_by)),
        nothing_fits,
        waiting,
        is_loading,
    )


def _fitting(findings: Findings) -> Sequence[Hit]:
    """Return what answers, less what stays far behind the best answer."""
    fitting = [hit for hit in findings.hits if hit.fits] or findings.hits
    best = max((hit.score for hit in fitting), default=0.0)
    return [hit for hit in fitting if hit.score >= best * FAR_BEHIND]


def _cards(hits: Sequence[Hit], things: Things, findings: Findings) -> Iterator[Card]:
    documents, passages = _texts(hits)
    for hit in hits:
        document, passage = documents[hit.entry.id], passages.get(hit.passage_id, "")
        asked = findings.asked.lemmas if Why.LEXICAL in hit.why else frozenset()
        said = said_in(f"{document.title}\n{document.readers_words}\n{document.body}", asked)
        is_situation = passage in document.readers_words.splitlines()
        yield Card(
            hit,
            things[hit.entry.kind, hit.entry.thing_id],
            marked(document.title, said),
            marked(snippet(document.body, said), said),
            words_said(said)[:MOST_WORDS],
            passage if is_situation else "",
        )


def _texts(hits: Sequence[Hit]) -> tuple[dict[int, Document], dict[int, str]]:
    asked = {
        "documents": [hit.entry.id for hit in hits],
        "passages": [hit.passage_id for hit in hits],
    }
    rows = session.execute(_shown(), asked).all()
    return {row[0].id: row[0] for row in rows}, {row[1]: row[2] for row in rows}


@cache
def _shown() -> Select[Document, int, str]:
    closest = Passage.id.in_(bindparam("passages", expanding=True))
    return (
        select(Document, Passage.id, Passage.text)
        .outerjoin(Passage, (Passage.document_id == Document.id) & closest)
        .where(Document.id.in_(bindparam("documents", expanding=True)))
    )


def _people(hits: Sequence[Hit], things: Things, *, seen_by: Person) -> list[Askable]:
    """Return who carries the best hits; people stand in alphabetical order, never ranked."""
    best = (things[hit.entry.kind, hit.entry.thing_id] for hit in hits[:BEST])
    known = [thing for thing in best if isinstance(thing, Known)]
    people: dict[int, Askable] = {}
    for askable in (one for practice in known for one in _carriers(practice)):
        if askable.person.id != seen_by.id and len(people) < MOST_PEOPLE:
            people.setdefault(askable.person.id, askable)
    return sorted(people.values(), key=lambda askable: askable.person.name)


def _carriers(known: Known) -> Iterator[Askable]:
    for person in dict.fromkeys(reason.person for reason in known.reasons):
        own = tuple(reason for reason in known.reasons if reason.person_id == person.id)
        yield Askable(person, known, own)
