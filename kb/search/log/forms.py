"""What a page of results says of itself, sealed by the house, and what its reader did."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from itsdangerous import BadData, URLSafeSerializer

from kb.foundation import clock
from kb.foundation.errors import DomainError
from kb.foundation.numbers import whole_number
from kb.foundation.words import Kind
from kb.search.language.analysis import detect_language

GOOD_FOR = timedelta(days=1)
LONGEST_RANK = 4  # digits
SALT = "search log"

Secrets = Sequence[str]  # of the installation, the newest last


class Period(Kind):
    """How far back the log is read."""

    MONTH = "month"
    QUARTER = "quarter"
    ALL = "all"

    @classmethod
    def parse(cls, raw: str | None) -> "Period":
        """Read an address; a period nobody knows is the last thirty days."""
        return next((one for one in cls if one == raw), cls.MONTH)


@dataclass(frozen=True)
class Ticket:
    """One page of results: what was asked in which browser, and how much answered it.

    ``browsing`` is a random number of the browser and leads to nobody. Whatever one keeps to,
    and on every further page, the counts are of the whole search.
    """

    query: str
    language: str
    fitting: int
    nothing_fitted: bool
    browsing: int
    asked_at: datetime
    number: str

    @classmethod
    def of_page(cls, query: str, fitting: int, *, nothing_fitted: bool, browsing: int) -> Self:
        """Return the ticket of a page of results that is shown now."""
        told = (query, detect_language(query), fitting, nothing_fitted, browsing)
        return cls(*told, clock.now(), secrets.token_urlsafe(12))

    @classmethod
    def read(cls, sealed: str, sealed_with: Secrets) -> Self:
        """Open a seal; one that is not ours, or is older than a day, is refused."""
        try:
            *told, asked_at, number = _sealer(sealed_with).loads(sealed)
        except BadData:
            raise DomainError("search_log.ticket_void") from None
        ticket = cls(*(*told, datetime.fromisoformat(asked_at), number))
        if ticket.age > GOOD_FOR:
            raise DomainError("search_log.ticket_void")
        return ticket

    @property
    def age(self) -> timedelta:
        """Return how long ago the page was shown."""
        return clock.now() - self.asked_at

    def sealed(self, sealed_with: Secrets) -> str:
        """Return what the page carries, and no browser can make up."""
        told = (self.query, self.language, self.fitting, self.nothing_fitted, self.browsing)
        moment = self.asked_at.isoformat()
        return str(_sealer(sealed_with).dumps((*told, moment, self.number)))


@dataclass(frozen=True)
class Look:
    """A page of results somebody rested on, and the result they followed: rank and practice."""

    ticket: Ticket
    rank: int | None = None
    practice: str = ""

    @classmethod
    def parse(cls, form: Mapping[str, str], sealed_with: Secrets) -> Self:
        """Read what the page sent of itself."""
        rank = whole_number(form.get("rank", ""), digits=LONGEST_RANK)
        ticket = Ticket.read(form.get("ticket", ""), sealed_with)
        return cls(ticket, rank or None, form.get("practice", ""))


def _sealer(sealed_with: Secrets) -> URLSafeSerializer:
    return URLSafeSerializer(list(sealed_with), salt=SALT)
