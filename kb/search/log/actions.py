"""Keeping how searches went, and forgetting whose browser they came from."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import delete, update

from kb.foundation.db import session
from kb.identify.demand.actions import count_asked
from kb.search.log.forms import Look, Ticket
from kb.search.log.models import Search
from kb.search.log.queries import (
    REMEMBERED,
    known_too_long,
    search_by_ticket,
    searches_lately,
    shown_too_long,
    too_old,
)

A_MINUTE, MOST_A_MINUTE = timedelta(minutes=1), 60


def keep_search(look: Look, *, days: int) -> None:
    """Keep how a search went: one row a search, however often its page tells of it."""
    forget_searches(days=days)
    search = search_by_ticket(look.ticket.number) or _kept(look.ticket)
    if search is not None and look.rank is not None:
        if search.rank is None and look.practice:
            count_asked(look.practice)  # on its own: what was searched is not kept with it
        search.follow(look.rank)


def forget_searches(*, days: int) -> None:
    """Forget whose browser it was in half an hour, the page in a day, the words in ``days``."""
    unknown = {"asked_at": None, "browsing": None}
    session.execute(delete(Search).where(too_old(days)))
    session.execute(update(Search).where(known_too_long()).values(unknown))
    session.execute(update(Search).where(shown_too_long()).values(ticket=None))


def _kept(ticket: Ticket) -> Search | None:
    """Return the search that the page belongs to, a new one if need be."""
    if ticket.age > REMEMBERED:
        return None  # whether it was counted already is forgotten
    lately = searches_lately(ticket.browsing)
    same = next((one for one in lately if one.asks(ticket.query)), None)
    typed = next((one for one in lately if one.is_typed_on(ticket)), None)
    search = same or typed or _added(ticket, lately)
    if search is not None:
        search.take(ticket)
    return search


def _added(ticket: Ticket, lately: Sequence[Search]) -> Search | None:
    if sum(one.since(ticket) < A_MINUTE for one in lately) >= MOST_A_MINUTE:
        return None
    for former in [one for one in lately if one.is_refined_by(ticket)][:1]:
        former.refined = True
    search = Search(opens_visit=not lately)
    session.add(search)
    return search
