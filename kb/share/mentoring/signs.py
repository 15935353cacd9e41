"""What the facts of many pairs are told by, read with few questions to the database."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from sqlalchemy import select

from kb.foundation.db import session
from kb.share.fit.models import Fit, FitAnswer
from kb.share.mentoring.diary import missed_by
from kb.share.mentoring.facts import Signs, day_of
from kb.share.mentoring.models import Session
from kb.share.pairings.models import Pairing
from kb.share.pairings.states import SEATED, PairingState
from kb.share.profiles.models import MentorProfile


def signs_of(
    pairings: Sequence[Pairing],
    met: Mapping[int, Sequence[Session]],
    answers: Sequence[FitAnswer],
) -> Iterator[Signs]:
    """Return what tells of each pairing; ``met`` and ``answers`` have been read already."""
    over, unfit = _over_capacity({one.mentor_id for one in pairings}), _unfit(answers)
    missed = _missed(pairings, met)
    for one in pairings:
        yield Signs(
            one,
            met.get(one.id, ()),
            missed=missed[one.id],
            agreement_since=_agreement_since(one),
            over_capacity_since=over.get(one.mentor_id),
            does_not_fit_since=unfit.get(one.id),
        )


def _missed(
    pairings: Sequence[Pairing], met: Mapping[int, Sequence[Session]]
) -> Mapping[int, list[date]]:
    """Return the days of meetings that were not held since the last one that was."""
    found = defaultdict(list)
    for one in missed_by(pairings):
        held = met.get(one.pairing_id, ())
        if not held or one.held_on > held[-1].held_on:
            found[one.pairing_id].append(one.held_on)
    return found


def _agreement_since(pairing: Pairing) -> date | None:
    """Return since when an agreement waits: to be worded, or for a yes of somebody."""
    if pairing.agreement and pairing.unsigned:
        return day_of(pairing.agreement.written_at)
    waits = pairing.state is PairingState.AGREED and not pairing.agreement
    return day_of(pairing.stirred_at) if waits else None


def _over_capacity(mentors: set[int]) -> Mapping[int, date]:
    """Return since when a mentor has more learners than they said they take."""
    told = select(MentorProfile).where(MentorProfile.person_id.in_(mentors))
    takes = {one.person_id: one.capacity for one in session.scalars(told)}
    going: dict[int, list[date]] = defaultdict(list)
    seated = (
        select(Pairing)
        .where(Pairing.mentor_id.in_(takes), Pairing.state.in_(SEATED))
        .order_by(Pairing.made_at)
    )
    for one in session.scalars(seated):
        going[one.mentor_id] += [day_of(one.made_at)] * len(one.learners)
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
