"""What can be done with a pairing: propose, answer, judge the goal."""

from kb.foundation.db import session
from kb.foundation.errors import DomainError, InvalidError, NotFoundError
from kb.foundation.news import announce
from kb.people.models import Person
from kb.people.queries import person_by_id
from kb.practices.models import Practice
from kb.share.pairings.events import PairingChanged
from kb.share.pairings.forms import Closing, Proposal
from kb.share.pairings.models import Pairing
from kb.share.pairings.queries import practices_to_pass_on


def check_pair(mentor: Person, learner: Person, *, by: Person) -> None:
    """Refuse two who cannot be a pair, or whom ``by`` may not propose."""
    if mentor.id == learner.id:
        raise InvalidError({"learner": "pairing.same_person"})
    if mentor.manager_id == learner.id or learner.manager_id == mentor.id:
        raise DomainError("pairing.manager", mentor=mentor.name, learner=learner.name)
    if not (mentor.is_here and learner.is_here):
        raise DomainError("pairing.not_here", mentor=mentor.name, learner=learner.name)
    if by.id not in {mentor.id, learner.id} and not by.may_write:
        raise DomainError("pairing.propose_own")


def propose_pairing(proposal: Proposal, *, by: Person, ref: str | None = None) -> Pairing:
    """Propose a pair with a goal; who is one of the two accepts in proposing."""
    goal = proposal.goal
    mentor, learner = person_by_id(goal.mentor_id), person_by_id(goal.learner_id)
    check_pair(mentor, learner, by=by)
    pairing = Pairing(ref=ref, mentor=mentor, learner=learner, proposed_by_id=by.id)
    pairing.goal, pairing.goal_kind, pairing.means = goal.sentence, goal.kind, proposal.means
    pairing.topics, pairing.language = proposal.topics, proposal.language
    pairing.targets = chosen_practices(proposal.practice_ids, pairing, by=by)
    session.add(pairing)
    session.flush()
    if pairing.includes(by):
        pairing.accept(by=by, motivation=proposal.motivation)
    announce(PairingChanged(pairing.id))
    return pairing


def accept_pairing(pairing: Pairing, motivation: str, *, by: Person) -> None:
    """Say yes for one of the two, and why."""
    pairing.accept(by=by, motivation=motivation)
    announce(PairingChanged(pairing.id))


def decline_pairing(pairing: Pairing, *, by: Person) -> None:
    """Say that it does not suit now."""
    pairing.decline(by=by)
    announce(PairingChanged(pairing.id))


def complete_pairing(pairing: Pairing, closing: Closing, *, by: Person) -> None:
    """End a pairing by judging its goal."""
    pairing.complete(closing.outcome, closing.words, by=by)
    announce(PairingChanged(pairing.id))


def chosen_practices(
    numbers: tuple[int, ...], pairing: Pairing, *, by: Person
) -> list[Practice]:
    """Return the practices of these numbers; one that not all may see is refused."""
    choices = practices_to_pass_on(pairing.mentor, pairing.learner, seen_by=by)
    seen = {choice.practice.id: choice.practice for choice in choices}
    if not set(numbers) <= set(seen):
        raise NotFoundError("pairing.practice_unseen")
    return [seen[number] for number in numbers]
