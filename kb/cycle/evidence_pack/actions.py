"""Writing the pack: its sheets and figures as files, then the index that leads to them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from kb.cycle.evidence_pack.queries import open_slugs
from kb.cycle.evidence_pack.shapes import Listed
from kb.cycle.evidence_pack.sheets import SHEETS
from kb.cycle.evidence_pack.tables import Say, table_of
from kb.cycle.figures.every import gathered
from kb.cycle.figures.scopes import WHOLE
from kb.cycle.figures.shapes import Figure, Titled
from kb.cycle.figures.sheet import sheet_of
from kb.cycle.takeout.archives import Archive
from kb.people.models import Person

# The figures that leave the house: no one's words are in them, and nobody's name.
LEAVING = (
    *("stages", "conversion", "coverage", "single_holder", "recognised", "needs", "searches"),
    *("freshness", "overdue", "goals", "pairs", "mastery", "trial_rate", "worked", "loops"),
)

LOOK = Path(__file__).parent / "index.css"

Index = Callable[[Mapping[str, Listed], Mapping[str, Listed]], str]


@dataclass(frozen=True)
class Wording:
    """How the pack speaks: cells, the whole programme, a figure's period, the index."""

    say: Say
    scope: str
    period: Callable[[Figure], str]
    index: Index


def pack_evidence(person: Person, stream: IO[bytes], wording: Wording) -> None:
    """Write the pack that ``person`` hands to an auditor."""
    with Archive(stream) as archive:
        sheets = dict(_sheets(archive, wording))
        figures = dict(_figures(archive, wording, by=person))
        archive.write("index.html", wording.index(sheets, figures))
        archive.write(LOOK.name, LOOK.read_text("utf-8"))


def _sheets(archive: Archive, wording: Wording) -> Iterator[tuple[str, Listed]]:
    for key, source in SHEETS.items():
        rows = source.rows()
        archive.write(source.told.file, table_of(source.told, rows, wording.say))
        told = source.told
        yield key, Listed(told.file, told.title, told.meaning, len(rows))


def _figures(archive: Archive, wording: Wording, *, by: Person) -> Iterator[tuple[str, Listed]]:
    slugs, every = open_slugs(), gathered(seen_by=by)
    for key in LEAVING:
        figure, file = _open(every.figure(key, WHOLE), slugs), f"figure-{key}.csv"
        period = wording.period(figure)
        archive.write(
            file, sheet_of(figure, scope=wording.scope, period=period, say=wording.say)
        )
        about = figure.about
        yield key, Listed(file, about.title, about.definition, len(figure.rows), figure.is_told)


def _open(figure: Figure, slugs: frozenset[str]) -> Figure:
    """Leave out of a figure's rows the practices that not every reader may see."""

    def may_be_named(name: object) -> bool:
        return not isinstance(name, Titled) or name.slug in slugs

    return replace(figure, rows=tuple(row for row in figure.rows if may_be_named(row.name)))
