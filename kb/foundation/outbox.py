"""Deeds that leave the process, kept as rows until they are done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import JSON, func, select
from sqlalchemy.orm import Mapped, mapped_column

from kb.foundation import clock
from kb.foundation.db import Base, session, unit_of_work

FIRST_WAIT = timedelta(seconds=10)
TRIES = 8  # 10 s doubled seven times: the last try comes about twenty minutes after the first
LONGEST_WAIT = FIRST_WAIT * 2**TRIES  # whoever waits longer was told so by a wrong clock

Payload = dict[str, object]
Deliveries = Mapping[str, Callable[[list[Payload]], None]]


class Outbox(Base):
    """One deed to do: at least once, in order of its number, by any worker."""

    __tablename__ = "outbox"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(index=True)
    payload: Mapped[Payload] = mapped_column(JSON)
    made_at: Mapped[datetime]
    due_at: Mapped[datetime] = mapped_column(index=True)
    tries: Mapped[int] = mapped_column(default=0)
    dead_at: Mapped[datetime | None]
    trouble: Mapped[str | None]


def post(kind: str, **payload: object) -> None:
    """Leave a deed for the worker, in the transaction of what caused it."""
    moment = clock.now()
    session.add(Outbox(kind=kind, payload=payload, made_at=moment, due_at=moment))


def waiting(kind: str) -> int:
    """Count the deeds of ``kind`` that are still to be done."""
    undone = select(func.count()).where(Outbox.kind == kind, Outbox.dead_at.is_(None))
    return session.scalar(undone) or 0


@dataclass(frozen=True)
class Backlog:
    """What is undone of one kind: how many, how many given up, since when it is due."""

    kind: str
    waiting: int
    dead: int
    due_since: datetime | None

    @property
    def lag(self) -> timedelta:
        """Return for how long the first of it could have been done."""
        late = clock.now() - self.due_since if self.due_since else timedelta(0)
        return max(late, timedelta(0))


def backlogs() -> list[Backlog]:
    """Return what is undone, kind by kind, in one statement."""
    alive = Outbox.dead_at.is_(None)
    undone = select(
        Outbox.kind,
        func.count().filter(alive).label("waiting"),
        func.count(Outbox.dead_at).label("dead"),
        func.min(Outbox.due_at).filter(alive).label("due_since"),
    ).group_by(Outbox.kind)
    return [Backlog(*row) for row in session.execute(undone)]


def dead() -> list[Outbox]:
    """Return the deeds that were given up, oldest first."""
    return list(session.scalars(select(Outbox).where(Outbox.dead_at.is_not(None))))


def drain(
    deliveries: Deliveries, *, at_most: int = 16, ending: Callable[[], bool] = lambda: False
) -> int:
    """Do what is due until ``ending``; return how many.

    A batch of one kind at a time, and what is named first comes first, also before the rest of
    a kind that was begun.
    """
    done = 0
    while not ending() and (batch := _first_due(deliveries, at_most)):
        kind, deeds = batch
        done += _attempt(deeds, deliveries[kind])
    return done


def _first_due(
    deliveries: Deliveries, at_most: int
) -> tuple[str, list[tuple[int, Payload]]] | None:
    batches = ((kind, _due(kind, at_most)) for kind in deliveries)
    return next((batch for batch in batches if batch[1]), None)


def _due(kind: str, at_most: int) -> list[tuple[int, Payload]]:
    moment = clock.now()
    waits = Outbox.due_at.between(moment, moment + LONGEST_WAIT) & (Outbox.tries > 0)
    due = (
        select(Outbox.id, Outbox.payload)
        .where(Outbox.kind == kind, Outbox.dead_at.is_(None), ~waits)
        .order_by(Outbox.id)
        .limit(at_most)
    )
    found = [(row.id, row.payload) for row in session.execute(due)]
    session.rollback()
    return found


def _attempt(batch: list[tuple[int, Payload]], deliver: Callable[[list[Payload]], None]) -> int:
    numbers = [number for number, _ in batch]
    try:
        deliver([payload for _, payload in batch])
    except Exception as trouble:  # noqa: BLE001 - whatever a delivery meets must not stop the worker
        if len(batch) > 1:
            return sum(_attempt([one], deliver) for one in batch)
        _postpone(numbers[0], str(trouble))
        return 0
    _cross_off(numbers)
    return len(numbers)


def _cross_off(numbers: list[int]) -> None:
    with unit_of_work():
        session.query(Outbox).where(Outbox.id.in_(numbers)).delete()


def _postpone(number: int, trouble: str) -> None:
    with unit_of_work():
        deed = session.get(Outbox, number)
        if deed is None:
            return
        deed.tries += 1
        deed.trouble = trouble[:500]
        deed.due_at = clock.now() + FIRST_WAIT * 2 ** (deed.tries - 1)
        deed.dead_at = clock.now() if deed.tries >= TRIES else None
