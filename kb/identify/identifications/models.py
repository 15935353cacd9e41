"""An identification: who noticed what, and what made them notice."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.foundation import clock
from kb.foundation.db import Base
from kb.foundation.words import Kind
from kb.people.models import Person
from kb.practices.models import Practice


class Viewpoint(Kind):
    """From where it was noticed."""

    SELF = "self"
    PEER = "peer"
    ORGANISATION = "organisation"


class Trigger(Kind):
    """What made somebody notice."""

    SPARRING = "sparring"
    NEED = "need"
    LEAVE = "leave"
    INCIDENT = "incident"
    PROJECT_END = "project_end"
    WORKSHOP = "workshop"
    MEETING = "meeting"
    JOURNEY_GAP = "journey_gap"
    OWN_NOTICE = "own_notice"


class Identification(Base):
    """One noticing of one practice.

    ``carrier`` is whose knowledge it is said to be; until ``confirmed_at`` they are asked
    whether it is theirs. Who says no is no longer named; the noticing stays.
    """

    __tablename__ = "identification"

    id: Mapped[int] = mapped_column(primary_key=True)
    practice_id: Mapped[int] = mapped_column(
        ForeignKey("practice.id", ondelete="CASCADE"), index=True
    )
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    viewpoint: Mapped[Viewpoint]
    trigger: Mapped[Trigger]
    words: Mapped[str] = mapped_column(default="", server_default="")
    at: Mapped[datetime] = mapped_column(default=clock.now)
    carrier_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    confirmed_at: Mapped[datetime | None]

    practice: Mapped[Practice] = relationship()
    by: Mapped[Person] = relationship(foreign_keys=by_id, lazy="joined", innerjoin=True)
