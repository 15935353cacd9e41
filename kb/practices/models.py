"""A practice: its name, where it belongs, and who may see it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.foundation import clock
from kb.foundation.db import Base
from kb.foundation.words import Kind
from kb.people.models import Industry, Person
from kb.practices.trust import Trust, trust_at


class Area(Kind):
    """The ten areas of competence (osaamisen osa-alue)."""

    CUSTOMER_RELATIONSHIP = "customer_relationship"
    INTERNAL_COOPERATION = "internal_cooperation"
    QUALITY = "quality"
    ACCOUNT_MANAGEMENT = "account_management"
    COMMUNICATION = "communication"
    COMPETENCE = "competence"
    SERVICES = "services"
    PROJECT_WORK = "project_work"
    DEVELOPMENT = "development"
    OPERATING_MODELS = "operating_models"


class JourneyStage(Kind):
    """Where on the customer's journey the practice is used (asiakaspolun vaihe)."""

    NEED = "need"
    SALES_TO_PROJECT = "sales-to-project"
    ROLLOUT = "rollout"
    TO_PRODUCTION = "to-production"
    DAILY = "daily"
    EXCEPTION = "exception"
    FOLLOW_UP = "follow-up"
    RENEWAL = "renewal"


class Audience(Kind):
    """Who may read a practice and everything that belongs to it."""

    EVERYONE = "everyone"
    NAMED = "named"


class Practice(Base):
    """Something a person knows how to do, from its first naming on.

    ``opened_at`` is when it came out of its author's own workspace: when somebody was
    named who can do it, when it was noticed for all to see, or when it was first published.
    ``review_months`` is how often it is to be reviewed, where that is not as often as
    everywhere in the house.
    """

    __tablename__ = "practice"

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str | None] = mapped_column(unique=True)
    slug: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    summary: Mapped[str] = mapped_column(default="")
    language: Mapped[str]
    journey_stage: Mapped[JourneyStage | None] = mapped_column(index=True)
    criticality: Mapped[int | None]
    target_coverage: Mapped[int] = mapped_column(default=2)
    audience: Mapped[Audience] = mapped_column(default=Audience.EVERYONE)
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    steward_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    opened_at: Mapped[datetime | None]
    verified_at: Mapped[datetime | None]
    verified_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    review_due: Mapped[date | None]
    review_months: Mapped[int | None]
    published_at: Mapped[datetime | None]
    dropped_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]

    author: Mapped[Person] = relationship(foreign_keys=author_id)
    steward: Mapped[Person] = relationship(foreign_keys=steward_id)
    verified_by: Mapped[Person | None] = relationship(foreign_keys=verified_by_id)
    industry_rows: Mapped[list[PracticeIndustry]] = relationship(
        cascade="all, delete-orphan", order_by="PracticeIndustry.industry"
    )
    area_rows: Mapped[list[PracticeArea]] = relationship(
        cascade="all, delete-orphan", order_by="PracticeArea.area"
    )
    tag_rows: Mapped[list[PracticeTag]] = relationship(
        cascade="all, delete-orphan", order_by="PracticeTag.tag"
    )
    reader_rows: Mapped[list[PracticeReader]] = relationship(cascade="all, delete-orphan")

    @property
    def industries(self) -> list[Industry]:
        """Return the industries it is known to fit."""
        return [row.industry for row in self.industry_rows]

    @property
    def areas(self) -> list[Area]:
        """Return its areas of competence."""
        return [row.area for row in self.area_rows]

    @property
    def tags(self) -> list[str]:
        """Return its tags."""
        return [row.tag for row in self.tag_rows]

    @property
    def trust(self) -> Trust:
        """Say how far a reader may lean on it today."""
        return trust_at(self.published_at, self.verified_at, self.review_due, self.dropped_at)

    @property
    def wants_owner(self) -> bool:
        """Say whether the one who was to look after it has gone."""
        return not self.steward.is_here

    def verify(self, *, by: Person, months: int) -> None:
        """Say that it is still true; the next review is in its interval, else in ``months``."""
        self.verified_at = clock.now()
        self.verified_by = by
        self.plan_review(months)

    def plan_review(self, months: int) -> None:
        """Let the next review come so long after the last, where there was one."""
        interval = self.review_months or months
        last = self.verified_at and self.verified_at.astimezone(clock.HOME).date()
        self.review_due = clock.months_after(last, interval) if last else None

    def place(self, industries: list[Industry], areas: list[Area], tags: list[str]) -> None:
        """Say where it belongs, in place of what was said before."""
        self.industry_rows = [
            PracticeIndustry(industry=one) for one in dict.fromkeys(industries)
        ]
        self.area_rows = [PracticeArea(area=one) for one in dict.fromkeys(areas)]
        self.tag_rows = [PracticeTag(tag=one) for one in sorted(set(tags))]

    def open(self) -> None:
        """Come out of its author's own workspace, once."""
        self.opened_at = self.opened_at or clock.now()

    def be_published(self) -> None:
        """Have something that readers see."""
        self.open()
        self.published_at = self.published_at or clock.now()


class PracticeIndustry(Base):
    """One industry of one practice."""

    __tablename__ = "practice_industry"

    practice_id: Mapped[int] = mapped_column(
        ForeignKey("practice.id", ondelete="CASCADE"), primary_key=True
    )
    industry: Mapped[Industry] = mapped_column(primary_key=True, index=True)


class PracticeArea(Base):
    """One area of one practice."""

    __tablename__ = "practice_area"

    practice_id: Mapped[int] = mapped_column(
        ForeignKey("practice.id", ondelete="CASCADE"), primary_key=True
    )
    area: Mapped[Area] = mapped_column(primary_key=True, index=True)


class PracticeTag(Base):
    """One tag of one practice."""

    __tablename__ = "practice_tag"

    practice_id: Mapped[int] = mapped_column(
        ForeignKey("practice.id", ondelete="CASCADE"), primary_key=True
    )
    tag: Mapped[str] = mapped_column(primary_key=True, index=True)


class PracticeReader(Base):
    """One person of a named audience."""

    __tablename__ = "practice_reader"

    practice_id: Mapped[int] = mapped_column(
        ForeignKey("practice.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True
    )
