"""What teams and roles bring to the cycle, never one person."""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence

from sqlalchemy import select

from kb.cycle.figures.deeds import Deed
from kb.cycle.figures.facts import Fact, people_behind
from kb.cycle.figures.ground import Ground
from kb.cycle.figures.shapes import About, Figure, Name, Row, Tells, period_of, untold
from kb.cycle.figures.suppression import Telling
from kb.foundation.db import session
from kb.foundation.words import N_, Kind
from kb.people.models import Person, Role
from kb.stages.evidence import Stage

STEPS = (Stage.IDENTIFIED, Stage.DOCUMENTED, Stage.SHARED, Stage.INTERNALISED)
MEANING = N_(
    "Deeds with a practice: noticed or recognised, written, gone through together or shown, and"
    " tried at work; by the team or role that people are in today. Groups of fewer than five"
    " stand together. Numerator: trials at work. Denominator: all deeds."
)

# What people do, though only in groups of five or more (R10).
TEAMS = About(
    "teams",
    N_("What teams bring"),
    MEANING,
    Tells.PEOPLE,
    N_("trials at work"),
    N_("deeds"),
)
ROLES = About(
    "roles",
    N_("What roles bring"),
    MEANING,
    Tells.PEOPLE,
    N_("trials at work"),
    N_("deeds"),
)


class Teamless(Kind):
    """Those who are in no team."""

    NO_TEAM = "no_team"


def groups() -> tuple[dict[int, str], dict[int, Role]]:
    """Return the team and the role of everybody."""
    rows = session.execute(select(Person.id, Person.team, Person.role)).all()
    return {number: team for number, team, _ in rows}, {
        number: role for number, _, role in rows
    }


def deed_facts(ground: Ground, done: Iterable[Deed]) -> list[Fact]:
    """Return every deed of what may be seen."""
    return [
        Fact(ground.bits([one.practice], one.day), (one.person,), one.stage)
        for one in done
        if one.practice in ground.practices
    ]


def grouped(done: Iterable[Fact], group: Mapping[int, Hashable]) -> list[Fact]:
    """Return the deeds by the group of who did each."""
    return [one._replace(part=group[one.people[0]] or Teamless.NO_TEAM) for one in done]


def teams(telling: Telling, place: int) -> Figure:
    """Tell what the teams bring."""
    return _brought(TEAMS, N_("Team"), telling, place)


def roles(telling: Telling, place: int) -> Figure:
    """Tell what the roles bring."""
    return _brought(ROLES, N_("Role"), telling, place)


def _brought(about: About, group: str, telling: Telling, place: int) -> Figure:
    period, facts = period_of(telling.scope_at(place)), telling.facts_in(place)
    if facts is None:
        return untold(about, period)
    parts = telling.parts_in(place)
    rows = [_row(part, there) for part, there in (parts or {}).items()]
    columns = N_("People"), N_("Identified"), N_("Documented"), N_("Shared"), N_("Tried")
    return Figure(
        about,
        period,
        numerator=sum(one.came == Stage.INTERNALISED for one in facts),
        denominator=len(facts),
        people=len(people_behind(facts)),
        columns=(group, *columns),
        rows=tuple(sorted(rows, key=lambda row: str(row.name))),
        rows_withheld=parts is None,
    )


def _row(part: Hashable, facts: Sequence[Fact]) -> Row:
    counted = Counter(one.came for one in facts)
    name: Name = part if isinstance(part, Kind) else str(part)
    return Row(name, (len(people_behind(facts)), *(counted[one] for one in STEPS)))
