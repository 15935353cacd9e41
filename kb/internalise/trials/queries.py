"""Finding trials, and how far they count as doing."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from sqlalchemy import Select, bindparam, func, or_, select
from sqlalchemy.orm import joinedload, lazyload

from kb.document.attachments.models import Attachment
from kb.foundation import clock
from kb.foundation.conditions import is_any
from kb.foundation.db import session
from kb.foundation.errors import NotFoundError
from kb.identify.carriers.queries import practices_held_by
from kb.internalise.trials.models import SUCCESS, Trial, Verdict
from kb.people.models import Me, Person, Role
from kb.practices.models import Practice
from kb.practices.queries import visible_to

NEEDED: Final = 2
RECENT_DAYS: Final = 30

# Two trials are two when they differ in day or in situation (one left untold is no other).
_DAYS = func.count(Trial.tried_on.distinct())
_SITUATIONS = func.count(func.nullif(func.lower(Trial.situation), "").distinct())
OF_ITS_FILE = (
    joinedload(Trial.attachment).lazyload(Attachment.practice),
    joinedload(Trial.attachment).lazyload(Attachment.by),
)
_SUCCESSES = func.count().filter(is_any(Trial.verdict, SUCCESS))


@dataclass(frozen=True)
class Doing:
    """How often somebody has done it at work: the different times, and the successes."""

    different: int
    successes: int

    @property
    def still_needed(self) -> int:
        """Return how many debriefed trials are missing until it may be called own work."""
        return max(NEEDED - self.different, 0 if self.successes else 1, 0)


def doing_of(person: Person, practice: Practice) -> Doing:
    """Return how far this person's trials of ``practice`` count."""
    asked = {"learner": person.id, "practice": practice.id}
    days, situations, successes = session.execute(_doing(), asked).one()
    return Doing(max(days, situations), successes)


@cache
def _doing() -> Select[int, int, int]:
    return select(_DAYS, _SITUATIONS, _SUCCESSES).where(
        Trial.learner_id == bindparam("learner"),
        Trial.practice_id == bindparam("practice"),
        Trial.debriefed_at.is_not(None),
    )


def done_enough() -> Select[int, int]:
    """Select practice and learner of every doing that is enough for own work (R6)."""
    return (
        select(Trial.practice_id, Trial.learner_id)
        .where(Trial.debriefed_at.is_not(None))
        .group_by(Trial.practice_id, Trial.learner_id)
        .having(or_(_DAYS >= NEEDED, _SITUATIONS >= NEEDED), _SUCCESSES > 0)
    )


def tried_practice_ids(person: Person) -> Select[int]:
    """Select the practices that this person has told any trial of."""
    return select(Trial.practice_id).where(Trial.learner_id == person.id)


def debriefed_practice_ids(person: Person) -> Select[int]:
    """Select the practices that this person has tried with something come of it."""
    return tried_practice_ids(person).where(Trial.debriefed_at.is_not(None))


def trial_by_id(number: int, *, seen_by: Person) -> Trial:
    """Return the trial, or raise NotFoundError."""
    found = session.scalar(
        select(Trial).join(Trial.practice).where(Trial.id == number, visible_to(seen_by))
    )
    if found is None:
        raise NotFoundError("trial.not_found")
    return found


def file_of(trial: Trial) -> Attachment:
    """Return what the learner attached to a trial, or raise NotFoundError."""
    if trial.file is None:
        raise NotFoundError("attachment.not_found")
    return trial.file


def trials_of(practice: Practice, *, seen_by: Person) -> Sequence[Trial]:
    """Return who has tried ``practice`` and what came of it, newest first."""
    asked = {"practice": practice.id, "me": seen_by.id}
    return session.scalars(_trials_of(seen_by.role), asked).all()


@cache
def _trials_of(role: Role) -> Select[Trial]:
    return (
        select(Trial)
        .join(Trial.practice)
        .where(Trial.practice_id == bindparam("practice"), visible_to(Me(role)))
        .options(lazyload(Trial.practice), *OF_ITS_FILE)  # at hand already
        .order_by(Trial.tried_on.desc(), Trial.id.desc())
    )


def debriefed_trials_of(learner: Person, practice: Practice) -> Sequence[Trial]:
    """Return what this person tried of ``practice`` with something come of it, newest first."""
    return session.scalars(
        select(Trial)
        .where(
            Trial.learner_id == learner.id,
            Trial.practice_id == practice.id,
            Trial.debriefed_at.is_not(None),
        )
        .order_by(Trial.tried_on.desc(), Trial.id.desc())
    ).all()


def failed_trials_for(holder: Person) -> Sequence[Trial]:
    """Return what lately did not work of this person's knowledge and is not yet noted."""
    return session.scalars(
        select(Trial)
        .join(Trial.practice)
        .where(
            Trial.practice_id.in_(practices_held_by(holder)),
            Trial.verdict == Verdict.FAILED,
            Trial.noted_at.is_(None),
            Trial.made_at >= clock.days_ago(RECENT_DAYS),
            visible_to(holder),
        )
        .order_by(Trial.made_at.desc())
    ).all()
