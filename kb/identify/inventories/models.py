"""An answer of an inventory, and the practice that it became."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.context.questions.models import QuestionSet
from kb.foundation import clock
from kb.foundation.db import Base
from kb.identify.identifications.models import Trigger
from kb.identify.inventories.forms import Told
from kb.people.models import Person
from kb.practices.models import Area, Practice

LARGEST_VERSION = 2**31 - 1

# The sets that one answers alone, and what made one notice.
INVENTORIES: dict[QuestionSet, Trigger] = {
    QuestionSet.SELF_INVENTORY: Trigger.OWN_NOTICE,
    QuestionSet.LEAVING_EXPERT: Trigger.LEAVE,
}


class InventoryAnswer(Base):
    """What one person answered to one question; they alone read it.

    ``asked`` is the question as it stood then. ``version`` is another number after each save,
    so that an older page overwrites nothing.
    """

    __tablename__ = "inventory_answer"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), index=True
    )
    of: Mapped[QuestionSet]
    key: Mapped[str]
    asked: Mapped[str]
    language: Mapped[str]
    text: Mapped[str]
    title: Mapped[str] = mapped_column(default="")
    situation: Mapped[str] = mapped_column(default="")
    area: Mapped[Area | None]
    version: Mapped[int] = mapped_column(default=0)
    saved_at: Mapped[datetime] = mapped_column(default=clock.now)
    joined: Mapped[bool] = mapped_column(default=False)
    practice_id: Mapped[int | None] = mapped_column(
        ForeignKey("practice.id", ondelete="SET NULL"), index=True
    )

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
    practice: Mapped[Practice | None] = relationship(lazy="joined")

    @property
    def trigger(self) -> Trigger:
        """Say what made the one who answered notice."""
        return INVENTORIES[self.of]

    def is_overtaken_by(self, told: Told) -> bool:
        """Say whether ``told`` was written on an older page than this was saved from."""
        return told.version not in {None, self.version} and told.text != self.text

    def keep(self, told: Told) -> None:
        """Take over what was answered."""
        self.text, self.title, self.situation = told.text, told.title, told.situation
        self.area = told.area
        self.version = 1 + secrets.randbelow(LARGEST_VERSION)
        self.saved_at = clock.now()
