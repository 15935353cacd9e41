"""What can be done with a feed of one's own: have it, end it, say how much it shows."""

import secrets

from sqlalchemy import delete

from kb.foundation import clock
from kb.foundation.db import session
from kb.people.actions import hash_of
from kb.people.events import PersonSuspended
from kb.people.models import Person
from kb.share.calendar.models import Feed
from kb.share.calendar.queries import feed_of

BYTES = 32


def make_feed(*, by: Person) -> str:
    """Make the feed of ``by``, or give it another address; return the one secret part of it.

    It is shown this once: what is kept is its fingerprint (SHA-256), and no way back to it.
    """
    token = secrets.token_urlsafe(BYTES)
    feed = feed_of(by) or Feed(person_id=by.id)
    feed.token_hash, feed.made_at = hash_of(token), clock.now()
    session.add(feed)
    session.flush()
    return token


def end_feed(*, by: Person) -> None:
    """Take the feed's address back: whoever asks there finds nothing."""
    feed = feed_of(by)
    if feed:
        session.delete(feed)
        session.flush()


def end_feed_without(event: PersonSuspended) -> None:
    """Take back the address of somebody who is let in no more, should they come back too."""
    session.execute(delete(Feed).where(Feed.person_id == event.person_id))


def show_titles(feed: Feed) -> None:
    """Let the feed say with whom one meets, and where."""
    feed.shows_titles = True


def hide_titles(feed: Feed) -> None:
    """Let the feed say no more than that the time is taken."""
    feed.shows_titles = False
