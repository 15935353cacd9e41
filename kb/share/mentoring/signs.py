"""What the facts of many pairs are told by, read with few questions to the database."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy import select

from kb.foundation.db import session
from kb.share.fit.models import Fit, FitAnswer
from kb.share.mentoring.facts import Signs, day_of
from kb.share.mentoring.models import Session
from kb.share.pairings.models import Pairing, PairingState
from kb.share.profiles.models import MentorProfile

GOING = (PairingState.AGREED, PairingState.ACTIVE)


def signs_of(
    pairings: Sequence[Pairing],
    met: Mapping[int, Sequence[Session]],
    answers: Sequence[FitAnswer],
) -> Iterator[Signs]:
    """Return what tells of each pairing; ``met`` and ``answers`` have been read already."""
    over, unfit = _over_capacity({one.mentor_id for one in pairings}), _unfit(answers)
    for one in pairings:
        yield Signs(
            one,
            met.get(one.id, ()),
            over_capacity_since=over.get(one.mentor_id),
            does_not_fit_since=unfit.get(one.id),
        )


def _over_capacity(mentors: set[int]) -> Mapping[int, date]:
    """Return since when a mentor has more learners than they said they take."""
    told = select(MentorProfile).where(MentorProfile.person_id.in_(mentors))
    takes = {one.person_id: one.capacity for one in session.scalars(told)}
    going = defaultdict(list)
    for mentor_id, made_at in session.execute(
        select(Pairing.mentor_id, Pairing.made_at)
        .where(Pairing.mentor_id.in_(takes), Pairing.state.in_(GOING))
        .order_by(Pairing.made_at)
    ):
        going[mentor_id].append(day_of(made_at))
    return {
        mentor: going[mentor][most]
        for mentor, most in takes.items()
        if len(going[mentor]) > most
    }


def _unfit(answers: Sequence[FitAnswer]) -> Mapping[int, date]:
    """Return since when one of the two says, in their latest answer, that it does not work."""
    latest = {(one.pairing_id, one.person_id): one for one in answers}  # the newest is last
    since: dict[int, date] = {}
    for (pairing_id, _), answer in latest.items():
        if answer.fit is Fit.NOT:
            day = day_of(answer.answered_at)
            since[pairing_id] = min(day, since.get(pairing_id, day))
    return since
