"""What can be done with calendars: be invited by a message, and have a feed of one's own."""

import secrets

from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.outbox import post
from kb.people.actions import hash_of
from kb.people.models import Person
from kb.share.calendar.messages import Method
from kb.share.calendar.models import Feed
from kb.share.calendar.queries import feed_of
from kb.share.mentoring.events import Invitation, MeetingCancelled

CALENDAR = "calendar"  # the deed of bringing a message to everybody whom a meeting concerns
BYTES = 32


def send_invitation(event: Invitation) -> None:
    """Let the worker bring a meeting's time into the calendars of its people."""
    _send(event, Method.REQUEST)


def send_cancellation(event: MeetingCancelled) -> None:
    """Let the worker take a meeting out of the calendars of its people."""
    _send(event, Method.CANCEL)


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


def show_titles(feed: Feed) -> None:
    """Let the feed say with whom one meets, and where."""
    feed.shows_titles = True


def hide_titles(feed: Feed) -> None:
    """Let the feed say no more than that the time is taken."""
    feed.shows_titles = False


def _send(event: Invitation, method: Method) -> None:
    number, sequence = event.session_id, event.sequence
    post(CALENDAR, session=number, method=method.value, sequence=sequence)
