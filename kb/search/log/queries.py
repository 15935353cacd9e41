"""Finding searches that were kept, and counting them without telling one from another."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from sqlalchemy import ColumnElement, exists, func, or_, select, text, true

from kb.foundation import clock
from kb.foundation.db import session
from kb.identify.needs.models import Need
from kb.people.models import Me, Person
from kb.search.index.lexical import WORDS, any_of
from kb.search.index.visibility import findable_by
from kb.search.language.analysis import UNDOTTED
from kb.search.log.figures import Tally
from kb.search.log.forms import GOOD_FOR
from kb.search.log.models import Search
from kb.search.log.wanted import Meaning, Typed, meaning_of
from kb.search.models import Document

REMEMBERED = timedelta(minutes=30)


def is_outdated(days: int) -> bool:
    """Say whether there is anything to forget, where searches are kept for ``days``."""
    outdated = or_(too_old(days), known_too_long(), shown_too_long())
    return bool(session.scalar(select(exists().where(outdated))))


def too_old(days: int) -> ColumnElement[bool]:
    """Return the condition for searches that are kept no longer."""
    return Search.day <= clock.today() - timedelta(days=days)


def known_too_long() -> ColumnElement[bool]:
    """Return the condition for searches still known to be of one browser."""
    return Search.browsing.is_not(None) & (Search.asked_at < clock.now() - REMEMBERED)


def shown_too_long() -> ColumnElement[bool]:
    """Return the condition for searches whose page is not shown any more."""
    return Search.ticket.is_not(None) & (Search.day < clock.today() - GOOD_FOR)


def search_by_ticket(number: str) -> Search | None:
    """Return the search that the page with this ticket showed last."""
    return session.scalar(select(Search).where(Search.ticket == number))


def searches_lately(browsing: int) -> Sequence[Search]:
    """Return what is still known to be of one browser, newest first."""
    theirs = select(Search).where(Search.browsing == browsing)
    return session.scalars(theirs.order_by(Search.asked_at.desc(), Search.id.desc())).all()


def tallies_since(first: date) -> list[tuple[date, Tally]]:
    """Return each day's searches, counted."""
    counted = (
        func.count(),
        func.count().filter(Search.opens_visit),
        func.count().filter(Search.nothing_fitted),
        func.count(Search.rank),
        func.count().filter(Search.refined),
    )
    days = select(Search.day, *counted).where(Search.day >= first).group_by(Search.day)
    return [(day, Tally(*counts)) for day, *counts in session.execute(days)]


def ranks_since(first: date) -> Counter[int]:
    """Return how often which rank was followed."""
    followed = Search.rank.is_not(None) & (Search.day >= first)
    ranks = select(Search.rank, func.count()).where(followed).group_by(Search.rank)
    return Counter({rank: times for rank, times in session.execute(ranks) if rank})


def typed_since(first: date) -> list[Typed]:
    """Return what was looked for, each as it was typed."""
    return _typed(first, true())


def typed_in_vain_between(first: date, last: date) -> list[Typed]:
    """Return what was looked for and nothing fitted, each as it was typed."""
    return _typed(first, Search.nothing_fitted.is_(true()) & (Search.day <= last))


def needs_by_meaning() -> dict[Meaning, int]:
    """Return the number of the newest need that was left for each search."""
    left = select(Need.query, Need.id).where(Need.query != "").order_by(Need.id)
    return {meaning_of(query): number for query, number in session.execute(left)}


def names_of_all() -> Sequence[str]:
    """Return the name of everybody the house has known."""
    return session.scalars(select(Person.name).where(Person.erased_at.is_(None))).all()


def unwritten(words: Iterable[str], *, seen_by: Person) -> list[str]:
    """Return which of these base forms stand in nothing that ``seen_by`` may find."""
    held = (
        select(Document.id)
        .join(WORDS, WORDS.c.rowid == Document.id)
        .where(text("search_words MATCH :word"), findable_by(Me(seen_by.role)))
        .limit(1)
    )
    asked = {word: any_of((word, UNDOTTED + word)) for word in words}
    return [
        word
        for word, expression in asked.items()
        if expression and session.scalar(held, {"word": expression, "me": seen_by.id}) is None
    ]


def _typed(first: date, condition: ColumnElement[bool]) -> list[Typed]:
    columns = (Search.query, func.max(Search.language), func.count(), func.max(Search.day))
    typed = select(*columns).where(Search.day >= first, condition).group_by(Search.query)
    return [Typed(*row) for row in session.execute(typed.order_by(Search.query))]
