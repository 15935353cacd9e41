"""What the cards of a board say: whose knowledge it is, and what is missing next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import Select, func, literal, select, union_all

from kb.cycle.board.placing import Placed
from kb.document.revisions.models import Revision, RevisionState
from kb.foundation.db import session
from kb.foundation.words import Kind
from kb.identify.carriers.models import Basis
from kb.identify.carriers.queries import reasons_by_name
from kb.identify.identifications.queries import identified_practice_ids
from kb.internalise.trials.models import Trial
from kb.people.models import Person
from kb.practices.models import Practice
from kb.practices.queries import practices_by_ids
from kb.share.events.meetings import EventMeeting, GoneThrough
from kb.share.mentoring.models import Session, SessionPractice
from kb.share.mentoring.queries import HELD
from kb.stages.evidence import Stage


class Gap(Kind):
    """What is missing until the next stage; of what is whole, what makes it lasting."""

    IDENTIFICATION = "identification"
    HOLDER = "holder"
    TEXT = "text"
    APPROVAL = "approval"
    MEDIUM = "medium"
    SHARING = "sharing"
    TRIAL = "trial"
    OWN_WORK = "own_work"
    ATTESTED = "attested"


class Sign(StrEnum):
    """What is there already of the next stage, without being enough for it."""

    IDENTIFIED = "identified"
    PUBLISHED = "published"
    AWAITING = "awaiting"
    TRIED = "tried"


@dataclass(frozen=True)
class Card:
    """One practice on the board; ``meetings`` are those in which it was gone through early."""

    practice: Practice
    placed: Placed
    holders: Sequence[Person]
    gap: Gap | None
    meetings: int

    @property
    def stage(self) -> Stage:
        """Return how far it has come."""
        return self.placed.stage

    @property
    def early(self) -> list[Stage]:
        """Return what is proved too early to count, but for meetings that are counted."""
        counted = {Stage.SHARED} if self.meetings else set()
        return [stage for stage in self.placed.early if stage not in counted]


def cards_of(shown: Sequence[Placed], *, seen_by: Person) -> dict[int, Card]:
    """Return the cards by the numbers of their practices, asked in a few statements."""
    numbers = [one.id for one in shown]
    practices = {one.id: one for one in practices_by_ids(numbers, seen_by=seen_by)}
    signs, holders = _signs(numbers), _holders(numbers)
    meetings = _meetings([one.id for one in shown if Stage.SHARED in one.early])
    return {
        one.id: Card(
            practices[one.id],
            one,
            holders.get(one.id, []),
            gap_of(one, signs.get(one.id, set())),
            meetings.get(one.id, 0),
        )
        for one in shown
    }


def gap_of(placed: Placed, signs: set[Sign]) -> Gap | None:
    """Return what is missing next; nothing where it has become lasting."""
    if placed.stage is Stage.CANDIDATE:
        return Gap.HOLDER if Sign.IDENTIFIED in signs else Gap.IDENTIFICATION
    if placed.stage is Stage.IDENTIFIED:
        if Sign.PUBLISHED in signs:
            return Gap.MEDIUM
        return Gap.APPROVAL if Sign.AWAITING in signs else Gap.TEXT
    if placed.stage is Stage.DOCUMENTED:
        return Gap.SHARING
    if placed.stage is Stage.SHARED:
        return Gap.OWN_WORK if Sign.TRIED in signs else Gap.TRIAL
    return None if placed.is_established else Gap.ATTESTED


def _signs(numbers: Sequence[int]) -> Mapping[int, set[Sign]]:
    state = select(Revision.practice_id)
    ways: Mapping[Sign, Select[int]] = {
        Sign.IDENTIFIED: identified_practice_ids(),
        Sign.PUBLISHED: state.where(Revision.state == RevisionState.PUBLISHED),
        Sign.AWAITING: state.where(Revision.state == RevisionState.AWAITING),
        Sign.TRIED: select(Trial.practice_id).where(Trial.debriefed_at.is_not(None)),
    }
    among = [
        one.with_only_columns(literal(sign.value), one.selected_columns[0]).where(
            one.selected_columns[0].in_(numbers)
        )
        for sign, one in ways.items()
    ]
    found: dict[int, set[Sign]] = {}
    for sign, number in session.execute(union_all(*among)):
        found.setdefault(number, set()).add(Sign(sign))
    return found


def _holders(numbers: Sequence[int]) -> Mapping[int, list[Person]]:
    found: dict[int, list[Person]] = {}
    for reason in reasons_by_name(numbers):
        if reason.basis is Basis.DECLARED:
            found.setdefault(reason.practice_id, []).append(reason.person)
    return found


def _meetings(numbers: Sequence[int]) -> Mapping[int, int]:
    """Return in how many meetings, of pairs and of groups, each was gone through."""
    if not numbers:
        return {}
    pairs = (
        select(SessionPractice.practice_id)
        .join(Session, Session.id == SessionPractice.session_id)
        .where(HELD, SessionPractice.practice_id.in_(numbers))
    )
    groups = (
        select(GoneThrough.practice_id)
        .join(EventMeeting, EventMeeting.id == GoneThrough.meeting_id)
        .where(EventMeeting.held_at.is_not(None), GoneThrough.practice_id.in_(numbers))
    )
    both = union_all(pairs, groups).subquery()
    rows = session.execute(select(both.c[0], func.count()).group_by(both.c[0])).all()
    return {row[0]: row[1] for row in rows}
