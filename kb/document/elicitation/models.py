"""A guided talk: who asks whom about what, what was agreed to, and how far it has come."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.context.questions.models import Phase, QuestionSet, phases_of
from kb.document.elicitation.guides import ElicitationMethod
from kb.document.revisions.models import Revision, RevisionState
from kb.foundation import clock
from kb.foundation.db import Base
from kb.foundation.errors import DomainError, NotAllowedError
from kb.foundation.words import Kind
from kb.identify.needs.models import Need
from kb.people.models import Person
from kb.practices.models import Practice


class ElicitationState(Kind):
    """How far it has come; nobody sets it, it follows from what happened."""

    PLANNED = "planned"
    CONSENTED = "consented"
    UNDER_WAY = "under_way"
    DRAFTED = "drafted"
    APPROVED = "approved"
    REJECTED = "rejected"
    ABANDONED = "abandoned"
    DELETED = "deleted"


OF_REVISION = {
    RevisionState.AWAITING: ElicitationState.DRAFTED,
    RevisionState.RETURNED: ElicitationState.REJECTED,
    RevisionState.PUBLISHED: ElicitationState.APPROVED,
    RevisionState.SUPERSEDED: ElicitationState.APPROVED,
}


class Elicitation(Base):
    """One such talk; ``revision`` is the wording of it that was handed over last."""

    __tablename__ = "elicitation"

    id: Mapped[int] = mapped_column(primary_key=True)
    method: Mapped[ElicitationMethod]
    of: Mapped[QuestionSet]
    topic: Mapped[str]
    language: Mapped[str]
    interviewer_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    practice_id: Mapped[int | None] = mapped_column(
        ForeignKey("practice.id", ondelete="SET NULL"), index=True
    )
    need_id: Mapped[int | None] = mapped_column(ForeignKey("need.id", ondelete="SET NULL"))
    planned_for: Mapped[date | None]
    consent: Mapped[dict[str, str]] = mapped_column(JSON)
    delete_on: Mapped[date] = mapped_column(index=True)
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    begun_at: Mapped[datetime | None]
    phase: Mapped[Phase | None]
    phase_since: Mapped[datetime | None]
    set_aside_at: Mapped[datetime | None]
    drafted_at: Mapped[datetime | None]
    forgotten_at: Mapped[datetime | None]
    revision_id: Mapped[int | None] = mapped_column(
        ForeignKey("revision.id", ondelete="SET NULL")
    )

    interviewer: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
    practice: Mapped[Practice | None] = relationship()
    need: Mapped[Need | None] = relationship()
    revision: Mapped[Revision | None] = relationship()
    carrier_rows: Mapped[list[ElicitationCarrier]] = relationship(
        cascade="all, delete-orphan", order_by="ElicitationCarrier.person_id", lazy="selectin"
    )

    @property
    def carriers(self) -> list[Person]:
        """Return whose knowledge is asked for."""
        return [row.person for row in self.carrier_rows]

    @property
    def phases(self) -> tuple[Phase, ...]:
        """Return its phases in order."""
        return phases_of(self.of)

    @property
    def current_phase(self) -> Phase:
        """Return the phase they are in."""
        return self.phase or self.phases[0]

    @property
    def is_consented(self) -> bool:
        """Say whether everybody asked has said yes, and nobody has taken it back."""
        return all(row.consented_at and not row.withdrawn_at for row in self.carrier_rows)

    @property
    def withdrawn(self) -> list[ElicitationCarrier]:
        """Return who said no, or took their yes back."""
        return [row for row in self.carrier_rows if row.withdrawn_at]

    @property
    def state(self) -> ElicitationState:
        """Say how far it has come."""
        if self.forgotten_at:
            return ElicitationState.DELETED
        if self.revision:
            return OF_REVISION[self.revision.state]
        if self.set_aside_at:
            return ElicitationState.ABANDONED
        return self._state_before_handing_over()

    @property
    def takes_answers(self) -> bool:
        """Say whether anything may still be written down."""
        closed = {ElicitationState.DELETED, ElicitationState.APPROVED}
        return self.is_consented and self.state not in closed

    def is_asked_of(self, person: Person) -> bool:
        """Say whether this person's knowledge is asked for."""
        return any(row.person_id == person.id for row in self.carrier_rows)

    def row_of(self, person: Person) -> ElicitationCarrier:
        """Return what ``person`` said to being asked; anybody else says nothing."""
        for row in self.carrier_rows:
            if row.person_id == person.id:
                return row
        raise NotAllowedError("elicitation.carrier_alone")

    def refuse_others_than_interviewer(self, person: Person) -> None:
        """Let nobody but the interviewer lead it."""
        if person.id != self.interviewer_id:
            raise NotAllowedError("elicitation.interviewer_alone")

    def refuse_answers_unless_agreed(self) -> None:
        """Let nothing be written without everybody's yes, nor after it ended."""
        if self.forgotten_at:
            raise DomainError("elicitation.answers_deleted")
        if not self.is_consented:
            raise DomainError("elicitation.consent_first")
        if self.state is ElicitationState.APPROVED:
            raise DomainError("elicitation.already_approved")

    def begin(self, phase: Phase) -> None:
        """Be under way, in that phase from now on."""
        self.refuse_answers_unless_agreed()
        self.begun_at = self.begun_at or clock.now()
        if phase is not self.phase:
            self.phase, self.phase_since = phase, clock.now()
        self.set_aside_at = None

    def _state_before_handing_over(self) -> ElicitationState:
        if self.drafted_at:
            return ElicitationState.DRAFTED
        if self.begun_at:
            return ElicitationState.UNDER_WAY
        return ElicitationState.CONSENTED if self.is_consented else ElicitationState.PLANNED


class ElicitationCarrier(Base):
    """One whose knowledge is asked for, and what they said to it."""

    __tablename__ = "elicitation_carrier"

    elicitation_id: Mapped[int] = mapped_column(
        ForeignKey("elicitation.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    consented_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
