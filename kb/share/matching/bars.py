"""Who are no pair: kept together, so that nothing tells one reason from another."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select

from kb.foundation.db import session
from kb.share.matching.models import Decision, MatchProposal
from kb.share.pairings.agreements import Fellow
from kb.share.pairings.models import Pairing
from kb.share.pairings.states import OVER, PairingState
from kb.share.profiles.models import LearningWish, MentorProfile
from kb.share.profiles.queries import excluded_pairs

Pair = tuple[int, int]


def barred_pairs(
    profiles: Sequence[MentorProfile], wishes: Sequence[LearningWish]
) -> set[Pair]:
    """Return every (mentor, learner) who may not be proposed to each other.

    One would rather not; or one leads the other and not both said that this is welcome; or
    they are a pair already; or one of them, or a coordinator, said no since the wish was left.
    """
    mentors = {one.person_id for one in profiles}
    learners = {one.person_id for one in wishes}
    barred = {*_excluded(), *_in_line(profiles, wishes), *_paired(), *_refused()}
    return {pair for pair in barred if pair[0] in mentors and pair[1] in learners}


def answered_learners() -> set[int]:
    """Return whose wish, as it stands, has led to a pair that goes on."""
    rows = (
        select(MatchProposal.learner_id)
        .join(LearningWish, LearningWish.person_id == MatchProposal.learner_id)
        .join(MatchProposal.pairing)
        .where(
            MatchProposal.decision == Decision.APPROVED,
            MatchProposal.decided_at >= LearningWish.made_at,
            Pairing.state.not_in(OVER),
        )
    )
    return set(session.scalars(rows))


def is_paired(mentor_id: int, learner_id: int) -> bool:
    """Say whether the two are a pair that is not over."""
    return (mentor_id, learner_id) in _paired()


def _excluded() -> Iterator[Pair]:
    for one, other in map(tuple, excluded_pairs()):
        yield from ((one, other), (other, one))


def _in_line(
    profiles: Sequence[MentorProfile], wishes: Sequence[LearningWish]
) -> Iterator[Pair]:
    for profile in profiles:
        for wish in wishes:
            mentor, learner = profile.person, wish.person
            led = mentor.manager_id == learner.id or learner.manager_id == mentor.id
            if led and not (profile.across_line and wish.across_line):
                yield mentor.id, learner.id


def _paired() -> set[Pair]:
    going = Pairing.state.not_in(OVER)
    firsts = select(Pairing.mentor_id, Pairing.learner_id).where(going)
    fellows = select(Pairing.mentor_id, Fellow.person_id).join(Fellow).where(going)
    return set(session.execute(firsts.union_all(fellows)))


def _refused() -> Iterator[Pair]:
    declined = (
        select(Pairing.mentor_id, Pairing.learner_id)
        .join(LearningWish, LearningWish.person_id == Pairing.learner_id)
        .where(
            Pairing.state == PairingState.DECLINED, Pairing.closed_at >= LearningWish.made_at
        )
    )
    rejected = (
        select(MatchProposal.mentor_id, MatchProposal.learner_id)
        .join(LearningWish, LearningWish.person_id == MatchProposal.learner_id)
        .where(
            MatchProposal.decision == Decision.REJECTED,
            MatchProposal.decided_at >= LearningWish.made_at,
        )
    )
    for rows in (declined, rejected):
        yield from session.execute(rows)
