"""Who was shown which practice, and when first: the ways of sharing, put together."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import Select, select

from kb.foundation import clock
from kb.foundation.db import session
from kb.identify.carriers.models import Basis, CarrierReason
from kb.share.events.meetings import EventMeeting, EventPresence, GoneThrough
from kb.share.mentoring.models import MeetingState, Session, SessionPractice
from kb.share.pairings.agreements import Fellow
from kb.share.pairings.kinds import PairingKind, kind_of
from kb.share.pairings.models import Pairing
from kb.share.pairings.targets import PairingPractice
from kb.share.shadowing.models import Shadowing
from kb.share.turns.models import Turn, TurnPractice, TurnState

Pair = tuple[int, int]  # a practice and a person
Numbers = Mapping[int, Sequence[int]]  # what belongs to each number


def first_shown(held: Collection[Pair], groups: Numbers) -> dict[Pair, date]:
    """Return the first day on which each practice reached each who is not its holder."""
    found: dict[Pair, date] = {}
    for practice, person, day in _shown(groups):
        pair = practice, person
        if pair not in held:
            found[pair] = min(day, found.get(pair, day))
    return found


def held_pairs() -> set[Pair]:
    """Return whose own knowledge each practice is or has been."""
    asked = select(CarrierReason.practice_id, CarrierReason.person_id)
    rows = session.execute(asked.where(CarrierReason.basis == Basis.DECLARED))
    return {(practice, person) for practice, person in rows}


def fellows() -> dict[int, list[int]]:
    """Return who else learns in each group, by the group's number."""
    return by_number(select(Fellow.pairing_id, Fellow.person_id))


def targets() -> dict[int, list[int]]:
    """Return which practices each pair means to pass on, by the pair's number."""
    return by_number(select(PairingPractice.pairing_id, PairingPractice.practice_id))


def by_number(asked: Select[int, int]) -> dict[int, list[int]]:
    """Return what stands in the second column, by the number in the first."""
    found: dict[int, list[int]] = {}
    for number, of in session.execute(asked):
        found.setdefault(number, []).append(of)
    return found


def day_of(moment: datetime | None) -> date:
    """Return the day of a moment where the organisation works; one not kept is today."""
    return moment.astimezone(clock.HOME).date() if moment else clock.today()


def _shown(groups: Numbers) -> Iterator[tuple[int, int, date]]:
    yield from _in_meetings(groups)
    yield from _in_events()
    yield from _beside_another()
    yield from _in_turns()


def _in_meetings(groups: Numbers) -> Iterator[tuple[int, int, date]]:
    rows = session.execute(
        select(
            SessionPractice.practice_id,
            Session.held_on,
            Pairing.id,
            Pairing.mentor_id,
            Pairing.learner_id,
            Pairing.roles,
            Pairing.means,
        )
        .join(Session, Session.id == SessionPractice.session_id)
        .join(Pairing, Pairing.id == Session.pairing_id)
        .where(Session.state == MeetingState.HELD)
    )
    for practice, day, number, mentor, learner, roles, means in rows:
        learners = [learner, *groups.get(number, [])]
        peers = kind_of(roles, means, learners=len(learners)) is PairingKind.PEER
        for person in [*learners, *([mentor] if peers else [])]:
            yield practice, person, day


def _in_events() -> Iterator[tuple[int, int, date]]:
    rows = session.execute(
        select(GoneThrough.practice_id, EventPresence.person_id, EventMeeting.starts_at)
        .join(EventMeeting, EventMeeting.id == GoneThrough.meeting_id)
        .join(EventPresence, EventPresence.meeting_id == EventMeeting.id)
        .where(EventMeeting.held_at.is_not(None))
    )
    for practice, person, starts_at in rows:
        yield practice, person, day_of(starts_at)


def _beside_another() -> Iterator[tuple[int, int, date]]:
    asked = select(Shadowing.practice_id, Shadowing.guest_id, Shadowing.held_on)
    rows = session.execute(asked.where(Shadowing.acknowledged_at.is_not(None)))
    yield from ((practice, person, day) for practice, person, day in rows)


def _in_turns() -> Iterator[tuple[int, int, date]]:
    settled = Turn.state.in_((TurnState.ACKNOWLEDGED, TurnState.JUDGED))
    asked = select(TurnPractice.practice_id, Turn.doer_id, Turn.begins_on).join(Turn)
    rows = session.execute(asked.where(settled))
    yield from ((practice, person, day) for practice, person, day in rows)
