"""Covering and rotation: a goal, a period, a list, and a word from both."""

from datetime import timedelta

import pytest

from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import DomainError, InvalidError, NotAllowedError, NotFoundError
from kb.identify.carriers.actions import add_basis
from kb.identify.carriers.models import Basis
from kb.notices.models import NoticeKind
from kb.practices.models import Audience
from kb.share.turns.actions import (
    acknowledge_turn,
    cancel_turn,
    hand_over_item,
    judge_turn,
    list_item,
    move_turn,
    take_back_item,
    take_over,
)
from kb.share.turns.forms import Period, TurnPlan
from kb.share.turns.models import NEXT, TurnKind, TurnState
from kb.share.turns.queries import (
    item_of,
    practices_of,
    turn_by_id,
    turns,
    turns_by_ids,
    turns_to_acknowledge,
)
from kb.stages.evidence import Stage, stage_of
from support import make, together
from support.together import bases, told

FORM = {
    "goal": "Aino hoitaa kaupan asiakkaat heinäkuun",
    "goal_kind": "do_alone",
    "kind": "covering",
    "owner": "1",
    "doer": "2",
    "begins_on": "2026-07-01",
    "ends_on": "2026-07-31",
    "accounts": "Kauppa-03, Kauppa-05",
    "items": "Viikkosoitto\n\n Kesken oleva tilaus ",
}
ROTATION = {"kind": "rotation", "accounts": "", "from_work": "Sote", "to_work": "Kunnat"}


@pytest.fixture
def practice(petri):
    made = make.practice(by=petri)
    make.document(made, by=petri)
    return made


def test_a_plan_has_a_goal_two_people_days_and_codes():
    plan = TurnPlan.parse(FORM)

    assert (plan.kind, plan.accounts) == (TurnKind.COVERING, "Kauppa-03, Kauppa-05")
    assert plan.items == ("Viikkosoitto", "Kesken oleva tilaus")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("goal", ""),
        ("goal_kind", ""),
        ("kind", "holiday"),
        ("owner", ""),
        ("doer", "x"),
        ("doer", "1"),
        ("begins_on", "kesällä"),
        ("ends_on", "2026-06-30"),
        ("accounts", ""),
        ("accounts", "Suuri Kauppaketju Oy"),
        ("accounts", "Kauppa-03, Virtanen"),
        ("items", "a" * 301),
    ],
)
def test_a_plan_that_lacks_something_says_what(field, value):
    with pytest.raises(InvalidError) as refused:
        TurnPlan.parse({**FORM, field: value})

    assert list(refused.value.fields) == [field]


def test_a_rotation_says_from_what_work_to_what():
    assert TurnPlan.parse({**FORM, **ROTATION}).to_work == "Kunnat"
    for field in ("from_work", "to_work"):
        with pytest.raises(InvalidError) as refused:
            TurnPlan.parse({**FORM, **ROTATION, field: ""})
        assert list(refused.value.fields) == [field]


DEEDS = {
    TurnState.CANCELLED: lambda turn, by: turn.cancel(by=by),
    TurnState.JUDGED: lambda turn, by: turn.judge(together.judgement(), by=by),
}


@pytest.mark.parametrize("to", list(DEEDS))
@pytest.mark.parametrize("state", list(TurnState))
def test_a_turn_moves_as_the_table_says(petri, aino, state, to):
    turn = together.turn(owner=petri, doer=aino)
    turn.state = state

    if to in NEXT[state]:
        DEEDS[to](turn, petri)
        assert turn.state is to
    else:
        with pytest.raises(DomainError) as refused:
            DEEDS[to](turn, petri)
        assert refused.value.key == "turn.cannot_move"


@pytest.mark.parametrize("state", [one for one in TurnState if one is not TurnState.PLANNED])
def test_only_what_is_planned_is_acknowledged_and_changed(petri, aino, state):
    turn = together.turn(owner=petri, doer=aino)
    turn.state = state

    with pytest.raises(DomainError):
        acknowledge_turn(turn, by=petri)
    with pytest.raises(DomainError) as refused:
        list_item(turn, "Vielä yksi", by=petri)
    assert refused.value.key == "turn.is_settled"


def test_it_counts_when_both_have_said_so(petri, aino, practice):
    turn = together.turn(practice, owner=petri, doer=aino)

    acknowledge_turn(turn, by=aino)
    assert turn.state is TurnState.PLANNED
    assert stage_of(practice) is Stage.DOCUMENTED
    assert bases(aino, practice) == set()

    acknowledge_turn(turn, by=petri)
    assert turn.state is TurnState.ACKNOWLEDGED
    assert stage_of(practice) is Stage.SHARED
    assert bases(aino, practice) == {Basis.COVERED}
    judge_turn(turn, together.judgement(), by=petri)
    assert stage_of(practice) is Stage.SHARED


def test_one_does_not_speak_twice_for_both(petri, aino, practice):
    turn = together.turn(practice, owner=petri, doer=aino)

    acknowledge_turn(turn, by=petri)
    acknowledge_turn(turn, by=petri)

    assert turn.state is TurnState.PLANNED


def test_a_rotation_shares_but_nobody_was_covered_for(petri, aino, practice):
    together.acknowledged(practice, owner=petri, doer=aino, kind=TurnKind.ROTATION)

    assert stage_of(practice) is Stage.SHARED
    assert bases(aino, practice) == set()


def test_a_holder_who_covers_spreads_nothing(petri, aino, practice):
    add_basis(aino, practice, basis=Basis.DECLARED)

    together.acknowledged(practice, owner=petri, doer=aino)

    assert stage_of(practice) is Stage.DOCUMENTED


def test_a_covering_is_acknowledged_on_its_last_day_at_the_earliest(petri, aino):
    turn = together.turn(owner=petri, doer=aino, ended=False)
    assert list(turns_to_acknowledge(petri)) == []

    with pytest.raises(DomainError) as refused:
        acknowledge_turn(turn, by=petri)
    assert refused.value.key == "turn.not_over_yet"

    with clock.standing_at(clock.now() + timedelta(days=5)):
        assert list(turns_to_acknowledge(petri)) == [turn]
        acknowledge_turn(turn, by=petri)
        assert list(turns_to_acknowledge(petri)) == []
        assert list(turns_to_acknowledge(aino)) == [turn]


def test_the_list_is_handed_over_and_taken_back(petri, aino):
    turn = together.turn(owner=petri, doer=aino)
    (item,) = turn.items
    with pytest.raises(DomainError) as early:
        take_back_item(turn, item, "", by=petri)
    assert early.value.key == "turn.not_handed_over"

    hand_over_item(turn, item, by=petri)
    take_back_item(turn, item, "Neljä soittoa.", by=aino)
    list_item(turn, "Kesken oleva tilaus", by=aino)

    assert item.handed_over_at
    assert item.taken_back_at
    assert [one.told_back for one in turn.items] == ["Neljä soittoa.", ""]


def test_a_thing_is_found_on_its_own_list_alone(petri, aino):
    turn, other = (together.turn(owner=petri, doer=aino) for _ in range(2))
    (item,) = turn.items

    assert item_of(turn, item.id) is item
    for number, of in ((item.id, other), (999, turn)):
        with pytest.raises(NotFoundError, match=r"turn\.not_found"):
            item_of(of, number)


def test_only_what_the_owner_can_do_and_both_see_is_done_meanwhile(petri, aino, practice):
    turn = together.turn(practice, owner=petri, doer=aino)
    others, hidden = make.practice("Ainon oma", by=aino), make.practice("Piilossa", by=petri)
    hidden.audience = Audience.NAMED
    session.flush()

    for one in (others, hidden):
        with pytest.raises(NotFoundError):
            take_over(turn, [one.id], by=petri)

    assert list(practices_of(turn, seen_by=aino)) == [practice]
    practice.audience = Audience.NAMED
    session.flush()
    assert list(practices_of(turn, seen_by=aino)) == []


def test_the_two_and_coordinators_see_it_and_the_two_act(petri, aino, noora, leena):
    turn = together.turn(owner=petri, doer=aino)

    with pytest.raises(NotFoundError):
        turn_by_id(turn.id, seen_by=noora)
    assert turn_by_id(turn.id, seen_by=leena) is turn
    assert [page.items for page in (turns(seen_by=one, page=1) for one in (aino, noora))] == [
        [turn],
        [],
    ]
    with pytest.raises(NotAllowedError):
        acknowledge_turn(turn, by=leena)
    with pytest.raises(NotAllowedError):
        together.turn(owner=petri, doer=aino, by=leena)


def test_the_other_one_is_told(petri, aino):
    turn = together.turn(owner=petri, doer=aino)

    cancel_turn(turn, by=petri)

    assert told(aino) == [NoticeKind.TURN_PLANNED, NoticeKind.TURN_CANCELLED]
    assert told(petri) == []


def test_its_days_change_and_the_other_one_is_told_once(petri, aino):
    turn = together.turn(owner=petri, doer=aino)
    turn.begins_on, turn.ends_on = clock.today() - timedelta(days=9), clock.today()
    acknowledge_turn(turn, by=aino)
    later = Period(turn.begins_on, clock.today() + timedelta(days=3))

    move_turn(turn, later, by=petri)
    move_turn(turn, later, by=petri)

    assert turn.ends_on == later.ends_on
    assert turn.doer_said_at is None  # it is not over yet
    assert told(aino) == [NoticeKind.TURN_PLANNED, NoticeKind.TURN_MOVED]


def test_days_that_are_none_are_refused_and_what_is_settled_is_not_moved(petri, aino, noora):
    with pytest.raises(InvalidError) as refused:
        Period.parse({"begins_on": "2027-07-01", "ends_on": "2027-06-30"})
    assert refused.value.fields == {"ends_on": "turn.ends_before"}

    turn = together.turn(owner=petri, doer=aino)
    period = Period(clock.today(), clock.today())
    with pytest.raises(NotAllowedError):
        move_turn(turn, period, by=noora)
    cancel_turn(turn, by=petri)
    with pytest.raises(DomainError):
        move_turn(turn, period, by=petri)


def test_who_has_left_covers_for_nobody(petri, aino):
    aino.suspended_at = clock.now()
    session.flush()

    with pytest.raises(DomainError) as refused:
        together.turn(owner=petri, doer=aino)

    assert refused.value.key == "turn.not_here"


def test_turns_are_found_by_the_two_and_by_coordinators(petri, noora, aino, leena):
    turn = together.turn(owner=petri, doer=noora)

    found = {one: turns_by_ids([turn.id], seen_by=one) for one in (petri, noora, leena, aino)}

    assert found == {petri: [turn], noora: [turn], leena: [turn], aino: []}
