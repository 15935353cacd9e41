"""Telling of what keeps a practice true: its owner, its flaws, that it was given up."""

from collections.abc import Iterable

from kb.document.dropping.events import PracticeDropped
from kb.document.flaws.events import FlawAnswered
from kb.document.flaws.models import Flaw
from kb.document.upkeep.events import OwnerChosen
from kb.foundation.db import session
from kb.identify.carriers.queries import holders_of
from kb.internalise.marks.queries import internalised_by
from kb.notices.actions import tell, tell_each
from kb.notices.models import About, NoticeKind, Topic
from kb.people.models import Person
from kb.practices.models import Practice
from kb.socialise.watching.queries import watchers_of


def tell_owner(event: OwnerChosen) -> None:
    """Tell somebody that they look after a practice from now on."""
    owner, by = session.get_one(Person, event.owner_id), session.get_one(Person, event.by_id)
    tell(owner, NoticeKind.OWNER_CHOSEN, Topic(About.PRACTICE, event.practice_id), by=by)


def tell_reporter(event: FlawAnswered) -> None:
    """Tell whoever reported a flaw what came of it."""
    flaw = session.get_one(Flaw, event.flaw_id)
    tell(flaw.by, NoticeKind.FLAW_ANSWERED, Topic(About.FLAW, flaw.id), by=flaw.answered_by)


def tell_of_dropping(event: PracticeDropped) -> None:
    """Tell those who look after a practice, and who watch or do it, that it was given up."""
    practice = session.get_one(Practice, event.practice_id)
    by, topic = session.get_one(Person, event.by_id), Topic(About.PRACTICE, practice.id)
    doing = [*watchers_of(practice), *internalised_by(practice)]
    told = [*those_who_look_after(practice), *doing]
    tell_each(told, NoticeKind.PRACTICE_DROPPED, topic, by=by)


def those_who_look_after(practice: Practice) -> Iterable[Person]:
    """Return the owner and the holders."""
    return [practice.steward, *holders_of(practice)]
