"""What was found, as plain rows for a command or another program."""

from collections.abc import Iterator, Sequence
from typing import TypedDict

from sqlalchemy import select

from kb.foundation.db import session
from kb.practices.models import Practice
from kb.search.models import Document, Found
from kb.search.ranking.found import Findings, Hit, parted
from kb.stages.evidence import stages_of

AT_MOST = 20
WRITTEN, SAID = "written", "conversations"


class Row(TypedDict):
    """One result and its place in its group; ``ref``, ``slug`` and ``stage`` are a practice's.

    What was written to be read is one group, what people said to one another the other.
    """

    group: str
    rank: int
    kind: str
    ref: str | None
    slug: str | None
    title: str
    lang: str
    stage: str | None
    why: list[str]
    score: float


def rows_of(findings: Findings, at_most: int = AT_MOST) -> Iterator[Row]:
    """Return a row for each result: the best of either group, as the page shows them."""
    written, said = parted(findings.hits)
    placed = [
        (group, rank, hit)
        for group, hits in ((WRITTEN, written), (SAID, said))
        for rank, hit in enumerate(hits[:at_most], start=1)
    ]
    shown = [hit for _, _, hit in placed]
    practices = _practices(shown)
    stages, titles = stages_of(list(practices)), _titles(shown)
    for group, rank, hit in placed:
        number = hit.entry.thing_id if hit.entry.kind is Found.PRACTICE else 0
        practice = practices.get(number)
        yield Row(
            group=group,
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
