"""What can be done with an improvement: proposed, decided, carried into the text."""

from kb.document.revisions.events import RevisionHandedOver, RevisionPublished
from kb.document.revisions.models import Revision, Source
from kb.foundation.db import session
from kb.foundation.errors import ConflictError, DomainError, NotAllowedError
from kb.foundation.news import announce
from kb.identify.recognitions.actions import thank_for_trial
from kb.internalise.improvements.events import ImprovementDecided, ImprovementProposed
from kb.internalise.improvements.forms import Decision, Proposal
from kb.internalise.improvements.models import Improvement, ImprovementState
from kb.internalise.improvements.queries import (
    accepted_by,
    handed_over_in,
    may_decide,
    proposal_of,
)
from kb.internalise.improvements.writing import write_in
from kb.internalise.trials.models import Trial
from kb.people.models import Person


def propose_improvement(trial: Trial, proposal: Proposal, *, by: Person) -> Improvement:
    """Let the one who tried say what the text should say; once for each trial."""
    if trial.learner_id != by.id:
        raise NotAllowedError("improvement.of_own_trial")
    if not trial.asks_for_more:
        raise DomainError("improvement.nothing_to_improve")
    if proposal_of(trial):
        raise ConflictError("improvement.proposed_already")
    made = Improvement(
        trial=trial,
        practice=trial.practice,
        by=by,
        part=proposal.part,
        text=proposal.text,
        why=proposal.why,
        language=proposal.language,
    )
    session.add(made)
    session.flush()
    announce(ImprovementProposed(made.id))
    return made


def decide_improvement(improvement: Improvement, decision: Decision, *, by: Person) -> None:
    """Accept a proposal, which opens the text with it, or refuse it with a reason."""
    if not may_decide(improvement, by):
        raise NotAllowedError("improvement.not_yours")
    accepts = decision.state is ImprovementState.ACCEPTED
    if accepts and not by.may_write:
        raise NotAllowedError("improvement.writer_accepts")
    improvement.take_decision(decision.state, decision.answer, by=by)
    if accepts:
        improvement.worded_in = write_in(improvement, by=by).language
    session.flush()
    announce(ImprovementDecided(improvement.id))


def withdraw_improvement(improvement: Improvement, *, by: Person) -> None:
    """Take back what one proposed, as long as nobody has decided."""
    improvement.withdraw(by=by)
    session.flush()


def note_improvements(event: RevisionHandedOver) -> None:
    """Let a wording know which accepted proposals it was handed over with."""
    revision = session.get_one(Revision, event.revision_id)
    for one in accepted_by(revision.author, revision.practice, revision.language):
        one.revision = revision
        revision.source = Source.TRIAL if revision.source is Source.OWN else revision.source
    session.flush()


def carry_improvements(event: RevisionPublished) -> None:
    """Thank those whose trials improved what readers see now."""
    for one in handed_over_in(event.revision_id):
        one.be_carried()
        if one.decided_by:
            thank_for_trial(one.practice, one.by, one.answer, by=one.decided_by)
    session.flush()
