"""Wordings gathered under one need, and taken apart again."""

from sqlalchemy import delete, update

from kb.foundation.db import session
from kb.foundation.errors import DomainError, NotAllowedError
from kb.foundation.news import announce
from kb.identify.needs.events import NeedJoined, NeedLeft
from kb.identify.needs.models import Need, NeedAnswer, NeedOffer, NeedState
from kb.identify.needs.queries import every_wording, offers_of
from kb.people.models import Person

FARTHEST = [NeedState.DECLINED, NeedState.OPEN, NeedState.OFFERED, NeedState.ANSWERED]


def join_need(need: Need, under: Need) -> None:
    """Let a need with all its wordings stand under another that asks the same."""
    whole, former = under.whole, need.whole
    if whole.id == former.id:
        raise DomainError("need.same_already")
    before = whole.state
    moved, there = every_wording(former), every_wording(whole)
    for wording in moved:
        wording.part_of = whole
    _take_over(former, whole)
    whole.state = max(former.state, whole.state, key=FARTHEST.index)
    whole.answered_at = whole.answered_at or former.answered_at
    session.flush()
    if whole.state is NeedState.ANSWERED:
        news = there if before is not NeedState.ANSWERED else moved
        for wording in news:
            announce(NeedJoined(wording.id))


def join_by_hand(need: Need, under: Need, *, by: Person) -> None:
    """Let a need stand under another because the coordinator says so; that stays."""
    _refuse_others(by)
    wordings = every_wording(need.whole)
    join_need(need, under)
    for wording in wordings:
        wording.placed_by_hand = True


def split_by_hand(need: Need, *, by: Person) -> None:
    """Let a wording stand alone because the coordinator says so; that stays."""
    _refuse_others(by)
    split_out(need)


def split_out(need: Need) -> None:
    """Let one wording be a need of its own again, open; the others stay as they were."""
    whole = need.whole
    others = [one for one in every_wording(whole) if one.id != need.id]
    if not others:
        raise DomainError("need.alone_already")
    if whole.id == need.id:
        _lead(others[0], others, whole)
    need.part_of, need.placed_by_hand = None, True
    need.reopen()
    session.flush()
    announce(NeedLeft(need.id))


def _lead(first: Need, wordings: list[Need], former: Need) -> None:
    """Let another wording stand for the whole in place of the former."""
    first.state, first.answered_at = former.state, former.answered_at
    first.part_of = None
    session.flush()
    for wording in wordings:
        if wording.id != first.id:
            wording.part_of = first
    _take_over(former, first)


def _take_over(former: Need, whole: Need) -> None:
    """Move offers and answers; nobody is asked twice, and no asker is asked."""
    session.flush()
    asked = {one.person_id for one in offers_of(whole)}
    askers = {one.asker_id for one in every_wording(whole)}
    moving, there = NeedOffer.need_id == former.id, NeedOffer.need_id == whole.id
    session.execute(delete(NeedOffer).where(moving, NeedOffer.person_id.in_(asked)))
    session.execute(update(NeedOffer).where(moving).values(need_id=whole.id))
    session.execute(delete(NeedOffer).where(there, NeedOffer.person_id.in_(askers)))
    answers = NeedAnswer.need_id == former.id
    session.execute(update(NeedAnswer).where(answers).values(need_id=whole.id))


def _refuse_others(person: Person) -> None:
    if not person.is_coordinator:
        raise NotAllowedError("need.coordinator_decides")
