"""A medium is chosen with a reason, and its content must match it (R3)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.document.media.proposals import Answers, Formality, Matter, Medium, Proposal
from kb.foundation import clock
from kb.foundation.catalogues import LANGUAGES
from kb.foundation.db import Base
from kb.people.models import Person

__all__ = ["PICTURES", "DocumentForm", "Formality", "Medium"]

PICTURES = (Medium.MAP, Medium.DIAGRAM, Medium.PHOTO)


class DocumentForm(Base):
    """The medium of one practice: what was answered and proposed, what was chosen and why."""

    __tablename__ = "document_form"

    practice_id: Mapped[int] = mapped_column(
        ForeignKey("practice.id", ondelete="CASCADE"), primary_key=True
    )
    medium: Mapped[Medium]
    formality: Mapped[Formality] = mapped_column(default=Formality.FREE)
    reason: Mapped[str]
    seen: Mapped[bool | None]
    matter: Mapped[Matter | None]
    hurry: Mapped[bool | None]
    same: Mapped[bool | None]
    proposed: Mapped[Medium | None]
    chosen_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    chosen_at: Mapped[datetime] = mapped_column(default=clock.now)

    chosen_by: Mapped[Person] = relationship(lazy="joined", innerjoin=True)

    @property
    def answers(self) -> Answers:
        """Return what was answered when the medium was chosen."""
        return Answers(self.seen, self.matter, self.hurry, self.same)

    @property
    def own_reason(self) -> str:
        """Return the chooser's own words; the proposal's are said by the proposal."""
        proposal = self.answers.proposal
        said = {proposal.reason_in(language) for language in LANGUAGES} if proposal else set()
        return "" if self.reason in said else self.reason

    def answer(self, answers: Answers, proposal: Proposal | None) -> None:
        """Keep what was answered and what was proposed for it."""
        self.seen, self.matter = answers.seen, answers.matter
        self.hurry, self.same = answers.hurry, answers.same
        self.proposed = proposal.medium if proposal else None
