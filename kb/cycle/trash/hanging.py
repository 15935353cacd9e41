"""What hangs on a practice: others' work that would go with it, told before it is deleted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute

from kb.document.flaws.models import Flaw
from kb.document.links.queries import links_to
from kb.document.revisions.models import Revision, RevisionState
from kb.document.revisions.parents import Parent
from kb.foundation.db import session
from kb.foundation.words import Kind
from kb.identify.carriers.models import CarrierReason
from kb.identify.recognitions.models import Recognition
from kb.internalise.adoptions.models import Adoption
from kb.internalise.attestations.models import Attestation
from kb.internalise.improvements.models import Improvement
from kb.internalise.marks.models import Mark, MarkKind
from kb.internalise.paths.models import PathStep
from kb.internalise.situations.models import Situation
from kb.internalise.trials.models import Trial
from kb.people.models import Person
from kb.practices.models import Practice
from kb.share.events.meetings import GoneThrough
from kb.share.mentoring.models import SessionPractice
from kb.share.pairings.targets import PairingPractice
from kb.share.shadowing.models import Shadowing
from kb.share.turns.models import TurnPractice
from kb.socialise.talk.comments import Comment
from kb.socialise.talk.models import Question

Column = InstrumentedAttribute[int] | InstrumentedAttribute[int | None]


class Hanging(Kind):
    """The kinds of work that hang on a practice."""

    REVISIONS = "revisions"
    TRIALS = "trials"
    IMPROVEMENTS = "improvements"
    OWN_WORK = "own_work"
    ADOPTIONS = "adoptions"
    ATTESTATIONS = "attestations"
    SHADOWINGS = "shadowings"
    MEETINGS = "meetings"
    PAIRS = "pairs"
    EVENTS = "events"
    TURNS = "turns"
    QUESTIONS = "questions"
    RECOGNITIONS = "recognitions"
    CARRIERS = "carriers"
    FLAWS = "flaws"
    COMMENTS = "comments"
    MODELS = "models"
    SITUATIONS = "situations"
    PATHS = "paths"
    LINKS = "links"


ANSWERED = Attestation.level.is_not(None)
PUBLISHED = Revision.state.in_([RevisionState.PUBLISHED, RevisionState.SUPERSEDED])

# Where each kind of work names its practice, whose it is where that is said, and which counts.
# What a learner keeps to themselves (read, plans, what they rehearse) is told to nobody, not
# even as a number.
COUNTED: Mapping[Hanging, tuple[Column, Column | None, ColumnElement[bool] | None]] = {
    Hanging.REVISIONS: (Revision.practice_id, Revision.author_id, PUBLISHED),
    Hanging.TRIALS: (Trial.practice_id, Trial.learner_id, None),
    Hanging.IMPROVEMENTS: (Improvement.practice_id, Improvement.by_id, None),
    Hanging.OWN_WORK: (Mark.practice_id, Mark.learner_id, Mark.kind == MarkKind.OWN_WORK),
    Hanging.ADOPTIONS: (Adoption.practice_id, Adoption.person_id, None),
    Hanging.ATTESTATIONS: (Attestation.practice_id, Attestation.learner_id, ANSWERED),
    Hanging.SHADOWINGS: (Shadowing.practice_id, Shadowing.guest_id, None),
    Hanging.MEETINGS: (SessionPractice.practice_id, None, None),
    Hanging.PAIRS: (PairingPractice.practice_id, None, None),
    Hanging.EVENTS: (GoneThrough.practice_id, None, None),
    Hanging.TURNS: (TurnPractice.practice_id, None, None),
    Hanging.QUESTIONS: (Question.practice_id, Question.asker_id, None),
    Hanging.RECOGNITIONS: (Recognition.practice_id, Recognition.by_id, None),
    Hanging.CARRIERS: (CarrierReason.practice_id, CarrierReason.person_id, None),
    Hanging.FLAWS: (Flaw.practice_id, Flaw.by_id, None),
    Hanging.COMMENTS: (Comment.practice_id, Comment.by_id, None),
    Hanging.SITUATIONS: (Situation.practice_id, Situation.author_id, None),
    Hanging.PATHS: (PathStep.practice_id, None, PathStep.removed_at.is_(None)),
    Hanging.MODELS: (Parent.practice_id, None, None),
}


@dataclass(frozen=True)
class Hangs:
    """How much of one kind hangs on a practice."""

    kind: Hanging
    number: int


def hanging_on(practice: Practice, *, seen_by: Person) -> Sequence[Hangs]:
    """Return what would go with ``practice``, all in all."""
    found = [Hangs(kind, _count(kind, practice, but=None)) for kind in COUNTED]
    links = Hangs(Hanging.LINKS, len(links_to(practice, seen_by=seen_by)))
    return [one for one in (*found, links) if one.number]


def is_others_work(practice: Practice, person: Person) -> bool:
    """Say whether anything of anybody else hangs on ``practice``."""
    return any(_count(kind, practice, but=person) for kind in COUNTED)


def _count(kind: Hanging, practice: Practice, *, but: Person | None) -> int:
    of, whose, which = COUNTED[kind]
    wanted = select(func.count()).where(of == practice.id)
    if which is not None:
        wanted = wanted.where(which)
    if but is not None and whose is not None:
        wanted = wanted.where(whose != but.id)
    return session.scalar(wanted) or 0
