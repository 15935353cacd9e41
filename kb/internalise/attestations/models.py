"""An attestation: asked for by the learner, said by one who can do the practice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import uuid4

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.foundation import clock
from kb.foundation.db import Base
from kb.foundation.errors import DomainError, NotAllowedError
from kb.foundation.words import Kind
from kb.internalise.attestations.forms import Judgement
from kb.internalise.attestations.levels import Level
from kb.people.models import Person
from kb.practices.models import Practice


class AttestationState(Kind):
    """How far an attestation is."""

    ASKED = "asked"
    ATTESTED = "attested"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    REVOKED = "revoked"


NEXT: Mapping[AttestationState, frozenset[AttestationState]] = {
    AttestationState.ASKED: frozenset(
        {AttestationState.ATTESTED, AttestationState.DECLINED, AttestationState.WITHDRAWN}
    ),
    AttestationState.ATTESTED: frozenset({AttestationState.LAPSED, AttestationState.REVOKED}),
    AttestationState.DECLINED: frozenset(),
    AttestationState.WITHDRAWN: frozenset(),
    AttestationState.LAPSED: frozenset(),
    AttestationState.REVOKED: frozenset(),
}


class Attestation(Base):
    """One request and what came of it; ``code`` names it outside the house, and nobody.

    ``words`` are the learner's, ``answer`` the attester's: what they saw, or why not yet.
    """

    __tablename__ = "attestation"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True, default=lambda: str(uuid4()))
    practice_id: Mapped[int] = mapped_column(
        ForeignKey("practice.id", ondelete="CASCADE"), index=True
    )
    learner_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    attester_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    state: Mapped[AttestationState] = mapped_column(default=AttestationState.ASKED, index=True)
    words: Mapped[str] = mapped_column(default="")
    language: Mapped[str]
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    answered_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(default="")
    answer_language: Mapped[str] = mapped_column(default="")
    level: Mapped[Level | None]
    valid_until: Mapped[date | None] = mapped_column(index=True)
    revoked_at: Mapped[datetime | None]
    revoked_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    revoked_because: Mapped[str] = mapped_column(default="")

    practice: Mapped[Practice] = relationship(lazy="joined", innerjoin=True)
    learner: Mapped[Person] = relationship(
        foreign_keys=learner_id, lazy="joined", innerjoin=True
    )
    attester: Mapped[Person] = relationship(
        foreign_keys=attester_id, lazy="joined", innerjoin=True
    )
    revoked_by: Mapped[Person | None] = relationship(foreign_keys=revoked_by_id)

    @property
    def is_open(self) -> bool:
        """Say whether it waits for an answer."""
        return self.state is AttestationState.ASKED

    @property
    def stands(self) -> bool:
        """Say whether it was attested, and is neither over nor revoked."""
        attested = self.state is AttestationState.ATTESTED
        return attested and self.valid_until is not None and self.valid_until >= clock.today()

    @property
    def has_lapsed(self) -> bool:
        """Say whether its last day has gone by."""
        past = self.state in {AttestationState.ATTESTED, AttestationState.LAPSED}
        return past and not self.stands

    def attest(self, judgement: Judgement, *, by: Person, language: str) -> None:
        """Hold from now on, at a level and until a day."""
        self._answer(judgement.words, AttestationState.ATTESTED, by=by, language=language)
        self.level, self.valid_until = judgement.level, judgement.valid_until

    def decline(self, reason: str, *, by: Person, language: str) -> None:
        """Be answered: not yet, and why."""
        self._answer(reason, AttestationState.DECLINED, by=by, language=language)

    def withdraw(self) -> None:
        """Wait no longer."""
        self._move_to(AttestationState.WITHDRAWN)

    def lapse(self) -> None:
        """Hold no longer, for its last day has gone by."""
        self._move_to(AttestationState.LAPSED)

    def revoke(self, reason: str, *, by: Person) -> None:
        """Hold no longer, for a reason."""
        self._move_to(AttestationState.REVOKED)
        self.revoked_at, self.revoked_by_id = clock.now(), by.id
        self.revoked_because = reason

    def _answer(
        self, words: str, state: AttestationState, *, by: Person, language: str
    ) -> None:
        if by.id != self.attester_id:
            raise NotAllowedError("attestation.not_asked_of_you")
        self._move_to(state)
        self.answered_at = clock.now()
        self.answer, self.answer_language = words, language

    def _move_to(self, state: AttestationState) -> None:
        if state not in NEXT[self.state]:
            raise DomainError("attestation.is_settled")
        self.state = state
