"""What a pair agrees on before it begins, and who of it has said yes to what."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.foundation import clock
from kb.foundation.db import Base
from kb.people.models import Person


class Agreement(Base):
    """How often, until when, what is left out and what stays between them.

    Whoever words it anew has said yes to it; the others are asked again, for another version.
    """

    __tablename__ = "pairing_agreement"

    pairing_id: Mapped[int] = mapped_column(
        ForeignKey("pairing.id", ondelete="CASCADE"), primary_key=True
    )
    version: Mapped[int] = mapped_column(default=1)
    rhythm: Mapped[str]
    meetings_planned: Mapped[int | None]
    ends_on: Mapped[date]
    not_discussed: Mapped[str] = mapped_column(default="")
    confidentiality: Mapped[str]
    language: Mapped[str]
    written_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    written_at: Mapped[datetime] = mapped_column(default=clock.now)

    written_by: Mapped[Person] = relationship(foreign_keys=written_by_id)


class Consented(StrEnum):
    """What a member of a pair can say yes to, beside the pair itself."""

    AGREEMENT = "agreement"
    ACROSS_LINE = "across_line"


class Consent(Base):
    """One member's yes: to the agreement, or to being in a pair with one's line manager."""

    __tablename__ = "pairing_consent"

    pairing_id: Mapped[int] = mapped_column(
        ForeignKey("pairing.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    kind: Mapped[Consented] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=clock.now)


class Fellow(Base):
    """One more learner of a group, beside the first."""

    __tablename__ = "pairing_fellow"

    pairing_id: Mapped[int] = mapped_column(
        ForeignKey("pairing.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id"), primary_key=True, index=True
    )
    motivation: Mapped[str | None]

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
