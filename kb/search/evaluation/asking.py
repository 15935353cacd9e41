"""Questions asked of a house through the search's own door, and how good the answers were."""

from dataclasses import dataclass

from sqlalchemy import select

from kb.foundation.db import reading, session
from kb.practices.models import Practice
from kb.search.evaluation.beir import Collection, Judged, Query
from kb.search.evaluation.measures import measured
from kb.search.forms import Question
from kb.search.meaning import Progress
from kb.search.models import Found
from kb.search.queries import find

DEPTH = 100


@dataclass(frozen=True)
class Answered:
    """One question, the pages that were found, best first, and how good that is."""

    query: Query
    answers_in: tuple[str, ...]
    ranked: tuple[str, ...]
    fits: bool
    measures: dict[str, float]


def ask_all(collection: Collection, progress: Progress) -> list[Answered]:
    """Ask every question of the house one is in, as somebody who is only a reader."""
    pages = pages_by_practice()
    languages = {page.id: page.language for page in collection.pages}
    answered = []
    for number, query in enumerate(collection.queries, start=1):
        answered.append(_ask(query, collection.judged[query.id], pages, languages))
        progress("questions", number, len(collection.queries))
    return answered


def pages_by_practice() -> dict[int, str]:
    """Return which page each practice of the house one is in was made of."""
    with reading():
        found = session.execute(select(Practice.id, Practice.ref))
        return {row.id: row.ref or "" for row in found}


def _ask(
    query: Query, judged: Judged, pages: dict[int, str], languages: dict[str, str]
) -> Answered:
    with reading():
        findings = find(Question(query.text), seen_by=None, at_most=DEPTH)
    practices = (hit.entry for hit in findings.hits if hit.entry.kind is Found.PRACTICE)
    ranked = tuple(pages[entry.thing_id] for entry in practices)
    answers_in = sorted({languages[page] for page, score in judged.items() if score})
    fits = not findings.nothing_fits
    return Answered(query, tuple(answers_in), ranked, fits, measured(ranked, judged))
