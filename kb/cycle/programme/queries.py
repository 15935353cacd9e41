"""What the programme page shows: its figures in the order of the cycle, and what to choose."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb.cycle.figures.every import AS_IT_IS, OF_PEOPLE, Gathered, gathered
from kb.cycle.figures.scopes import WHOLE, Dimension, Scope
from kb.cycle.figures.shapes import Figure
from kb.foundation.errors import NotFoundError
from kb.foundation.words import Kind
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

    def choices(self, dimension: Dimension) -> list[Scope]:
        """Return what may be chosen of one dimension."""
        return [one for one in self.offered if one.dimension is dimension]


def programme(scope: Scope, *, seen_by: Person) -> Programme:
    """Return the page of a scope that is offered; of another there is none."""
    found = gathered(seen_by=seen_by)
    refuse_unoffered(scope, found)
    return Programme(scope, found.figures(scope), found.scopes)


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
