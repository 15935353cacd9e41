"""How a pair is, told by named facts, each with the day since when it holds; never a score."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kb.foundation import clock
from kb.foundation.words import Kind
from kb.people.models import Person
from kb.share.mentoring.models import Session
from kb.share.pairings.models import Pairing

START_WITHIN = timedelta(days=21)
MEET_WITHIN = timedelta(days=42)
ACCEPT_WITHIN = timedelta(days=14)
MISSED_IN_A_ROW = 2
TALKS_WITHOUT_TRIAL = 3
# The two hear first; what they have not mended by then, the coordinator hears too.
BETWEEN_THE_TWO = timedelta(days=7)


class Fact(Kind):
    """What asks a pair for something."""

    NOT_BEGUN = "not_begun"
    QUIET = "quiet"
    AGREEMENT_WAITS = "agreement_waits"
    MISSED = "missed"
    ONLY_TALKS = "only_talks"
    NO_TRIAL = "no_trial"
    OVER_CAPACITY = "over_capacity"
    DOES_NOT_FIT = "does_not_fit"

    @property
    def asks(self) -> str:
        """Return the message key of what it asks for."""
        return f"fact_asks.{self.value}"


@dataclass(frozen=True)
class Holding:
    """A fact that holds, and since when."""

    fact: Fact
    since: date


@dataclass(frozen=True)
class Signs:
    """What the facts are told by.

    ``agreement_since`` is when an agreement began to wait for a yes, ``missed`` the days of
    meetings that did not come about since the last one that did.
    """

    pairing: Pairing
    met: Sequence[Session] = ()
    missed: Sequence[date] = ()
    agreement_since: date | None = None
    over_capacity_since: date | None = None
    does_not_fit_since: date | None = None


def facts_of(signs: Signs) -> tuple[Holding, ...]:
    """Return the facts that hold today, in the order of the table; a pair at rest has none."""
    if not signs.pairing.is_open:
        return ()
    found = ((fact, since(signs)) for fact, since in FACTS.items())
    return tuple(
        Holding(fact, day) for fact, day in found if day is not None and day <= clock.today()
    )


def told_to(
    person: Person, facts: Sequence[Holding], *, pairing: Pairing
) -> tuple[Holding, ...]:
    """Return those that ``person`` is told: the two at once, a coordinator after seven days."""
    if not pairing.includes(person):
        return tuple(one for one in facts if one.fact in AT_ONCE or _is_left_undone(one))
    kept_from_them = {Fact.DOES_NOT_FIT}
    if person.id != pairing.mentor_id:
        kept_from_them.add(Fact.OVER_CAPACITY)
    return tuple(one for one in facts if one.fact not in kept_from_them)


def day_of(moment: datetime) -> date:
    """Return the day of a moment where the organisation works."""
    return moment.astimezone(clock.HOME).date()


def _is_left_undone(holding: Holding) -> bool:
    return clock.today() - holding.since >= BETWEEN_THE_TWO


def _not_begun(signs: Signs) -> date | None:
    return None if signs.met else day_of(signs.pairing.made_at) + START_WITHIN


def _quiet(signs: Signs) -> date | None:
    return signs.met[-1].held_on + MEET_WITHIN if signs.met else None


def _agreement_waits(signs: Signs) -> date | None:
    return signs.agreement_since + ACCEPT_WITHIN if signs.agreement_since else None


def _missed(signs: Signs) -> date | None:
    """Return the day of the second meeting in a row that did not come about."""
    if len(signs.missed) < MISSED_IN_A_ROW:
        return None
    return sorted(signs.missed)[MISSED_IN_A_ROW - 1]


def _only_talks(signs: Signs) -> date | None:
    """Return since when they talk and agree on nothing to do: talk does not internalise."""
    agreed = any(held.task_then for held in signs.met)
    return None if agreed or not signs.met else signs.met[0].held_on


# What has been tried is known to a later stage, which tells Fact.NO_TRIAL.
FACTS: Mapping[Fact, Callable[[Signs], date | None]] = {
    Fact.NOT_BEGUN: _not_begun,
    Fact.QUIET: _quiet,
    Fact.AGREEMENT_WAITS: _agreement_waits,
    Fact.MISSED: _missed,
    Fact.ONLY_TALKS: _only_talks,
    Fact.OVER_CAPACITY: lambda signs: signs.over_capacity_since,
    Fact.DOES_NOT_FIT: lambda signs: signs.does_not_fit_since,
}
AT_ONCE = {Fact.DOES_NOT_FIT}
