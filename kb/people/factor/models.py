"""A second factor, the codes that stand in for it, and a sign-in that waits for one."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.foundation import clock
from kb.foundation.db import Base
from kb.people.models import Person, Role

WAITS = timedelta(minutes=5)
MISSES = 5


class SecondFactor(Base):
    """One person's second factor: its secret, sealed, and the last step a code was taken of."""

    __tablename__ = "second_factor"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    sealed: Mapped[bytes]
    last_step: Mapped[int]
    made_at: Mapped[datetime] = mapped_column(default=clock.now)


class RecoveryCode(Base):
    """One code on paper, for whoever has lost their phone; used, it is gone."""

    __tablename__ = "recovery_code"

    code_hash: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), index=True
    )


class FactorRole(Base):
    """A role whose people must have a second factor."""

    __tablename__ = "factor_role"

    role: Mapped[Role] = mapped_column(primary_key=True)


class SecondStep(Base):
    """A sign-in whose first step is proven and whose code is still asked for."""

    __tablename__ = "second_step"

    token_hash: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), index=True
    )
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    misses: Mapped[int] = mapped_column(default=0)

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)

    @property
    def is_open(self) -> bool:
        """Say whether a code may still be given."""
        in_time = clock.now() - self.made_at < WAITS
        return in_time and self.misses < MISSES and self.person.is_here
