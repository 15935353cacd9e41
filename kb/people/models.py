"""A person, their sign-ins, and the rules both keep."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import BindParameter, ForeignKey, bindparam, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.foundation import clock
from kb.foundation.db import Base
from kb.foundation.words import Kind


class Role(Kind):
    """What a person may do; each may also do what those before it may, but for the admin."""

    READER = "reader"
    AUTHOR = "author"
    COORDINATOR = "coordinator"
    ADMIN = "admin"


class Industry(Kind):
    """The customers' line of business (toimiala)."""

    ENERGY = "energy"
    MANUFACTURING = "manufacturing"
    RETAIL = "retail"
    LOGISTICS = "logistics"
    PUBLIC = "public"
    HEALTH = "health"
    GENERAL = "general"


class Person(Base):
    """Somebody who signs in."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    email: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str]
    role: Mapped[Role]
    team: Mapped[str] = mapped_column(default="")
    title: Mapped[str] = mapped_column(default="")
    language: Mapped[str | None]
    keys_off: Mapped[bool] = mapped_column(default=False)
    manager_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    last_working_day: Mapped[date | None]
    suspended_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    industry_rows: Mapped[list[PersonIndustry]] = relationship(
        cascade="all, delete-orphan", order_by="PersonIndustry.industry"
    )

    @property
    def industries(self) -> list[Industry]:
        """Return the industries of this person's customers."""
        return [row.industry for row in self.industry_rows]

    @industries.setter
    def industries(self, chosen: list[Industry]) -> None:
        """Replace the industries."""
        self.industry_rows = [PersonIndustry(industry=industry) for industry in chosen]

    @property
    def initials(self) -> str:
        """Return the first letters of the first and last name."""
        words = self.name.split() or ["?"]
        return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()

    @property
    def is_here(self) -> bool:
        """Say whether this person still works here and may sign in."""
        gone = self.last_working_day is not None and self.last_working_day < clock.today()
        return self.suspended_at is None and not gone

    @property
    def is_coordinator(self) -> bool:
        """Say whether this person owns the programme."""
        return self.role is Role.COORDINATOR

    @property
    def may_write(self) -> bool:
        """Say whether this person may identify and write; an admin runs the house only."""
        return self.role in {Role.AUTHOR, Role.COORDINATOR}


@dataclass(frozen=True)
class Me:
    """Whoever asks, in a statement made once for everybody of a role.

    To build a statement takes longer than to run it: what every page asks is built once,
    and each time it is run the number of the person is given as ``me``.
    """

    role: Role
    id: BindParameter[int] = field(
        default_factory=lambda: bindparam("me", type_=Person.id.type), compare=False
    )

    @property
    def is_coordinator(self) -> bool:
        """Say whether it is asked by one who owns the programme."""
        return self.role is Role.COORDINATOR


class PersonIndustry(Base):
    """One industry of one person."""

    __tablename__ = "person_industry"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    industry: Mapped[Industry] = mapped_column(primary_key=True)


class SignIn(Base):
    """One signed-in browser; deleting the row signs it out.

    ``proven_at`` is when its person last proved who they are; confined, it reaches nothing
    but the page where a second factor is set up.
    """

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
    made_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    browser: Mapped[str] = mapped_column(default="", server_default="")
    proven_at: Mapped[datetime | None]
    confined: Mapped[bool] = mapped_column(default=False, server_default=false())

    @property
    def last_proof(self) -> datetime:
        """Return when its person last proved who they are."""
        return self.proven_at or self.made_at


class SignInAttempt(Base):
    """One failed try, counted per account and per address; kept an hour."""

    __tablename__ = "sign_in_attempt"

    id: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(index=True)
    address: Mapped[str] = mapped_column(index=True)
    tried_at: Mapped[datetime] = mapped_column(index=True)
