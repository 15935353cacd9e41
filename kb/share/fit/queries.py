"""Finding what was answered, and the one condition of who may read it."""

from collections import Counter
from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, false, or_, select

from kb.foundation.db import session
from kb.people.models import Person
from kb.share.fit.models import Fit, FitAnswer, FitRound
from kb.share.pairings.models import Pairing
from kb.share.pairings.queries import includes

ENOUGH = 5  # people, before anything is said of how opinions spread (R10)


def visible_answers(person: Person) -> ColumnElement[bool]:
    """Return the SQL condition of what ``person`` may read: own, a coordinator others' too.

    A coordinator who is the other one of a pair reads no answer of it.
    """
    own = FitAnswer.person_id == person.id
    if not person.is_coordinator:
        return own
    mine = select(Pairing.id).where(includes(person))
    return or_(own, FitAnswer.pairing_id.not_in(mine))


def answers_about(pairings: Sequence[Pairing], *, seen_by: Person) -> Sequence[FitAnswer]:
    """Return what ``seen_by`` may read of these pairings, the newest last."""
    return session.scalars(
        select(FitAnswer)
        .where(FitAnswer.pairing_id.in_([one.id for one in pairings]), visible_answers(seen_by))
        .order_by(FitAnswer.answered_at, FitAnswer.id)
    ).all()


def answer_in(pairing: Pairing, asked_in: FitRound, *, by: Person) -> FitAnswer | None:
    """Return what ``by`` answered when asked that time."""
    return session.scalar(
        select(FitAnswer).where(
            FitAnswer.pairing_id == pairing.id,
            FitAnswer.person_id == by.id,
            FitAnswer.asked_in == asked_in,
        )
    )


def spread(*, seen_by: Person) -> Mapping[Fit, int] | None:
    """Return how the latest answers spread, or nothing while too few people have answered."""
    rows = session.scalars(
        select(FitAnswer)
        .where(visible_answers(seen_by) if seen_by.is_coordinator else false())
        .order_by(FitAnswer.answered_at, FitAnswer.id)
    )
    latest = {(one.pairing_id, one.person_id): one.fit for one in rows}
    if len({person_id for _, person_id in latest}) < ENOUGH:
        return None
    counted = Counter(latest.values())
    return {fit: counted[fit] for fit in Fit}
