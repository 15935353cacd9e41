"""A letter to one person, and what somebody does not want by mail."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.foundation import clock
from kb.foundation.db import Base
from kb.foundation.words import Kind
from kb.notices.models import NoticeKind
from kb.people.accounts.models import AccessLink
from kb.people.models import Person

KEPT = timedelta(days=30)
LAPSES = timedelta(days=3)  # what is older is no news
TRIED_AGAIN = timedelta(hours=4)  # long after the last try of the outbox
RESERVED = (".example", ".invalid", ".test", ".localhost")  # RFC 2606: nobody's


class LetterState(Kind):
    """What became of a letter."""

    WAITING = "waiting"
    SENT = "sent"
    NEEDLESS = "needless"
    LAPSED = "lapsed"


class Letter(Base):
    """One letter to one person; its key comes once, so nothing is written twice.

    With a meeting it brings that one, in the version ``sequence``, into its reader's calendar
    or takes it out (``method``, RFC 5546); with an access link it lets them choose a password;
    else it tells what is new.
    """

    __tablename__ = "letter"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), index=True
    )
    state: Mapped[LetterState] = mapped_column(default=LetterState.WAITING, index=True)
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    posted_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    session_id: Mapped[int | None] = mapped_column(
        ForeignKey("mentoring_session.id", ondelete="CASCADE"), index=True
    )
    access_link_id: Mapped[int | None] = mapped_column(
        ForeignKey("access_link.id", ondelete="CASCADE"), index=True
    )
    method: Mapped[str | None]
    sequence: Mapped[int | None]

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
    access_link: Mapped[AccessLink | None] = relationship()

    @property
    def is_waiting(self) -> bool:
        """Say whether it is still to go."""
        return self.state is LetterState.WAITING

    @property
    def is_stale(self) -> bool:
        """Say whether it waited so long that it is no news any more."""
        return clock.now() - self.made_at > LAPSES

    @property
    def is_to_nobody(self) -> bool:
        """Say whether its reader has gone, or their address is one that nobody can have."""
        return not self.person.is_here or self.person.email.endswith(RESERVED)

    def end_as(self, state: LetterState) -> None:
        """Be done with: sent, or not to be sent."""
        self.state, self.done_at = state, clock.now()


class MailRefusal(Base):
    """One kind of notice that one person does not want by mail."""

    __tablename__ = "mail_refusal"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    kind: Mapped[NoticeKind] = mapped_column(primary_key=True)
