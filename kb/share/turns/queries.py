"""Finding turns, and the one condition of who may see them."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, func, or_, select, true
from sqlalchemy.orm import selectinload

from kb.foundation import clock
from kb.foundation.conditions import is_any
from kb.foundation.db import session
from kb.foundation.errors import NotFoundError
from kb.identify.carriers.queries import carried_by_id, is_own
from kb.people.models import Me, Person
from kb.practices.models import Practice
from kb.practices.queries import visible_to as practices_seen_by
from kb.share.choices import Choice, choices_among
from kb.share.turns.models import Turn, TurnItem, TurnPractice, TurnState
from kb.web.paging import PER_PAGE, Page


def visible_to(person: Person | Me) -> ColumnElement[bool]:
    """Return the SQL condition for the turns one may see: one's own, or any."""
    return true() if person.is_coordinator else _includes(person)


def turn_by_id(number: int, *, seen_by: Person) -> Turn:
    """Return the turn, or raise NotFoundError as if there were none."""
    found = session.scalar(
        select(Turn)
        .where(Turn.id == number, visible_to(seen_by))
        .options(selectinload(Turn.items))
    )
    if found is None:
        raise NotFoundError("turn.not_found")
    return found


def turns_by_ids(numbers: Sequence[int], *, seen_by: Person) -> Sequence[Turn]:
    """Return those of the turns that ``seen_by`` may see."""
    return session.scalars(select(Turn).where(Turn.id.in_(numbers), visible_to(seen_by))).all()


def turns(*, seen_by: Person, page: int) -> Page[Turn]:
    """Return a page of the turns one may see, the latest first."""
    wanted = select(Turn).where(visible_to(seen_by))
    total = session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    rows = wanted.order_by(Turn.ends_on.desc(), Turn.id.desc())
    found = session.scalars(rows.limit(PER_PAGE).offset((page - 1) * PER_PAGE)).all()
    return Page(found, page, total)


def turns_to_acknowledge(person: Person) -> Sequence[Turn]:
    """Return what has ended and waits for this one's word, the oldest first."""
    unsaid = or_(
        (Turn.owner_id == person.id) & Turn.owner_said_at.is_(None),
        (Turn.doer_id == person.id) & Turn.doer_said_at.is_(None),
    )
    over = Turn.state == TurnState.PLANNED, Turn.ends_on <= clock.today()
    return session.scalars(select(Turn).where(*over, unsaid).order_by(Turn.ends_on)).all()


def item_of(turn: Turn, number: int) -> TurnItem:
    """Return one thing on a turn's list, or raise NotFoundError."""
    found = session.get(TurnItem, number)
    if found is None or found.turn_id != turn.id:
        raise NotFoundError("turn.not_found")
    return found


def practices_of(turn: Turn, *, seen_by: Person) -> Sequence[Practice]:
    """Return what the doer does meanwhile, of what the reader may see."""
    return session.scalars(
        select(Practice)
        .join(TurnPractice, TurnPractice.practice_id == Practice.id)
        .where(TurnPractice.turn_id == turn.id, practices_seen_by(seen_by))
        .order_by(Practice.title)
    ).all()


def practices_to_take_over(owner: Person, doer: Person, *, seen_by: Person) -> list[Choice]:
    """Return what the owner openly can do and all of them may see, by title."""
    all_see = [practices_seen_by(one) for one in (seen_by, owner, doer)]
    can_do = Practice.id.in_(carried_by_id(owner.id))
    return choices_among(select(Practice).where(can_do, *all_see))


def acknowledged_practice_ids() -> Select[int]:
    """Select what both said was done for another by somebody who is not its holder."""
    own = is_own(TurnPractice.practice_id, Turn.doer_id)
    settled = is_any(Turn.state, (TurnState.ACKNOWLEDGED, TurnState.JUDGED))
    return select(TurnPractice.practice_id).join(Turn).where(settled, ~own)


def _includes(person: Person | Me) -> ColumnElement[bool]:
    return or_(Turn.owner_id == person.id, Turn.doer_id == person.id)
