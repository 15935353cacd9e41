"""Finding how far learners are with what their pair is about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb.internalise.marks.queries import LearnerState, states_by_practice
from kb.internalise.paths.queries import walks_of
from kb.internalise.paths.walking import Walk
from kb.people.models import Person
from kb.practices.models import Practice
from kb.practices.queries import practices_by_ids
from kb.share.mentoring.queries import sessions_of
from kb.share.mentoring.showing import shows_progress
from kb.share.pairings.models import Pairing


@dataclass(frozen=True)
class Progress:
    """One learner of a pair; without their word there are no states of others to see."""

    learner: Person
    shown: bool
    states: Mapping[int, LearnerState]
    walks: Sequence[Walk]

    def state_of(self, practice: Practice) -> LearnerState:
        """Return how far they are with a practice."""
        return self.states.get(practice.id, LearnerState.NONE)


def practices_of(pairing: Pairing, *, seen_by: Person) -> Sequence[Practice]:
    """Return what a pair is about and what it went through, as ``seen_by`` may see it."""
    gone = {one.id for held in sessions_of([pairing]) for one in held.practices}
    return practices_by_ids(sorted(gone | {one.id for one in pairing.targets}), seen_by=seen_by)


def progress_in(pairing: Pairing, *, seen_by: Person) -> Sequence[Progress]:
    """Return how far learners are: their own to each, to who teaches them what they show."""
    teaches = seen_by.id in {one.id for one in pairing.teachers}
    seen = [one for one in pairing.doers if teaches or one.id == seen_by.id]
    return [_progress(pairing, one, seen_by) for one in seen]


def _progress(pairing: Pairing, learner: Person, seen_by: Person) -> Progress:
    shown = shows_progress(pairing, learner)
    if not (shown or learner.id == seen_by.id):
        return Progress(learner, shown, {}, [])
    states = states_by_practice(learner)
    walks = walks_of(learner, seen_by=seen_by, states=states)
    return Progress(learner, shown, states, walks)
