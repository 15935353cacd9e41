"""What was found, as plain rows for a command or another program."""

from collections.abc import Iterator, Sequence
from typing import TypedDict

from sqlalchemy import select

from kb.foundation.db import session
from kb.practices.models import Practice
from kb.search.models import Document, Found
from kb.search.ranking.found import Findings, Hit
from kb.stages.evidence import stages_of


class Row(TypedDict):
    """One result; ``ref``, ``slug`` and ``stage`` are a practice's."""

    rank: int
    kind: str
    ref: str | None
    slug: str | None
    title: str
    lang: str
    stage: str | None
    why: list[str]
    score: float


def rows_of(findings: Findings) -> Iterator[Row]:
    """Return a row for each result, best first."""
    practices = _practices(findings.hits)
    stages, titles = stages_of(list(practices)), _titles(findings.hits)
    for rank, hit in enumerate(findings.hits, start=1):
        number = hit.entry.thing_id if hit.entry.kind is Found.PRACTICE else 0
        practice = practices.get(number)
        yield Row(
            rank=rank,
            kind=hit.entry.kind.value,
            ref=practice.ref if practice else None,
            slug=practice.slug if practice else None,
            title=titles[hit.entry.id],
            lang=hit.entry.language,
            stage=stages[number].value if practice else None,
            why=[why.value for why in hit.why],
            score=round(hit.score, 4),
        )


def _practices(hits: Sequence[Hit]) -> dict[int, Practice]:
    numbers = [hit.entry.thing_id for hit in hits if hit.entry.kind is Found.PRACTICE]
    found = session.scalars(select(Practice).where(Practice.id.in_(numbers)))
    return {practice.id: practice for practice in found}


def _titles(hits: Sequence[Hit]) -> dict[int, str]:
    numbers = [hit.entry.id for hit in hits]
    found = session.execute(select(Document.id, Document.title).where(Document.id.in_(numbers)))
    return {row.id: row.title for row in found}
