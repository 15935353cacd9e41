"""What the demo's trials showed should be said otherwise, and what was decided."""

from collections.abc import Iterator
from functools import partial

from sqlalchemy import select

from kb.demo.house import Deed, House
from kb.demo.reading import Row, moment_of, rows
from kb.foundation.db import session
from kb.internalise.improvements.actions import decide_improvement, propose_improvement
from kb.internalise.improvements.forms import Decision, Proposal
from kb.internalise.improvements.models import Improvement, ImprovementState
from kb.internalise.trials.models import ASKS_FOR_MORE, Trial


def deeds_of_improving(house: House) -> Iterator[Deed]:
    """Return what was proposed, and what came of it."""
    for row in rows("improving")["proposals"]:
        yield Deed(moment_of(row["days_ago"], hour=17), partial(_propose, house, row))
        if "decided_days_ago" in row:
            ago = row["decided_days_ago"]
            yield Deed(moment_of(ago, hour=10), partial(_refuse, house, row))


def _propose(house: House, row: Row) -> None:
    proposal = Proposal(row["part"], row["text"], row["why"], "fi")
    propose_improvement(_trial(house, row), proposal, by=house.person(row["learner"]))


def _refuse(house: House, row: Row) -> None:
    theirs = Improvement.trial_id == _trial(house, row).id
    improvement = session.scalars(select(Improvement).where(theirs)).one()
    decision = Decision(ImprovementState.REFUSED, row["answer"])
    decide_improvement(improvement, decision, by=improvement.practice.steward)


def _trial(house: House, row: Row) -> Trial:
    return session.scalars(
        select(Trial)
        .where(
            Trial.practice_id == house.practices[row["practice"]],
            Trial.learner_id == house.people[row["learner"]],
            Trial.verdict.in_(ASKS_FOR_MORE),
        )
        .order_by(Trial.id.desc())
        .limit(1)
    ).one()
