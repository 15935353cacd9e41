"""Finding runs, proposals and who waits; for coordinators, to whom alone the pages open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from kb.foundation.db import session
from kb.foundation.errors import NotFoundError
from kb.people.models import Person
from kb.share.matching.bars import answered_learners
from kb.share.matching.models import Decision, Lack, MatchProposal, MatchRun
from kb.share.profiles.queries import wishes_left

PAST_RUNS = 12


@dataclass(frozen=True)
class Waiting:
    """A learner for whom nothing waits to be decided, since when, and why if it is known."""

    learner: Person
    since: datetime
    lack: Lack | None


def latest_run() -> MatchRun | None:
    """Return the run made last, if there is any."""
    return session.scalar(_runs().limit(1))


def run_by_id(number: int) -> MatchRun:
    """Return the run, or raise NotFoundError."""
    found = session.scalar(_runs().where(MatchRun.id == number))
    if found is None:
        raise NotFoundError("matching.run_not_found")
    return found


def past_runs() -> Sequence[MatchRun]:
    """Return the last runs, the newest first."""
    return session.scalars(
        select(MatchRun)
        .options(joinedload(MatchRun.by))
        .order_by(MatchRun.id.desc())
        .limit(PAST_RUNS)
    ).all()


def proposal_by_id(number: int) -> MatchProposal:
    """Return the proposal with its run, or raise NotFoundError."""
    found = session.scalar(
        select(MatchProposal)
        .where(MatchProposal.id == number)
        .options(joinedload(MatchProposal.run))
    )
    if found is None:
        raise NotFoundError("matching.proposal_not_found")
    return found


def proposals_to_decide(person: Person, *, at_most: int) -> Sequence[MatchProposal]:
    """Return the first proposals of the last run that wait for a coordinator; else none."""
    if not person.is_coordinator:
        return []
    last = select(func.max(MatchRun.id)).scalar_subquery()
    return session.scalars(
        select(MatchProposal)
        .where(MatchProposal.run_id == last, MatchProposal.decision == Decision.WAITING)
        .order_by(MatchProposal.id)
        .limit(at_most)
    ).all()


def waiting_list() -> list[Waiting]:
    """Return whose wish nothing answers now, who has waited longest first."""
    run = latest_run()
    lacks = {one.learner_id: one.lack for one in run.unmatched} if run else {}
    proposed = {one.learner_id for one in run.proposals if one.is_waiting} if run else set()
    cared_for = proposed | answered_learners()
    left = [
        Waiting(one.person, one.made_at, lacks.get(one.person_id))
        for one in wishes_left()
        if one.person_id not in cared_for
    ]
    return sorted(left, key=lambda one: (one.since, one.learner.id))


def places_taken(run: MatchRun, mentor_id: int) -> int:
    """Count the proposals of a run that wait with this mentor."""
    return sum(one.is_waiting and one.mentor_id == mentor_id for one in run.proposals)


def _runs() -> Select[MatchRun]:
    return (
        select(MatchRun)
        .options(
            joinedload(MatchRun.by),
            selectinload(MatchRun.proposals),
            selectinload(MatchRun.unmatched),
        )
        .order_by(MatchRun.id.desc())
    )
