"""Which pairs are asked whether they work, and by whom it has not been answered yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from kb.foundation import clock
from kb.foundation.db import session
from kb.people.models import Person
from kb.share.fit.models import FitAnswer, FitRound
from kb.share.mentoring.models import Session
from kb.share.mentoring.queries import HELD
from kb.share.pairings.models import Pairing
from kb.share.pairings.queries import includes
from kb.share.pairings.states import MAY_MEET

# After so many days from the first meeting; the latest that has come is the one asked.
ASKED_AFTER = (
    (FitRound.QUARTER, timedelta(days=90)),
    (FitRound.MONTH, timedelta(days=30)),
    (FitRound.FIRST, timedelta()),
)


@dataclass(frozen=True)
class Asked:
    """A pair whose one member is asked."""

    pairing: Pairing
    asked_in: FitRound


def round_of(pairing: Pairing, first_met: date | None) -> FitRound | None:
    """Return which time it is asked now; a pair that rests or has not met is not asked."""
    if first_met is None or not pairing.is_open:
        return None
    gone = clock.today() - first_met
    return next(one for one, after in ASKED_AFTER if gone >= after or not after)


def round_now(pairing: Pairing) -> FitRound | None:
    """Return which time this pair is asked now."""
    first = select(func.min(Session.held_on)).where(Session.pairing_id == pairing.id, HELD)
    return round_of(pairing, session.scalar(first))


def asked_of(person: Person) -> Sequence[Asked]:
    """Return the pairs of which ``person`` has not said yet whether they work."""
    first = func.min(Session.held_on)
    rows = session.execute(
        select(Pairing, first)
        .join(Session, Session.pairing_id == Pairing.id)
        .where(
            HELD,
            includes(person),
            Pairing.state.in_(MAY_MEET),
        )
        .group_by(Pairing.id)
        .order_by(first)
    )
    asked = [Asked(one, now) for one, day in rows if (now := round_of(one, day))]
    answers = select(FitAnswer.pairing_id, FitAnswer.asked_in).where(
        FitAnswer.person_id == person.id
    )
    answered = {(number, asked_in) for number, asked_in in session.execute(answers)}
    return [one for one in asked if (one.pairing.id, one.asked_in) not in answered]
