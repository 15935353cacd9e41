"""Which goals are met by which means, of pairs, events and turns alike."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence

from sqlalchemy import select

from kb.cycle.figures.facts import Fact, people_behind
from kb.cycle.figures.ground import Ground
from kb.cycle.figures.reaching import Numbers, by_number, day_of
from kb.cycle.figures.shapes import (
    About,
    Bilingual,
    Figure,
    Name,
    Ratio,
    Row,
    Tells,
    period_of,
    untold,
)
from kb.cycle.figures.suppression import Rest, Telling
from kb.foundation.db import session
from kb.foundation.words import N_
from kb.share.events.models import Coming, EventPractice, EventState, Participant, SharingEvent
from kb.share.events.queries import visible_to as events_seen_by
from kb.share.means import Means
from kb.share.pairings.models import Pairing
from kb.share.pairings.states import Outcome
from kb.share.repertoire.queries import offers_by_key
from kb.share.turns.models import Turn, TurnKind, TurnPractice

# Whether a goal was met is the opinion of those who had it (R10): behind it are all of them.
GOALS = About(
    "goals",
    N_("Goals met, by means"),
    N_(
        "Goals of pairs, events, coverings and rotations that were judged at their end, by the"
        " means that was chosen. Numerator: met. Denominator: all judged."
    ),
    Tells.PEOPLE,
    N_("met"),
    N_("judged goals"),
)
OF_TURN = {TurnKind.COVERING: Means.COVERING, TurnKind.ROTATION: Means.ROTATION}


def goal_facts(ground: Ground, aims: Numbers, groups: Numbers) -> list[Fact]:
    """Return every judged goal with its outcome and its means."""
    return [*_of_pairs(ground, aims, groups), *_of_events(ground), *_of_turns(ground)]


def goals(telling: Telling, place: int) -> Figure:
    """Tell which share of the goals was met, means by means."""
    period, facts = period_of(telling.scope_at(place)), telling.facts_in(place)
    if facts is None:
        return untold(GOALS, period)
    parts = telling.parts_in(place)
    names = _names(parts or ())
    columns = N_("Means"), N_("Goal met"), N_("Partly met"), N_("Not met"), N_("Share met")
    return Figure(
        GOALS,
        period,
        numerator=sum(one.came == Outcome.MET for one in facts),
        denominator=len(facts),
        people=len(people_behind(facts)),
        columns=columns,
        rows=tuple(_means(names[part], there) for part, there in (parts or {}).items()),
        rows_withheld=parts is None,
    )


def _means(name: Name, facts: Sequence[Fact]) -> Row:
    counted = Counter(one.came for one in facts)
    met, partly, not_met = (counted[one] for one in Outcome)
    return Row(name, (met, partly, not_met, Ratio(met, len(facts))))


def _names(parts: Iterable[Hashable]) -> dict[Hashable, Name]:
    """Return what the means are called; those an admin added have names of their own."""
    offers = offers_by_key(str(part) for part in parts if part is not Rest.OTHERS)
    return {
        Rest.OTHERS: Rest.OTHERS,
        **{
            key: offer.means
            or (Bilingual(offer.added.name, offer.added.english) if offer.added else key)
            for key, offer in offers.items()
        },
    }


def _of_pairs(ground: Ground, aims: Numbers, groups: Numbers) -> Iterator[Fact]:
    columns = Pairing.id, Pairing.mentor_id, Pairing.learner_id, Pairing.closed_at
    asked = select(*columns, Pairing.outcome, Pairing.means)
    judged = Pairing.outcome.is_not(None), Pairing.closed_at.is_not(None)
    for number, mentor, learner, at, outcome, means in session.execute(asked.where(*judged)):
        people = mentor, learner, *groups.get(number, ())
        bits = ground.bits(aims.get(number, ()), day_of(at))
        yield Fact(bits, people, outcome or "", part=means.value)


def _of_events(ground: Ground) -> Iterator[Fact]:
    practices = by_number(select(EventPractice.event_id, EventPractice.practice_id))
    came = select(Participant.event_id, Participant.person_id)
    people = by_number(came.where(Participant.coming == Coming.COMING))
    columns = SharingEvent.id, SharingEvent.organiser_id, SharingEvent.closed_at
    rows = session.execute(
        select(*columns, SharingEvent.outcome, SharingEvent.means).where(
            SharingEvent.state == EventState.JUDGED, events_seen_by(ground.seen_by)
        )
    )
    for number, organiser, at, outcome, means in rows:
        bits = ground.bits(practices.get(number, ()), day_of(at))
        yield Fact(bits, (organiser, *people.get(number, ())), outcome or "", part=means)


def _of_turns(ground: Ground) -> Iterator[Fact]:
    practices = by_number(select(TurnPractice.turn_id, TurnPractice.practice_id))
    asked = select(
        Turn.id, Turn.owner_id, Turn.doer_id, Turn.closed_at, Turn.outcome, Turn.kind
    )
    for number, owner, doer, at, outcome, kind in session.execute(
        asked.where(Turn.outcome.is_not(None))
    ):
        bits = ground.bits(practices.get(number, ()), day_of(at))
        yield Fact(bits, (owner, doer), outcome or "", part=OF_TURN[kind].value)
