"""An event as one reader sees it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from kb.document.boards.models import Board
from kb.document.boards.queries import visible_to as boards_seen_by
from kb.document.revisions.models import Revision
from kb.foundation.db import session
from kb.people.models import Person
from kb.practices.models import Practice
from kb.practices.queries import practices_by_ids
from kb.share.choices import Choice
from kb.share.events.meetings import EventMeeting
from kb.share.events.models import (
    Coming,
    EventCandidate,
    EventState,
    Participant,
    SharingEvent,
)
from kb.share.events.queries import (
    candidates_of,
    meetings_of,
    needs_record,
    participants_of,
    practices_of,
)
from kb.share.repertoire.queries import Offer, offer_by_key


@dataclass(frozen=True)
class Passage:
    """A practice gone through, with the version that readers saw then."""

    practice: Practice
    revision: Revision | None


@dataclass(frozen=True)
class Met:
    """One time of meeting, with what its reader may see of what was gone through."""

    meeting: EventMeeting
    passages: Sequence[Passage]

    @property
    def waits(self) -> bool:
        """Say whether it has been and nobody has told of it."""
        return needs_record(self.meeting)


@dataclass(frozen=True)
class EventPage:
    """Everything one reader sees of an event."""

    event: SharingEvent
    means: Offer
    mine: Participant | None
    participants: Sequence[Participant]
    practices: Sequence[Choice]
    meetings: Sequence[Met]
    candidates: Sequence[EventCandidate]
    board: Board | None

    @property
    def coming(self) -> list[Participant]:
        """Return who comes, or came."""
        return [one for one in self.participants if one.coming is Coming.COMING]

    @property
    def invited(self) -> list[Participant]:
        """Return who has not answered yet."""
        return [one for one in self.participants if one.coming is Coming.INVITED]

    @property
    def takeaways(self) -> list[Participant]:
        """Return who has told what they take along."""
        return [one for one in self.participants if one.takeaway]

    @property
    def undocumented(self) -> list[Practice]:
        """Return what there is no text of to go through: a warning, never a block (R5)."""
        if self.event.is_over:
            return []
        return [one.practice for one in self.practices if not one.documented]

    @property
    def has_met(self) -> bool:
        """Say whether it has been held at least once."""
        return self.event.state in {EventState.HELD, EventState.JUDGED}

    @property
    def can_be_judged(self) -> bool:
        """Say whether nothing more is ahead before its goal is judged."""
        return self.event.state is EventState.HELD


def event_page(event: SharingEvent, *, seen_by: Person) -> EventPage:
    """Gather what ``seen_by`` sees of an event."""
    people = participants_of(event)
    mine = [one for one in people if one.person_id == seen_by.id]
    return EventPage(
        event,
        offer_by_key(event.means),
        mine[0] if mine else None,
        people,
        practices_of(event, seen_by=seen_by),
        _met(meetings_of(event), seen_by),
        candidates_of(event, seen_by=seen_by),
        _board(event, seen_by),
    )


def _met(meetings: Sequence[EventMeeting], person: Person) -> list[Met]:
    numbers = [one.practice_id for meeting in meetings for one in meeting.gone_through]
    seen = {one.id: one for one in practices_by_ids(numbers, seen_by=person)}
    return [
        Met(
            meeting,
            [
                Passage(seen[one.practice_id], one.revision)
                for one in meeting.gone_through
                if one.practice_id in seen
            ],
        )
        for meeting in meetings
    ]


def _board(event: SharingEvent, person: Person) -> Board | None:
    if event.board_id is None:
        return None
    wanted = select(Board).where(Board.id == event.board_id, boards_seen_by(person))
    return session.scalar(wanted)
