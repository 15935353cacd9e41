"""What the board shows: its columns with their first cards, and one column as a whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select

from kb.cycle.board.cards import Card, cards_of
from kb.cycle.board.forms import Cut
from kb.cycle.board.placing import Placed, placed
from kb.foundation.alphabet import in_order
from kb.foundation.db import session
from kb.identify.carriers.models import CarrierReason
from kb.people.models import Person
from kb.people.queries import is_here
from kb.practices.models import Practice
from kb.practices.queries import visible_to
from kb.stages.evidence import Stage
from kb.web.paging import PER_PAGE, Page

FIRST = 8  # of each column; a link leads to the rest


@dataclass(frozen=True)
class Column:
    """One stage: how many practices stand there, and the first of them."""

    stage: Stage
    total: int
    cards: Sequence[Card]

    @property
    def rest(self) -> int:
        """Return how many are not shown."""
        return self.total - len(self.cards)


@dataclass(frozen=True)
class Board:
    """Every stage in the order of the path."""

    columns: Sequence[Column]

    @property
    def total(self) -> int:
        """Return how many practices there are."""
        return sum(column.total for column in self.columns)


def board(cut: Cut, *, seen_by: Person) -> Board:
    """Return the board of what is kept to, the most critical of each column first."""
    by_stage = in_columns(placed(cut, seen_by=seen_by))
    first = [one for column in by_stage.values() for one in column[:FIRST]]
    cards = cards_of(first, seen_by=seen_by)
    return Board(
        [
            Column(stage, len(column), [cards[one.id] for one in column[:FIRST]])
            for stage, column in by_stage.items()
        ]
    )


def column(stage: Stage, cut: Cut, *, seen_by: Person, number: int) -> Page[Card]:
    """Return a page of one column."""
    every = in_columns(placed(cut, seen_by=seen_by))[stage]
    shown = every[(number - 1) * PER_PAGE : number * PER_PAGE]
    cards = cards_of(shown, seen_by=seen_by)
    return Page([cards[one.id] for one in shown], number, len(every))


def in_columns(found: Sequence[Placed]) -> Mapping[Stage, list[Placed]]:
    """Return the practices by stage, every stage named."""
    return {stage: [one for one in found if one.stage is stage] for stage in Stage}


def people_to_keep_to(*, seen_by: Person) -> list[Person]:
    """Return who openly carries or looks after anything one may see, in alphabetical order."""
    seen = visible_to(seen_by), Practice.dropped_at.is_(None)
    carries = (
        select(CarrierReason.person_id)
        .join(CarrierReason.practice)
        .where(~CarrierReason.hidden, *seen)
    )
    looks_after = select(Practice.steward_id).where(*seen)
    either = or_(Person.id.in_(carries), Person.id.in_(looks_after))
    people = session.scalars(select(Person).where(is_here(), either)).all()
    return in_order(people, by=lambda person: person.name, language="fi")
