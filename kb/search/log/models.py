"""A search as it is kept: its words and how it went, without the one who searched."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Mapped, mapped_column

from kb.foundation import clock
from kb.foundation.db import Base
from kb.search.log.forms import Ticket

TYPING = timedelta(seconds=30)
REFINING = timedelta(minutes=5)


class Search(Base):
    """One search. What ties it to a browser is soon forgotten, the words when their time is up.

    ``asked_at``, ``browsing`` (a random number) and ``ticket`` (of the page that was shown)
    only tell one search from the next; ``opens_visit``: nothing was searched in that browser
    for a while before.
    """

    __tablename__ = "search_log"

    id: Mapped[int] = mapped_column(primary_key=True)
    query: Mapped[str]
    language: Mapped[str]
    fitting: Mapped[int]
    nothing_fitted: Mapped[bool]
    rank: Mapped[int | None]
    refined: Mapped[bool] = mapped_column(default=False)
    opens_visit: Mapped[bool] = mapped_column(default=False)
    day: Mapped[date] = mapped_column(index=True)
    asked_at: Mapped[datetime | None]
    browsing: Mapped[int | None] = mapped_column(index=True)
    ticket: Mapped[str | None] = mapped_column(unique=True)

    def asks(self, query: str) -> bool:
        """Say whether these are the same words."""
        return self.query.casefold() == query.casefold()

    def is_typed_on(self, ticket: Ticket) -> bool:
        """Say whether the ticket's page came in the midst of typing these words."""
        one, other = sorted((self.query.casefold(), ticket.query.casefold()), key=len)
        in_one_go = self.since(ticket) <= TYPING and self.rank is None
        return other.startswith(one) and (in_one_go or self.is_newer_than(ticket))

    def is_refined_by(self, ticket: Ticket) -> bool:
        """Say whether other words soon took the place of these."""
        return not self.is_newer_than(ticket) and self.since(ticket) <= REFINING

    def is_newer_than(self, ticket: Ticket) -> bool:
        """Say whether these words were looked for after the ticket's page was shown."""
        return self.asked_at is not None and self.asked_at > ticket.asked_at

    def since(self, ticket: Ticket) -> timedelta:
        """Return how far apart the two are; what is forgotten is as far as can be."""
        return abs(ticket.asked_at - self.asked_at) if self.asked_at else timedelta.max

    def take(self, ticket: Ticket) -> None:
        """Be what the newer page tells."""
        if self.is_newer_than(ticket):
            return
        self.query, self.language = ticket.query, ticket.language
        self.fitting, self.nothing_fitted = ticket.fitting, ticket.nothing_fitted
        self.day = ticket.asked_at.astimezone(clock.HOME).date()
        self.asked_at, self.browsing = ticket.asked_at, ticket.browsing
        self.ticket = ticket.number

    def follow(self, rank: int) -> None:
        """Keep the rank of the result that was followed first."""
        if self.rank is None:
            self.rank = rank
