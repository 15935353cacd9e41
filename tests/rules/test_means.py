"""Means are chosen by the goal: every goal has its own first, and none is left out."""

import pytest

from kb.share.means import SUGGESTED, WORTH, GoalKind, Means, Strength, means_for


def test_every_means_has_its_worth():
    assert set(WORTH) == set(Means)


def test_every_goal_suggests_some_means():
    assert set(SUGGESTED) == set(GoalKind)
    assert all(SUGGESTED.values())


@pytest.mark.parametrize("goal", GoalKind)
def test_all_means_are_offered_those_that_suit_the_goal_first(goal):
    offered = means_for(goal)

    assert offered[: len(SUGGESTED[goal])] == SUGGESTED[goal]
    assert sorted(offered) == sorted(Means)


def test_an_account_moves_by_master_and_apprentice_or_by_covering():
    assert means_for(GoalKind.MOVE_ACCOUNT)[:2] == (Means.MASTER_APPRENTICE, Means.COVERING)


def test_pair_talk_is_strong_in_sharing_and_weak_in_internalising():
    talk = (Means.MENTORING, Means.GUIDANCE, Means.INDUCTION)

    assert {WORTH[means].share for means in talk} == {Strength.STRONG}
    assert {WORTH[means].internalise for means in talk} == {Strength.WEAK}


def test_doing_is_strong_in_internalising():
    doing = (Means.COVERING, Means.ROTATION, Means.PAIR_WORK, Means.PROJECT_GROUP)

    assert {WORTH[means].internalise for means in doing} == {Strength.STRONG}
