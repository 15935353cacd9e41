"""A notice: one thing that one person is told, without a word of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.foundation import clock
from kb.foundation.db import Base
from kb.foundation.errors import NotFoundError
from kb.foundation.words import Kind
from kb.people.models import Person

Because = dict[str, int | str]


class NoticeKind(Kind):
    """What somebody is told."""

    NEED_OFFERED = "need_offered"
    NEED_ANSWERED = "need_answered"
    NEED_HELPED = "need_helped"
    OWNER_CHOSEN = "owner_chosen"
    FLAW_ANSWERED = "flaw_answered"
    PRACTICE_DROPPED = "practice_dropped"
    MENTIONED = "mentioned"
    COMMENTED = "commented"
    REVISED = "revised"
    EVENT_INVITED = "event_invited"
    EVENT_MOVED = "event_moved"
    EVENT_CANCELLED = "event_cancelled"
    TURN_PLANNED = "turn_planned"
    TURN_MOVED = "turn_moved"
    TURN_CANCELLED = "turn_cancelled"
    MEETING_PLANNED = "meeting_planned"
    MEETING_MOVED = "meeting_moved"
    MEETING_CANCELLED = "meeting_cancelled"
    MEETING_SOON = "meeting_soon"
    PAIR_ASKED = "pair_asked"
    PAIR_AGREED = "pair_agreed"
    PAIR_WAITS = "pair_waits"
    PAIR_RESTS = "pair_rests"
    PAIR_OVER = "pair_over"
    PLAN_GONE_BY = "plan_gone_by"
    TEACH_BACK_AGREED = "teach_back_agreed"
    TEACH_BACK_NOTED = "teach_back_noted"
    TEACH_BACK_OFF = "teach_back_off"
    IMPROVEMENT_PROPOSED = "improvement_proposed"
    IMPROVEMENT_DECIDED = "improvement_decided"
    WANTS_REFRESHER = "wants_refresher"
    ATTESTATION_ASKED = "attestation_asked"
    ATTESTATION_ANSWERED = "attestation_answered"
    ATTESTATION_REVOKED = "attestation_revoked"
    REVIEW_RAISED = "review_raised"
    FACTOR_RESET = "factor_reset"


class About(Kind):
    """The kinds of things that a notice is about."""

    NEED = "need"
    PRACTICE = "practice"
    FLAW = "flaw"
    COMMENT = "comment"
    EVENT = "event"
    TURN = "turn"
    MEETING = "meeting"
    PAIRING = "pairing"
    PLAN = "plan"
    TEACH_BACK = "teach_back"
    IMPROVEMENT = "improvement"
    ATTESTATION = "attestation"
    ACCOUNT = "account"


@dataclass(frozen=True)
class Topic:
    """The thing that somebody is told of."""

    about: About
    number: int


class Notice(Base):
    """One thing told to one person, in their own list until they have seen it and after.

    ``because`` has numbers and keys alone: ``{"practice": 12}`` is the practice for the sake of
    which one is told, ``{"industry": "energy"}`` the industry one shares.
    """

    __tablename__ = "notice"
    __table_args__ = (Index("ix_notice_person_id_seen_at", "person_id", "seen_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    kind: Mapped[NoticeKind]
    about: Mapped[About]
    about_id: Mapped[int]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    because: Mapped[Because] = mapped_column(JSON, default=dict)
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    seen_at: Mapped[datetime | None]
    letter_id: Mapped[int | None] = mapped_column(
        ForeignKey("letter.id", ondelete="SET NULL"), index=True
    )

    by: Mapped[Person | None] = relationship(foreign_keys=by_id)

    @property
    def topic(self) -> Topic:
        """Return what it is about."""
        return Topic(self.about, self.about_id)

    def be_seen(self, *, by: Person) -> None:
        """Be new no longer, once the one it was written for has opened it."""
        if by.id != self.person_id:
            raise NotFoundError("notice.not_found")
        self.seen_at = self.seen_at or clock.now()
