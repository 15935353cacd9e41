"""What a coordinator does: run the matching, approve, swap the mentor, reject."""

from kb.foundation.db import session
from kb.foundation.errors import DomainError, NotFoundError
from kb.people.models import Person
from kb.share.matching.bars import is_paired
from kb.share.matching.forms import Approval, Rejection
from kb.share.matching.gathering import programme_seen_by
from kb.share.matching.models import Decision, MatchProposal, MatchRun, Unmatched
from kb.share.matching.outcome import Match, Outcome
from kb.share.matching.programme import Learner, Mentor, Programme
from kb.share.matching.queries import latest_run, places_taken
from kb.share.pairings.actions import propose_pairing
from kb.share.pairings.forms import Goal, Proposal
from kb.share.pairings.models import Pairing
from kb.share.profiles.models import LearningWish
from kb.share.profiles.queries import wish_of


def run_matching(*, by: Person) -> MatchRun:
    """Propose pairs of all that is offered and wished now; nothing is told to anybody."""
    outcome = Outcome(programme_seen_by(by))
    if not outcome.programme.learners:
        raise DomainError("matching.nothing_wished")
    _overtake(by)
    run = MatchRun(by_id=by.id, rules=outcome.programme.rules)
    run.snapshot, run.fairness = outcome.programme.kept(), outcome.fairness
    run.proposals = [_proposal(match) for match in outcome.matches]
    lacks = outcome.unmatched.items()
    run.unmatched = [Unmatched(learner_id=one, lack=lack) for one, lack in lacks]
    session.add(run)
    session.flush()
    return run


def approve_proposal(proposal: MatchProposal, approval: Approval, *, by: Person) -> Pairing:
    """Propose the pair to the two: now they hear of it, and each says yes or no."""
    proposal.decide(Decision.APPROVED, by=by)
    mentor, learner = _still_possible(proposal.mentor_id, proposal.learner_id, by=by)
    wish = _wish(proposal.learner)
    goal = Goal(wish.goal, wish.goal_kind, mentor.person_id, learner.person_id)
    practices = passed_on(mentor, learner)
    made = Proposal(goal, approval.means, practices, language=wish.language)
    proposal.pairing = propose_pairing(made, by=by)
    session.flush()
    return proposal.pairing


def swap_mentor(proposal: MatchProposal, mentor_id: int, *, by: Person) -> MatchProposal:
    """Propose another mentor to the same learner; the former proposal is kept as swapped."""
    run, learner_id = proposal.run, proposal.learner_id
    others = Outcome(Programme.read(run.snapshot)).others_for(learner_id)
    match = next((one for one in others if one.mentor_id == mentor_id), None)
    if match is None or mentor_id == proposal.mentor_id:
        raise NotFoundError("matching.no_such_mentor")
    mentor, _ = _still_possible(mentor_id, learner_id, by=by)
    if places_taken(run, mentor_id) >= mentor.seats:
        raise DomainError("matching.mentor_full")
    proposal.decide(Decision.SWAPPED, by=by)
    instead = _proposal(match)
    instead.chosen_by_id = by.id
    run.proposals.append(instead)
    session.flush()
    return instead


def reject_proposal(proposal: MatchProposal, rejection: Rejection, *, by: Person) -> None:
    """Do not make the pair; it is not proposed again while the wish stands as it is."""
    proposal.decide(Decision.REJECTED, by=by, reason=rejection.reason)


def passed_on(mentor: Mentor, learner: Learner) -> tuple[int, ...]:
    """Return what the pair would be about: what was wished by name, else by its area."""
    offered = set(mentor.offers)
    named = tuple(one for one in learner.wants if one in offered)
    return named or tuple(one for one in learner.within or () if one in offered)


def _overtake(by: Person) -> None:
    """Let what the last run left undecided be decided by no one: a newer run knows more."""
    former = latest_run()
    for proposal in former.proposals if former else ():
        if proposal.is_waiting:
            proposal.decide(Decision.OVERTAKEN, by=by)


def _proposal(match: Match) -> MatchProposal:
    return MatchProposal(
        mentor_id=match.mentor_id,
        learner_id=match.learner_id,
        score=match.score,
        parts=match.parts,
    )


def _still_possible(mentor_id: int, learner_id: int, *, by: Person) -> tuple[Mentor, Learner]:
    """Return the two as they stand now; if they are no pair any more, refuse.

    A full mentor and a pair that exists are told, for the coordinator sees both anyway; of
    all else it is said that something has changed, never what.
    """
    now = programme_seen_by(by)
    if is_paired(mentor_id, learner_id):
        raise DomainError("matching.pair_exists")
    rows = [one.person_id for one in now.learners]
    columns = [one.person_id for one in now.mentors]
    if mentor_id not in columns or learner_id not in rows:
        raise DomainError("matching.no_longer_possible")
    row, column = rows.index(learner_id), columns.index(mentor_id)
    if now.mentors[column].seats == 0:
        raise DomainError("matching.mentor_full")
    if not Outcome(now).scoring.suitable[row, column]:
        raise DomainError("matching.no_longer_possible")
    return now.mentors[column], now.learners[row]


def _wish(learner: Person) -> LearningWish:
    wish = wish_of(learner)
    if wish is None:
        raise DomainError("matching.no_longer_possible")
    return wish
