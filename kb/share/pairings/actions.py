"""What can be done with a pairing before it begins: propose, say yes or no, withdraw."""

from collections.abc import Iterable

from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import DomainError, InvalidError, NotAllowedError, NotFoundError
from kb.foundation.news import announce
from kb.people.models import Person
from kb.people.queries import person_by_id
from kb.practices.models import Practice
from kb.share.pairings.agreements import Consented, Fellow
from kb.share.pairings.events import (
    PairingAgreed,
    PairingChanged,
    PairingEnded,
    PairingProposed,
)
from kb.share.pairings.forms import Goal, Proposal
from kb.share.pairings.models import Pairing
from kb.share.pairings.queries import pairing_by_id, practices_to_pass_on
from kb.share.pairings.seats import has_room
from kb.share.pairings.states import WAITING, PairingState
from kb.share.profiles.queries import profile_of


def check_goal(goal: Goal, *, by: Person) -> None:
    """Refuse people who cannot be in a pair with each other, or whom ``by`` may not propose."""
    mentor = person_by_id(goal.mentor_id)
    willing = {by.id} if goal.across_line else set()
    for number in (goal.learner_id, *goal.fellow_ids):
        check_pair(mentor, person_by_id(number), by=by, across_line=willing)


def check_pair(
    mentor: Person, learner: Person, *, by: Person, across_line: Iterable[int] = ()
) -> None:
    """Refuse two who cannot be a pair, or whom ``by`` may not propose.

    A line manager and their report need a yes of each to that: ``across_line`` has the numbers
    of those who have given theirs. Who proposes their own pair gives their own in proposing,
    and the other one in answering.
    """
    if mentor.id == learner.id:
        raise InvalidError({"learner": "pairing.same_person"})
    own = by.id in {mentor.id, learner.id}
    needed = {by.id} if own else {mentor.id, learner.id}
    managed = mentor.manager_id == learner.id or learner.manager_id == mentor.id
    if managed and not needed <= set(across_line):
        raise DomainError("pairing.manager", mentor=mentor.name, learner=learner.name)
    if not (mentor.is_here and learner.is_here):
        raise DomainError("pairing.not_here", mentor=mentor.name, learner=learner.name)
    if not own and not by.may_write:
        raise DomainError("pairing.propose_own")
    profile = profile_of(mentor)
    if by.id != mentor.id and profile and not profile.is_available(clock.today()):
        raise DomainError("pairing.takes_none", mentor=mentor.name)


def propose_pairing(
    proposal: Proposal, *, by: Person, ref: str | None = None, across_line: Iterable[int] = ()
) -> Pairing:
    """Propose a pair with a goal; who is in it accepts in proposing."""
    pairing = _pairing_of(proposal, by=by)
    pairing.ref = ref
    willing = set(across_line) | ({by.id} if proposal.goal.across_line else set())
    for learner in pairing.learners:
        check_pair(pairing.mentor, learner, by=by, across_line=willing)
    pairing.targets = chosen_practices(proposal.practice_ids, pairing, by=by)
    session.add(pairing)
    session.flush()
    for member in pairing.members:
        if member.id in willing:
            pairing.consent(Consented.ACROSS_LINE, by=member)
    if pairing.includes(by):
        pairing.say_yes(proposal.motivation, by=by)
    announce(PairingProposed(pairing.id, by.id))
    announce(PairingChanged(pairing.id))
    return pairing


def accept_pairing(pairing: Pairing, motivation: str, *, by: Person) -> None:
    """Say yes, and why; the last yes makes it agreed, if the mentor still has room."""
    pairing.say_yes(motivation, by=by)
    willing = pairing.has_consent(by, Consented.ACROSS_LINE)
    if pairing.is_across_line(by) and not willing:
        raise InvalidError({"across_line": "pairing.across_line_needed"})
    if not pairing.unanswered and not has_room(pairing):
        raise DomainError("pairing.mentor_full", mentor=pairing.mentor.name)
    go_on(pairing)
    if not pairing.unanswered:
        announce(PairingAgreed(pairing.id, by.id))
    announce(PairingChanged(pairing.id))


def decline_pairing(pairing: Pairing, *, by: Person) -> None:
    """Say that it does not suit now; of a group's learners, for oneself alone."""
    pairing.belongs_to(by)
    if pairing.fellows and by.id != pairing.mentor_id:
        _leave(pairing, by=by)
        go_on(pairing)
    else:
        pairing.move_to(PairingState.DECLINED)
        announce(PairingEnded(pairing.id, by.id))
    announce(PairingChanged(pairing.id))


def withdraw_pairing(pairing: Pairing, *, by: Person) -> None:
    """Take back what one proposed; a coordinator may also what is agreed and has not begun."""
    own = pairing.proposed_by_id == by.id and pairing.state is PairingState.PROPOSED
    if not (own or by.is_coordinator):
        raise NotAllowedError("pairing.not_yours_to_withdraw")
    pairing.move_to(PairingState.WITHDRAWN)
    announce(PairingEnded(pairing.id, by.id))
    announce(PairingChanged(pairing.id))


def go_on(pairing: Pairing) -> None:
    """Move as far as everybody's yes allows: to agreed, and with an agreement to active."""
    proposed = pairing.state is PairingState.PROPOSED
    if proposed and not pairing.unanswered and has_room(pairing):
        pairing.move_to(PairingState.AGREED)
    if pairing.state is PairingState.AGREED and pairing.agreement and not pairing.unsigned:
        pairing.move_to(PairingState.ACTIVE)
    session.flush()


def chosen_practices(
    numbers: tuple[int, ...], pairing: Pairing, *, by: Person
) -> list[Practice]:
    """Return the practices of these numbers; one that not all may see is refused."""
    choices = practices_to_pass_on(pairing.mentor, *pairing.learners, seen_by=by)
    seen = {choice.practice.id: choice.practice for choice in choices}
    if not set(numbers) <= set(seen):
        raise NotFoundError("pairing.practice_unseen")
    return [seen[number] for number in numbers]


def _pairing_of(proposal: Proposal, *, by: Person) -> Pairing:
    goal = proposal.goal
    mentor, learner = person_by_id(goal.mentor_id), person_by_id(goal.learner_id)
    pairing = Pairing(mentor=mentor, learner=learner, proposed_by_id=by.id)
    pairing.fellows = [Fellow(person=person_by_id(number)) for number in goal.fellow_ids]
    pairing.goal, pairing.goal_kind, pairing.means = goal.sentence, goal.kind, proposal.means
    pairing.topics, pairing.language = proposal.topics, proposal.language
    pairing.roles, pairing.follows_id = goal.roles, _former(goal, by=by)
    return pairing


def _former(goal: Goal, *, by: Person) -> int | None:
    """Return the pairing that the new one goes on from: one that is over, and seen."""
    if goal.follows_id is None:
        return None
    former = pairing_by_id(goal.follows_id, seen_by=by)
    if not former.is_over:
        raise DomainError("pairing.not_over")
    return former.id


def _leave(pairing: Pairing, *, by: Person) -> None:
    """Take one learner out of a group that has not begun; the next one stands first then."""
    if pairing.state not in WAITING:
        raise DomainError("pairing.cannot_move")
    pairing.consents = [one for one in pairing.consents if one.person_id != by.id]
    gone = next((one for one in pairing.fellows if one.person_id == by.id), pairing.fellows[0])
    if by.id == pairing.learner_id:
        pairing.learner, pairing.learner_motivation = gone.person, gone.motivation
    pairing.fellows.remove(gone)
    session.flush()
