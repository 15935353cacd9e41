"""What one can do with one's own offer and wish: keep, withdraw, leave somebody out."""

from sqlalchemy import delete

from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import DomainError, NotFoundError
from kb.foundation.news import announce
from kb.people.models import Person
from kb.share.profiles.events import MentorUnavailable
from kb.share.profiles.forms import Offer, Wish
from kb.share.profiles.models import Exclusion, LearningWish, MentorProfile
from kb.share.profiles.queries import (
    practices_to_offer,
    practices_to_wish,
    profile_of,
    wish_of,
)


def keep_offer(offer: Offer, *, by: Person) -> MentorProfile:
    """Offer oneself as a mentor, in place of what was offered before."""
    mine = {one.id: one for one in practices_to_offer(by)}
    if not set(offer.practice_ids) <= set(mine):
        raise NotFoundError("offer.not_carried")
    profile = profile_of(by) or MentorProfile(person=by)
    session.add(profile)
    profile.capacity, profile.takes_new = offer.capacity, offer.takes_new
    profile.paused_until, profile.across_line = offer.paused_until, offer.across_line
    profile.languages, profile.halves = list(offer.languages), list(offer.halves)
    profile.means = list(offer.means)
    profile.practices = [mine[number] for number in offer.practice_ids]
    session.flush()
    if not profile.is_available(clock.today()):
        announce(MentorUnavailable(by.id))
    return profile


def withdraw_offer(*, by: Person) -> None:
    """Offer nothing any more; pairs that there are go on."""
    session.execute(delete(MentorProfile).where(MentorProfile.person_id == by.id))


def keep_wish(wish: Wish, *, by: Person, language: str) -> LearningWish:
    """Wish to learn something, in place of what was wished before."""
    seen = {one.id: one for some in practices_to_wish(by) for one in some}
    if not set(wish.practice_ids) <= set(seen):
        raise NotFoundError("wish.practice_unseen")
    kept = wish_of(by) or LearningWish(person=by)
    session.add(kept)
    kept.goal, kept.goal_kind, kept.language = wish.goal, wish.goal_kind, language
    kept.area, kept.across_line, kept.made_at = wish.area, wish.across_line, clock.now()
    kept.languages, kept.halves = list(wish.languages), list(wish.halves)
    kept.practices = [seen[number] for number in wish.practice_ids]
    session.flush()
    return kept


def withdraw_wish(*, by: Person) -> None:
    """Wish nothing any more."""
    session.execute(delete(LearningWish).where(LearningWish.person_id == by.id))


def exclude(other: Person, *, by: Person) -> None:
    """Never be proposed as a pair with ``other``; nobody is told."""
    if other.id == by.id:
        raise DomainError("exclusion.yourself")
    session.merge(Exclusion(by_id=by.id, other_id=other.id))
    session.flush()


def include_again(other: Person, *, by: Person) -> None:
    """Let a pair with ``other`` be possible again."""
    theirs = Exclusion.by_id == by.id, Exclusion.other_id == other.id
    session.execute(delete(Exclusion).where(*theirs))
