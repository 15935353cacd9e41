"""What a mentor has said of themselves, with the rules it keeps."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.foundation.db import Base
from kb.people.models import Person


class MentorProfile(Base):
    """How many learners a mentor takes, and whether they take any now."""

    __tablename__ = "mentor_profile"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    capacity: Mapped[int]
    takes_new: Mapped[bool] = mapped_column(default=True)
    paused_until: Mapped[date | None]

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)

    def is_available(self, day: date) -> bool:
        """Say whether new requests may come on ``day``; until a pause ends, none may."""
        return self.takes_new and (self.paused_until is None or self.paused_until <= day)
