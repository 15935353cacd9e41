"""What can be done with a turn: plan it, hand over, take back, acknowledge, judge."""

from collections.abc import Sequence

from sqlalchemy import delete

from kb.foundation.db import session
from kb.foundation.errors import DomainError, NotAllowedError, NotFoundError
from kb.foundation.news import announce
from kb.identify.carriers.actions import add_basis
from kb.identify.carriers.models import Basis
from kb.people.models import Person
from kb.people.queries import person_by_id
from kb.share.repertoire.forms import Judgement
from kb.share.turns.events import TurnCancelled, TurnMoved, TurnPlanned
from kb.share.turns.forms import Period, TurnPlan
from kb.share.turns.models import Turn, TurnItem, TurnPractice
from kb.share.turns.queries import practices_of, practices_to_take_over


def plan_turn(plan: TurnPlan, *, by: Person, language: str, ref: str | None = None) -> Turn:
    """Plan that one does another's work for a while; one of the two says so."""
    owner, doer = person_by_id(plan.owner_id), person_by_id(plan.doer_id)
    if by.id not in {owner.id, doer.id}:
        raise NotAllowedError("turn.plan_own")
    if not (owner.is_here and doer.is_here):
        raise DomainError("turn.not_here")
    turn = Turn(ref=ref, owner=owner, doer=doer, made_by_id=by.id, language=language)
    turn.kind, turn.goal, turn.goal_kind = plan.kind, plan.aim.sentence, plan.aim.kind
    turn.begins_on, turn.ends_on, turn.accounts = plan.begins_on, plan.ends_on, plan.accounts
    turn.from_work, turn.to_work = plan.from_work, plan.to_work
    turn.items = [TurnItem(words=words) for words in plan.items]
    session.add(turn)
    session.flush()
    announce(TurnPlanned(turn.id, by.id))
    return turn


def move_turn(turn: Turn, period: Period, *, by: Person) -> None:
    """Change its days; the other one is told."""
    if period == Period(turn.begins_on, turn.ends_on):
        return
    turn.move(period.begins_on, period.ends_on, by=by)
    session.flush()
    announce(TurnMoved(turn.id, by.id))


def take_over(turn: Turn, numbers: Sequence[int], *, by: Person) -> None:
    """Say which practices the doer does meanwhile; each is one that the owner can do."""
    turn.change(by=by)
    choices = practices_to_take_over(turn.owner, turn.doer, seen_by=by)
    offered = {choice.practice.id for choice in choices}
    if not set(numbers) <= offered:
        raise NotFoundError("turn.practice_unseen")
    gone = TurnPractice.turn_id == turn.id, TurnPractice.practice_id.in_(offered)
    session.execute(delete(TurnPractice).where(*gone))
    session.add_all(TurnPractice(turn_id=turn.id, practice_id=one) for one in numbers)
    session.flush()


def list_item(turn: Turn, words: str, *, by: Person) -> None:
    """Put one more thing on the list."""
    turn.change(by=by)
    if words:
        turn.items.append(TurnItem(words=words))
        session.flush()


def hand_over_item(turn: Turn, item: TurnItem, *, by: Person) -> None:
    """Say that a thing is the doer's to look after now."""
    turn.change(by=by)
    item.hand_over()


def take_back_item(turn: Turn, item: TurnItem, told: str, *, by: Person) -> None:
    """Say that a thing is the owner's again, and what happened to it."""
    turn.change(by=by)
    item.take_back(told)


def acknowledge_turn(turn: Turn, *, by: Person) -> None:
    """Say that it was so; once both have, who covered is known to have done it."""
    turn.acknowledge(by=by)
    if turn.owner_said_at and turn.doer_said_at:
        for practice in practices_of(turn, seen_by=turn.doer) if turn.is_covering else ():
            add_basis(turn.doer, practice, basis=Basis.COVERED)
        session.flush()


def judge_turn(turn: Turn, judgement: Judgement, *, by: Person) -> None:
    """Judge the goal of a turn, and its means."""
    turn.judge(judgement, by=by)


def cancel_turn(turn: Turn, *, by: Person) -> None:
    """Say that it does not take place."""
    turn.cancel(by=by)
    announce(TurnCancelled(turn.id, by.id))
