"""What can be done so that a practice stays true."""

from datetime import timedelta

from kb.document.upkeep.events import OwnerChosen
from kb.document.upkeep.forms import Upkeep
from kb.document.upkeep.queries import looks_after, may_hand_on
from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import DomainError, InvalidError, NotAllowedError
from kb.foundation.news import announce
from kb.people.models import Person
from kb.people.queries import person_by_id
from kb.practices.models import Practice


def verify_practice(practice: Practice, *, by: Person, months: int) -> None:
    """Say that what is written still holds; ``months`` is the interval of the house."""
    if not looks_after(practice, by):
        raise NotAllowedError("practice.steward_verifies")
    if practice.published_at is None:
        raise DomainError("upkeep.nothing_to_verify")
    if practice.dropped_at is not None:
        raise DomainError("upkeep.dropped")
    practice.verify(by=by, months=months)


def arrange_upkeep(practice: Practice, upkeep: Upkeep, *, by: Person, months: int) -> None:
    """Choose who looks after a practice, and how often it is reviewed."""
    if not may_hand_on(practice, by):
        raise NotAllowedError("upkeep.not_yours")
    owner = person_by_id(upkeep.owner)
    if not owner.is_here:
        raise InvalidError({"owner": "upkeep.owner_gone"})
    former = practice.steward_id
    practice.steward, practice.review_months = owner, upkeep.months
    practice.plan_review(months)
    session.flush()
    if owner.id != former:
        announce(OwnerChosen(practice.id, owner.id, by.id))


def ask_for_review(practice: Practice) -> None:
    """Let a practice be reviewed from today on, also before its interval has passed."""
    yesterday = clock.today() - timedelta(days=1)
    practice.review_due = min(practice.review_due or yesterday, yesterday)
