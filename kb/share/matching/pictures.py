"""A run and a proposal as a coordinator looks at them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb.people.models import Person
from kb.share.matching.grounds import Ground, grounds_of
from kb.share.matching.models import MatchProposal, MatchRun
from kb.share.matching.outcome import Outcome
from kb.share.matching.programme import Programme
from kb.share.matching.queries import places_taken
from kb.share.profiles.models import LearningWish
from kb.share.profiles.queries import wish_of, wishes_by_learner

Explained = tuple[MatchProposal, Ground]


@dataclass(frozen=True)
class RunPicture:
    """A run with its proposals and why: those that wait first, the decided by themselves."""

    run: MatchRun
    waiting: Sequence[Explained]
    decided: Sequence[Explained]
    wishes: Mapping[int, LearningWish]


@dataclass(frozen=True)
class ProposalPicture:
    """A proposal with why, the learner's wish, and who else could be the mentor."""

    proposal: MatchProposal
    ground: Ground
    wish: LearningWish | None
    others: Sequence[Ground]


def picture_of_run(run: MatchRun, *, seen_by: Person) -> RunPicture:
    """Return a run as ``seen_by`` may see it; people stand in alphabetical order."""
    programme = Programme.read(run.snapshot)
    explained = list(
        zip(run.proposals, grounds_of(programme, run.proposals, seen_by=seen_by), strict=True)
    )
    explained.sort(key=lambda one: one[1].learner.name)
    return RunPicture(
        run,
        [one for one in explained if one[0].is_waiting],
        [one for one in explained if not one[0].is_waiting],
        wishes_by_learner([one.learner_id for one in run.proposals]),
    )


def picture_of_proposal(proposal: MatchProposal, *, seen_by: Person) -> ProposalPicture:
    """Return a proposal as ``seen_by`` may see it; other mentors in alphabetical order."""
    run, programme = proposal.run, Programme.read(proposal.run.snapshot)
    places = {one.person_id: one.seats for one in programme.mentors}
    others = [
        one
        for one in Outcome(programme).others_for(proposal.learner_id)
        if one.mentor_id != proposal.mentor_id
        and places_taken(run, one.mentor_id) < places[one.mentor_id]
    ]
    ground, *alternatives = grounds_of(programme, [proposal, *others], seen_by=seen_by)
    alternatives.sort(key=lambda one: one.mentor.name)
    return ProposalPicture(proposal, ground, wish_of(proposal.learner), alternatives)
