"""Where a pairing stands, told as facts: what was gone through, is agreed, is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from operator import attrgetter

from sqlalchemy import select

from kb.document.revisions.queries import published_practice_ids
from kb.foundation import clock
from kb.foundation.db import session
from kb.people.models import Person
from kb.practices.models import Practice
from kb.practices.queries import practices_by_ids
from kb.share.fit.models import FitAnswer, FitRound
from kb.share.fit.queries import answers_about
from kb.share.mentoring.asking import round_of
from kb.share.mentoring.facts import Holding, Signs, facts_of, told_to
from kb.share.mentoring.models import Session
from kb.share.mentoring.queries import sessions_of
from kb.share.mentoring.signs import signs_of
from kb.share.pairings.models import Pairing


@dataclass(frozen=True)
class Meeting:
    """One meeting with the practices that its reader may see."""

    held: Session
    practices: tuple[Practice, ...]
    task_practice: Practice | None


@dataclass(frozen=True)
class Standing:
    """A pairing as its reader may see it; facts by name, never a score."""

    pairing: Pairing
    meetings: tuple[Meeting, ...]
    targets: tuple[Practice, ...]
    undocumented: tuple[Practice, ...]
    facts: tuple[Holding, ...] = ()
    fit_round: FitRound | None = None
    fit_answers: tuple[FitAnswer, ...] = ()

    @property
    def last(self) -> Meeting | None:
        """Return the latest meeting."""
        return self.meetings[-1] if self.meetings else None

    @property
    def gone_through(self) -> set[int]:
        """Return the numbers of the practices gone through in any meeting."""
        return {one.id for meeting in self.meetings for one in meeting.practices}

    @property
    def ahead(self) -> list[Meeting]:
        """Return the meetings whose agreed task is still ahead, the most urgent first."""
        if not self.pairing.is_open:
            return []
        return sorted(filter(self._is_ahead, self.meetings), key=_due)

    @property
    def needs_attention(self) -> bool:
        """Say whether any of the facts asks for something."""
        return bool(self.facts or self.unwritten)

    @property
    def unwritten(self) -> tuple[Practice, ...]:
        """Return the practices to write down while it is not over."""
        return () if self.pairing.closed_at else self.undocumented

    def _is_ahead(self, meeting: Meeting) -> bool:
        """Say whether its task is to come; one without a day counts until the next meeting."""
        held = meeting.held
        if held.task_due:
            return held.task_due >= clock.today()
        return bool(held.task_then) and meeting is self.last


def standings_of(pairings: Sequence[Pairing], *, seen_by: Person) -> list[Standing]:
    """Return where each pairing stands, with the practices and facts ``seen_by`` may see."""
    met = groupby(
        sorted(sessions_of(pairings), key=attrgetter("pairing_id")), attrgetter("pairing_id")
    )
    held = {number: tuple(sessions) for number, sessions in met}
    numbers = {number for one in pairings for number in _practice_ids(one, held)}
    seen = {one.id: one for one in practices_by_ids(list(numbers), seen_by=seen_by)}
    written = session.scalars(
        select(Practice.id).where(
            Practice.id.in_(seen), Practice.id.in_(published_practice_ids())
        )
    )
    known, answers = set(written), answers_about(pairings, seen_by=seen_by)
    return [
        _judged(_standing(signs, seen, known), signs, answers, seen_by)
        for signs in signs_of(pairings, held, answers)
    ]


def _practice_ids(pairing: Pairing, sessions: Mapping[int, Sequence[Session]]) -> set[int]:
    met = sessions.get(pairing.id, ())
    gone = {one.id for held in met for one in held.practices}
    tasks = {held.task_practice_id for held in met if held.task_practice_id}
    return gone | tasks | {one.id for one in pairing.targets}


def _standing(signs: Signs, seen: dict[int, Practice], written: set[int]) -> Standing:
    targets = tuple(one for one in signs.pairing.targets if one.id in seen)
    return Standing(
        signs.pairing,
        tuple(_meeting(held, seen) for held in signs.met),
        targets,
        tuple(one for one in targets if one.id not in written),
    )


def _judged(
    standing: Standing, signs: Signs, answers: Sequence[FitAnswer], reader: Person
) -> Standing:
    """Add what the reader is told of how the pair is."""
    pairing, first = standing.pairing, signs.met[0].held_on if signs.met else None
    return replace(
        standing,
        facts=told_to(reader, facts_of(signs), pairing=pairing),
        fit_round=round_of(pairing, first) if pairing.includes(reader) else None,
        fit_answers=tuple(one for one in answers if one.pairing_id == pairing.id),
    )


def _meeting(held: Session, seen: dict[int, Practice]) -> Meeting:
    gone = tuple(one for one in held.practices if one.id in seen)
    return Meeting(held, gone, seen.get(held.task_practice_id or 0))


def _due(meeting: Meeting) -> date:
    return meeting.held.task_due or date.max
