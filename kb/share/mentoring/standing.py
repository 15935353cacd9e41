"""Where a pairing stands, told as facts: what was gone through, is agreed, is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter

from sqlalchemy import select

from kb.document.revisions.queries import published_practice_ids
from kb.foundation import clock
from kb.foundation.db import session
from kb.people.models import Person
from kb.practices.models import Practice
from kb.practices.queries import practices_by_ids
from kb.share.mentoring.models import Session
from kb.share.mentoring.queries import sessions_of
from kb.share.pairings.models import Pairing

START_WITHIN = timedelta(days=21)
MEET_WITHIN = timedelta(days=42)


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
    def has_not_begun(self) -> bool:
        """Say whether the first meeting is late."""
        late = clock.now() - self.pairing.made_at >= START_WITHIN
        return self.pairing.is_open and not self.meetings and late

    @property
    def is_quiet(self) -> bool:
        """Say whether the last meeting was too long ago."""
        if not self.pairing.is_open or not self.last:
            return False
        return clock.today() - self.last.held.held_on >= MEET_WITHIN

    @property
    def only_talks(self) -> bool:
        """Say whether the two met and agreed on nothing to do: talk does not internalise."""
        agreed = any(meeting.held.task_then for meeting in self.meetings)
        return self.pairing.is_open and bool(self.meetings) and not agreed

    @property
    def needs_attention(self) -> bool:
        """Say whether any of the facts asks for something."""
        unwritten = bool(self.undocumented) and self.pairing.closed_at is None
        return unwritten or self.has_not_begun or self.is_quiet or self.only_talks

    def _is_ahead(self, meeting: Meeting) -> bool:
        """Say whether its task is to come; one without a day counts until the next meeting."""
        held = meeting.held
        if held.task_due:
            return held.task_due >= clock.today()
        return bool(held.task_then) and meeting is self.last


def standings_of(pairings: Sequence[Pairing], *, seen_by: Person) -> list[Standing]:
    """Return where each pairing stands, with the practices ``seen_by`` may see."""
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
    known = set(written)
    return [_standing(one, held.get(one.id, ()), seen, known) for one in pairings]


def _practice_ids(pairing: Pairing, sessions: Mapping[int, Sequence[Session]]) -> set[int]:
    met = sessions.get(pairing.id, ())
    gone = {one.id for held in met for one in held.practices}
    tasks = {held.task_practice_id for held in met if held.task_practice_id}
    return gone | tasks | {one.id for one in pairing.targets}


def _standing(
    pairing: Pairing,
    sessions: Sequence[Session],
    seen: dict[int, Practice],
    written: set[int],
) -> Standing:
    targets = tuple(one for one in pairing.targets if one.id in seen)
    return Standing(
        pairing,
        tuple(_meeting(held, seen) for held in sessions),
        targets,
        tuple(one for one in targets if one.id not in written),
    )


def _meeting(held: Session, seen: dict[int, Practice]) -> Meeting:
    gone = tuple(one for one in held.practices if one.id in seen)
    return Meeting(held, gone, seen.get(held.task_practice_id or 0))


def _due(meeting: Meeting) -> date:
    return meeting.held.task_due or date.max
