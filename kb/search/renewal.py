"""One model follows another without a gap: the former serves until the latter has read all.

Vectors of both lie side by side meanwhile. What is worded anew is read with both, all else with
the model that follows. Once its vectors are whole it serves, and the former's are let go of.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from sqlalchemy import ColumnElement, Select, delete, exists, func, select

from kb.foundation import clock, outbox
from kb.foundation.db import session
from kb.search.models import Adopted, Document, Passage

RENEW = "search.renew"

NOTICED = timedelta(minutes=10)  # by then every server has changed over
AT_ONCE = 2_000


@dataclass(frozen=True)
class Renewal:
    """How many texts the model that follows has read, of how many."""

    done: int
    total: int


def renewal(among: ColumnElement[bool] | None = None, **bound: int) -> Renewal | None:
    """Return how far a change of models is, ``among`` some texts; None if none is under way."""
    follows = session.scalar(_following())
    if follows is None:
        return None
    read = func.count().filter(Document.embedded_with == follows)
    counted = select(read, func.count(Document.embedded_with))
    asked = counted if among is None else counted.where(among)
    return Renewal(*session.execute(asked, bound).one())


def serving(setting: str) -> Sequence[Adopted]:
    """Return the models whose vectors are whole, that of ``setting`` first, then the latest."""
    whole = select(Adopted).where(Adopted.whole_at.is_not(None))
    chosen = (Adopted.setting == setting).desc()
    return session.scalars(whole.order_by(chosen, Adopted.whole_at.desc())).all()


def adopt(setting: str, name: str) -> None:
    """Let the model ``name`` follow, and queue what it has not read; forget one given up."""
    session.execute(delete(Adopted).where(Adopted.whole_at.is_(None), Adopted.name != name))
    adopted = session.get(Adopted, name) or Adopted(name=name)
    adopted.setting = setting
    session.add(adopted)
    behind = set(session.scalars(_behind(name)))
    for number in sorted(behind - _queued()):
        outbox.post(RENEW, document_id=number)
    adopted.whole_at = None if behind else adopted.whole_at or clock.now()


def is_settled(name: str) -> bool:
    """Say whether the model ``name`` serves, and no other's vectors are left."""
    others = exists().where((Adopted.name != name) | Adopted.whole_at.is_(None))
    return not session.scalar(select(others))


def settle(name: str) -> bool:
    """Let a model serve once it has read every text; return whether it does.

    Vectors of others go a part at a time, and not before every server has changed over.
    """
    adopted = session.get_one(Adopted, name)
    if adopted.whole_at is None and not session.scalar(select(_behind(name).exists())):
        adopted.whole_at = clock.now()
    if adopted.whole_at and adopted.whole_at < clock.now() - NOTICED:
        _forget_others(name)
    return adopted.whole_at is not None


def _forget_others(name: str) -> None:
    others = select(Passage.id).where(Passage.model != name).limit(AT_ONCE)
    gone = session.execute(delete(Passage).where(Passage.id.in_(others)).returning(Passage.id))
    if not gone.all():
        session.execute(delete(Adopted).where(Adopted.name != name))


def _behind(name: str) -> Select[int]:
    return select(Document.id).where(Document.embedded_with != name)


def _queued() -> set[int]:
    rows = session.scalars(
        select(outbox.Outbox.payload).where(
            outbox.Outbox.kind == RENEW, outbox.Outbox.dead_at.is_(None)
        )
    )
    return {int(str(payload["document_id"])) for payload in rows}


@cache
def _following() -> Select[str]:
    return select(Adopted.name).where(Adopted.whole_at.is_(None))
