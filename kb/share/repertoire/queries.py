"""Finding the means: the sixteen of the model, and those an admin added."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from kb.foundation.db import session
from kb.foundation.errors import InvalidError, NotFoundError
from kb.foundation.numbers import whole_number
from kb.share.means import SUGGESTED, WORTH, GoalKind, Means, Worth
from kb.share.repertoire.models import PREFIX, AddedMeans


@dataclass(frozen=True)
class Offer:
    """One means to choose: of the sixteen, with the house's words, or added, with its own."""

    key: str
    worth: Worth
    means: Means | None = None
    added: AddedMeans | None = None

    @property
    def is_retired(self) -> bool:
        """Say whether it is offered no longer."""
        return bool(self.added and self.added.retired_at)

    def suits(self, goal: GoalKind) -> bool:
        """Say whether it is among the first for such a goal."""
        return self.means in SUGGESTED[goal] or bool(self.added and self.added.suits == goal)


SIXTEEN: Mapping[str, Offer] = {one.value: Offer(one.value, WORTH[one], one) for one in Means}


def every_offer() -> list[Offer]:
    """Return all means that are in use: the sixteen, then the added ones by age."""
    return [*SIXTEEN.values(), *(_offer(one) for one in _added() if not one.retired_at)]


def retired_offers() -> list[Offer]:
    """Return the means that were taken out of use."""
    return [_offer(one) for one in _added() if one.retired_at]


def offers_for(goal: GoalKind) -> list[Offer]:
    """Return all means in use, those that suit ``goal`` first."""
    order = {means.value: place for place, means in enumerate(SUGGESTED[goal])}
    last = len(order)
    return sorted(
        every_offer(), key=lambda one: (not one.suits(goal), order.get(one.key, last))
    )


def offers_by_key(keys: Iterable[str]) -> dict[str, Offer]:
    """Return the means of these keys; only where one was added is anything asked."""
    wanted = set(keys)
    numbers = {number_of(key) for key in wanted} - {None}
    found = {key: SIXTEEN[key] for key in wanted & set(SIXTEEN)}
    if numbers:
        rows = session.scalars(select(AddedMeans).where(AddedMeans.id.in_(numbers)))
        found |= {row.key: _offer(row) for row in rows}
    return found


def offer_by_key(key: str) -> Offer:
    """Return the means of that key, also one that is in use no longer, or refuse."""
    found = offers_by_key([key]).get(key)
    if found is None:
        raise InvalidError({"means": "pairing.means_needed"})
    return found


def added_by_number(number: int) -> AddedMeans:
    """Return an added means, or raise NotFoundError."""
    found = session.get(AddedMeans, number)
    if found is None:
        raise NotFoundError("means.not_found")
    return found


def number_of(key: str) -> int | None:
    """Return the number in an added means' key; the sixteen have none."""
    return whole_number(key.removeprefix(PREFIX)) if key.startswith(PREFIX) else None


def _added() -> Sequence[AddedMeans]:
    return session.scalars(select(AddedMeans).order_by(AddedMeans.id)).all()


def _offer(one: AddedMeans) -> Offer:
    return Offer(one.key, Worth(one.size, one.share, one.internalise), added=one)
