"""Finding a person's feed: by the person, and by its address for whoever holds it."""

from sqlalchemy import select

from kb.foundation.db import session
from kb.foundation.errors import NotFoundError
from kb.people.actions import hash_of
from kb.people.models import Person
from kb.share.calendar.models import Feed


def feed_of(person: Person) -> Feed | None:
    """Return the feed of ``person``, if they have one."""
    return session.get(Feed, person.id)


def feed_at(token: str) -> Feed:
    """Return the feed of this address; none that was taken back, nor of whoever has left."""
    found = session.scalar(select(Feed).where(Feed.token_hash == hash_of(token)))
    if found is None or not found.person.is_here:
        raise NotFoundError("calendar.feed_not_found")
    return found


def own_feed(person: Person) -> Feed:
    """Return the feed of ``person``, or raise NotFoundError."""
    found = feed_of(person)
    if found is None:
        raise NotFoundError("calendar.feed_not_found")
    return found
