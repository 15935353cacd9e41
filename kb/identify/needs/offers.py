"""Asking those who may know, and hearing no."""

from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import InvalidError, NotAllowedError
from kb.foundation.news import announce
from kb.identify.needs.events import NeedDeclined, NeedOffered
from kb.identify.needs.models import UNANSWERED, Need, NeedOffer
from kb.identify.needs.queries import answers_of, every_wording, offer_to, offers_of
from kb.people.models import Industry, Person
from kb.practices.models import Practice

AT_A_TIME = 3


def offer_need(
    whole: Need,
    person: Person,
    *,
    practice: Practice | None = None,
    industry: Industry | None = None,
    by: Person | None = None,
) -> NeedOffer:
    """Ask ``person``: for the practice they carry and the industry they share, or by hand."""
    if by is not None and not by.is_coordinator:
        raise NotAllowedError("need.coordinator_decides")
    if not person.is_here or person.id in not_to_ask(whole):
        raise InvalidError({"person": "need.person_unfit"}, name=person.name)
    offer = NeedOffer(
        need_id=whole.id,
        person=person,
        practice_id=practice.id if practice else None,
        industry=industry,
        by_id=by.id if by else None,
    )
    session.add(offer)
    whole.be_offered()
    session.flush()
    announce(NeedOffered(offer.id))
    return offer


def decline_need(whole: Need, *, by: Person) -> None:
    """Say that one does not know; somebody else may be asked, and one sees it no longer."""
    offer = offer_to(by, whole)
    if offer is None:
        raise NotAllowedError("need.not_asked")
    offer.declined_at = clock.now()
    session.flush()
    if whole.state in UNANSWERED:
        announce(NeedDeclined(whole.id))


def not_to_ask(whole: Need) -> set[int]:
    """Return who is not asked: those who ask it themselves, and those who were asked before."""
    askers = {one.asker_id for one in every_wording(whole)}
    return askers | {one.person_id for one in offers_of(whole)}


def lacking(whole: Need) -> int:
    """Return how many more may be asked: at most three wait to be answered by at a time."""
    if whole.state not in UNANSWERED:
        return 0
    answered = {one.by_id for one in answers_of(whole) if one.given_at}
    pending = [
        one
        for one in offers_of(whole)
        if one.declined_at is None and one.person_id not in answered
    ]
    return max(0, AT_A_TIME - len(pending))
