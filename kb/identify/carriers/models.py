"""A carrier: a person and a practice, tied by reasons."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.foundation.db import Base
from kb.foundation.words import Kind
from kb.people.models import Person
from kb.practices.models import Practice


class Basis(Kind):
    """Why we say that somebody can do this."""

    DECLARED = "declared"
    SAYS_SO = "says_so"
    DOCUMENTED = "documented"
    TAUGHT = "taught"
    COVERED = "covered"
    TRIALLED = "trialled"
    ATTESTED = "attested"


class CarrierReason(Base):
    """One reason why a person carries a practice.

    A holder is a carrier by declaration: the one whose knowledge it is. Who says that they
    can do what others hold approves nothing of it.
    """

    __tablename__ = "carrier_reason"
    __table_args__ = (UniqueConstraint("practice_id", "person_id", "basis", "because"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    practice_id: Mapped[int] = mapped_column(
        ForeignKey("practice.id", ondelete="CASCADE"), index=True
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    basis: Mapped[Basis]
    because: Mapped[str] = mapped_column(default="")
    since: Mapped[datetime]
    hidden: Mapped[bool] = mapped_column(default=False)

    practice: Mapped[Practice] = relationship()
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
