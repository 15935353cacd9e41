"""Who is told of a need: those who may know, and its askers once there is an answer."""

from kb.foundation.db import session
from kb.identify.needs.events import NeedAnswered, NeedHelped, NeedJoined, NeedOffered
from kb.identify.needs.models import Need, NeedAnswer, NeedOffer
from kb.identify.needs.queries import answers_of, every_wording
from kb.notices.actions import tell
from kb.notices.models import About, Because, NoticeKind, Topic
from kb.people.models import Person


def tell_offered(event: NeedOffered) -> None:
    """Tell somebody that they may know, and why."""
    offer = session.get_one(NeedOffer, event.offer_id)
    because: Because = {}
    if offer.practice_id:
        because["practice"] = offer.practice_id
    if offer.industry:
        because["industry"] = offer.industry.value
    topic = Topic(About.NEED, offer.need_id)
    by = session.get(Person, offer.by_id) if offer.by_id else None
    tell(offer.person, NoticeKind.NEED_OFFERED, topic, by=by, because=because)


def tell_answered(event: NeedAnswered) -> None:
    """Tell each asker, of their own wording."""
    answer = session.get_one(NeedAnswer, event.answer_id)
    for wording in every_wording(answer.need):
        _tell_asker(wording, answer)


def tell_joined(event: NeedJoined) -> None:
    """Tell an asker that what they ask has been answered already."""
    wording = session.get_one(Need, event.need_id)
    given = [one for one in answers_of(wording.whole) if one.given_at]
    if given:
        _tell_asker(wording, given[-1])


def tell_helped(event: NeedHelped) -> None:
    """Tell those who answered that it helped, by name only if the asker gives theirs."""
    wording = session.get_one(Need, event.need_id)
    asker = None if wording.anonymous else wording.asker
    for answer in answers_of(wording.whole):
        if answer.given_at and answer.by_id != wording.asker_id:
            topic = Topic(About.NEED, wording.whole.id)
            tell(answer.by, NoticeKind.NEED_HELPED, topic, by=asker)


def _tell_asker(wording: Need, answer: NeedAnswer) -> None:
    topic = Topic(About.NEED, wording.id)
    because: Because = {"practice": answer.practice_id} if answer.practice_id else {}
    tell(wording.asker, NoticeKind.NEED_ANSWERED, topic, by=answer.by, because=because)
