"""Telling of one's account what one did not do oneself."""

from kb.foundation.db import session
from kb.notices.actions import tell
from kb.notices.models import About, NoticeKind, Topic
from kb.people.factor.events import FactorReset
from kb.people.models import Person


def tell_of_reset(event: FactorReset) -> None:
    """Tell somebody that their second factor was taken off, and by whom."""
    person = session.get_one(Person, event.person_id)
    by = session.get_one(Person, event.by_id) if event.by_id else None
    tell(person, NoticeKind.FACTOR_RESET, Topic(About.ACCOUNT, person.id), by=by)
