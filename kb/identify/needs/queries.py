"""Finding what was looked for and not found: by whom, how often, and what came of it."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import BindParameter, ColumnElement, Select, func, or_, select, true
from sqlalchemy.orm import joinedload

from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import NotFoundError
from kb.identify.needs.models import UNANSWERED, Need, NeedAnswer, NeedOffer
from kb.people.models import Me, Person
from kb.practices.models import Practice

A_DAY = timedelta(days=1)


def visible_to(person: Person | Me) -> ColumnElement[bool]:
    """Return the SQL condition for the needs ``person`` may see.

    One's own, in one's own words; all wordings of what one was asked, until one says no; and
    everything for the coordinators.
    """
    if person.is_coordinator:
        return true()
    offered = select(NeedOffer.need_id).where(
        NeedOffer.person_id == person.id, NeedOffer.declined_at.is_(None)
    )
    return or_(Need.asker_id == person.id, whole_id().in_(offered))


def whole_id() -> ColumnElement[int]:
    """Return the number of the need under which a wording stands."""
    return func.coalesce(Need.part_of_id, Need.id)


def needs_by_ids(numbers: Sequence[int], *, seen_by: Person) -> Sequence[Need]:
    """Return those of the needs that ``seen_by`` may see."""
    among = Need.id.in_(numbers), visible_to(seen_by)
    return session.scalars(select(Need).where(*among).order_by(Need.id)).all()


def need_by_id(number: int, *, seen_by: Person) -> Need:
    """Return the need to those who may see it; to others there is none."""
    found = next(iter(needs_by_ids([number], seen_by=seen_by)), None)
    if found is None:
        raise NotFoundError("need.not_found")
    return found


def wordings_of(whole: Need, *, seen_by: Person) -> Sequence[Need]:
    """Return the wordings of a need that ``seen_by`` may see, oldest first."""
    among = whole_id() == whole.id, visible_to(seen_by)
    return session.scalars(select(Need).where(*among).order_by(Need.made_at, Need.id)).all()


def every_wording(whole: Need) -> Sequence[Need]:
    """Return all the wordings of a need, oldest first, for what follows from them."""
    return session.scalars(
        select(Need).where(whole_id() == whole.id).order_by(Need.made_at, Need.id)
    ).all()


def offers_of(whole: Need) -> Sequence[NeedOffer]:
    """Return who was asked, in the order in which they were."""
    offers = select(NeedOffer).where(NeedOffer.need_id == whole.id)
    return session.scalars(offers.order_by(NeedOffer.made_at, NeedOffer.id)).all()


def offer_to(person: Person, whole: Need) -> NeedOffer | None:
    """Return how ``person`` was asked, unless they were not or said no."""
    return session.scalar(
        select(NeedOffer).where(
            NeedOffer.need_id == whole.id,
            NeedOffer.person_id == person.id,
            NeedOffer.declined_at.is_(None),
        )
    )


def answers_of(whole: Need) -> Sequence[NeedAnswer]:
    """Return what was answered or is being written, oldest first."""
    answers = select(NeedAnswer).where(NeedAnswer.need_id == whole.id)
    return session.scalars(answers.order_by(NeedAnswer.made_at, NeedAnswer.id)).all()


def answer_by_id(number: int, *, seen_by: Person) -> NeedAnswer:
    """Return the answer to those who may see the need."""
    found = session.get(NeedAnswer, number)
    if found is None:
        raise NotFoundError("need.not_found")
    need_by_id(found.need_id, seen_by=seen_by)
    return found


def needs_behind(practice: BindParameter[int], *, seen_by: Person | Me) -> Select[int, str]:
    """Select the number and the question of the needs that a practice was made for."""
    return (
        select(Need.id, Need.question)
        .join(NeedAnswer, NeedAnswer.need_id == Need.id)
        .where(NeedAnswer.practice_id == practice, visible_to(seen_by))
    )


def unpublished_answers(practice: Practice) -> Sequence[NeedAnswer]:
    """Return the answers that wait for ``practice`` to be published."""
    waiting = NeedAnswer.practice_id == practice.id, NeedAnswer.given_at.is_(None)
    return session.scalars(select(NeedAnswer).where(*waiting)).all()


def own_needs(person: Person) -> Sequence[Need]:
    """Return everything ``person`` asked, newest first."""
    return session.scalars(_own(person)).all()


def own_needs_waiting(person: Person, at_most: int) -> Sequence[Need]:
    """Return what ``person`` asked and has not said to be done with, newest first."""
    return session.scalars(_own(person).where(Need.helped_at.is_(None)).limit(at_most)).all()


def offered_to(person: Person) -> Sequence[Need]:
    """Return what ``person`` was asked and nobody has answered, oldest first."""
    return session.scalars(
        select(Need)
        .join(NeedOffer, NeedOffer.need_id == Need.id)
        .where(
            NeedOffer.person_id == person.id,
            NeedOffer.declined_at.is_(None),
            Need.state.in_(UNANSWERED),
        )
        .order_by(NeedOffer.made_at)
    ).all()


def asked_today(person: Person) -> int:
    """Count what ``person`` left within a day."""
    lately = Need.asker_id == person.id, Need.made_at > clock.now() - A_DAY
    return session.scalar(select(func.count(Need.id)).where(*lately)) or 0


def _own(person: Person) -> Select[Need]:
    return (
        select(Need)
        .where(Need.asker_id == person.id)
        .options(joinedload(Need.part_of))
        .order_by(Need.made_at.desc(), Need.id.desc())
    )
