"""What the programme page shows: its figures in the order of the cycle, and what to choose."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb.cycle.figures.adopted import adoptions
from kb.cycle.figures.every import AS_IT_IS, OF_PEOPLE, Gathered, gathered
from kb.cycle.figures.quarters import Quarter
from kb.cycle.figures.scopes import WHOLE, Dimension, Scope
from kb.cycle.figures.shapes import Figure, Row
from kb.cycle.figures.standing import CRITICAL
from kb.foundation import clock
from kb.foundation.errors import NotFoundError
from kb.foundation.words import Kind
from kb.internalise.adoptions.models import Adoption
from kb.people.models import Person


class Section(Kind):
    """A part of the page, in the order of the cycle."""

    WHOLE_PATH = "whole_path"
    IDENTIFY = "identify"
    DOCUMENT = "document"
    SHARE = "share"
    INTERNALISE = "internalise"
    TOGETHER = "together"


SECTIONS: Mapping[Section, Sequence[str]] = {
    Section.WHOLE_PATH: ("stages", "conversion"),
    Section.IDENTIFY: (
        "coverage",
        "single_holder",
        "recognised",
        "unanswered",
        "needs",
        "searches",
        "zero_results",
    ),
    Section.DOCUMENT: ("freshness", "overdue"),
    Section.SHARE: ("goals", "pairs"),
    Section.INTERNALISE: ("adopted", "mastery", "trial_rate", "worked", "loops"),
    Section.TOGETHER: ("teams", "roles"),
}
HEADLINES = ("coverage", "freshness", "needs", "trial_rate", "adopted")


@dataclass(frozen=True)
class Programme:
    """Every figure of one scope, and the scopes there are to choose."""

    scope: Scope
    figures: Mapping[str, Figure]
    offered: Sequence[Scope]

    @property
    def sections(self) -> list[tuple[Section, list[Figure]]]:
        """Return the figures by the part of the page in which they stand."""
        told = ((part, [self.figures[key] for key in keys]) for part, keys in SECTIONS.items())
        return [(part, figures) for part, figures in told if figures]

    @property
    def headlines(self) -> list[Figure]:
        """Return the figures that the page begins with."""
        return [self.figures[key] for key in HEADLINES]

    @property
    def summed_up(self) -> Quarter:
        """Return the quarter whose summary one would print: the one shown, or today's."""
        return self.scope.quarter or Quarter.of(clock.today())

    def choices(self, dimension: Dimension) -> list[Scope]:
        """Return what may be chosen of one dimension."""
        return [one for one in self.offered if one.dimension is dimension]


def programme(scope: Scope, *, seen_by: Person) -> Programme:
    """Return the page of a scope that is offered; of another there is none."""
    found = gathered(seen_by=seen_by)
    refuse_unoffered(scope, found)
    return Programme(scope, found.figures(scope), found.scopes)


@dataclass(frozen=True)
class Summary:
    """A quarter on paper: its figures, what rests on one alone, and stories of use."""

    quarter: Quarter
    figures: Mapping[str, Figure]
    stories: Sequence[Adoption]

    @property
    def sections(self) -> list[tuple[Section, list[Figure]]]:
        """Return the figures that are a line of the summary, part by part."""
        return [(part, [self.figures[key] for key in keys]) for part, keys in SECTIONS.items()]

    @property
    def headlines(self) -> list[Figure]:
        """Return the figures that the summary begins with."""
        return [self.figures[key] for key in HEADLINES]

    @property
    def critical_alone(self) -> list[Row]:
        """Return what weighs most of what rests on one alone."""
        rows = self.figures["single_holder"].rows
        return [
            row for row in rows if isinstance(row.cells[0], int) and row.cells[0] >= CRITICAL
        ]


def summary(quarter: Quarter | None, *, seen_by: Person) -> Summary:
    """Return the summary of a quarter that has begun and is not too long ago."""
    found = gathered(seen_by=seen_by)
    place = found.ground.scopes.place_of(Scope(quarter)) if quarter else None
    if quarter is None or place is None:
        raise NotFoundError("figure.no_such_quarter")
    used = adoptions(found.ground, place)
    stories = [one for one in used if one.story.strip()]
    return Summary(quarter, found.figures(Scope(quarter)), stories)


def one_figure(key: str, scope: Scope, *, seen_by: Person) -> Figure:
    """Return one figure of a scope that is offered, or raise NotFoundError."""
    if key not in {*AS_IT_IS, *OF_PEOPLE}:
        raise NotFoundError("figure.not_found")
    found = gathered(seen_by=seen_by)
    refuse_unoffered(scope, found)
    return found.figure(key, scope)


def refuse_unoffered(scope: Scope, found: Gathered) -> None:
    """Refuse a scope that would tell of too few."""
    if scope != WHOLE and scope not in found.scopes:
        raise NotFoundError("figure.scope_not_offered")
