"""The best proposals: most learners, then the worst-off, then the sum; held against others."""

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.share.matching.assignment import NOBODY, best_assignment
from kb.share.matching.outcome import Outcome
from kb.share.matching.programme import Programme
from kb.share.matching.scoring import WEIGHTS, ScorePart, Scoring
from support.programmes import (
    drawn_programme,
    every_assignment,
    first_come,
    gale_shapley,
    greatest_sum,
    worth,
)

SIZES = [(12, 8), (40, 18), (120, 60)]
PROGRAMMES = 200


@st.composite
def small(draw):
    """A few people with few different scores, so that ties are common."""
    learners, mentors = draw(st.integers(1, 5)), draw(st.integers(1, 4))
    score, good = st.integers(0, 6), st.booleans()
    row = lambda of: st.lists(of, min_size=mentors, max_size=mentors)  # noqa: E731
    rows = lambda of: st.lists(row(of), min_size=learners, max_size=learners)  # noqa: E731
    seats = draw(row(st.integers(0, 2)))
    return np.array(draw(rows(score))), np.array(draw(rows(good))), np.array(seats)


@given(small())
@settings(max_examples=300, deadline=None)
def test_no_assignment_of_all_is_better(few):
    scores, suitable, seats = few

    chosen = best_assignment(scores, suitable, seats)

    assert all(suitable[row, column] for row, column in pairs(chosen))
    assert (np.bincount(chosen[chosen != NOBODY], minlength=len(seats)) <= seats).all()
    best = max(worth(scores, one) for one in every_assignment(suitable, seats))
    assert worth(scores, chosen) == best


def pairs(chosen):
    return [(row, column) for row, column in enumerate(chosen) if column != NOBODY]


def test_the_worst_off_wins_over_a_higher_sum():
    scores = np.array([[100, 50], [49, 10]])
    everybody = np.ones((2, 2), dtype=bool)

    chosen = best_assignment(scores, everybody, np.array([1, 1]))

    assert chosen.tolist() == [1, 0]
    assert greatest_sum(scores, everybody, np.array([1, 1])).tolist() == [0, 1]


def test_one_more_learner_comes_before_the_worst_off():
    scores = np.array([[100, 1], [90, 0]])
    suitable = np.array([[True, True], [True, False]])

    assert best_assignment(scores, suitable, np.array([1, 1])).tolist() == [1, 0]


def test_where_nobody_offers_nobody_is_matched():
    nobody, places = np.zeros((2, 0), dtype=np.int64), np.zeros(0, dtype=np.int64)

    assert best_assignment(nobody, nobody > 0, places).tolist() == [NOBODY, NOBODY]
    assert Outcome(Programme.of([], [])).matches == []


@pytest.mark.parametrize(("learners", "mentors"), SIZES)
def test_no_plainer_way_matches_more_or_leaves_anybody_worse_off(learners, mentors):
    behind = 0
    for seed in range(PROGRAMMES):
        programme = drawn_programme(seed, learners, mentors)
        scoring = Scoring(programme)
        scores, suitable = scoring.scores, scoring.suitable
        seats = np.array([one.seats for one in programme.mentors])

        ours = worth(scores, best_assignment(scores, suitable, seats))
        by_sum = worth(scores, greatest_sum(scores, suitable, seats))

        assert ours[0] >= worth(scores, first_come(scores, suitable, seats))[0], seed
        assert ours[0] >= worth(scores, gale_shapley(scores, suitable, seats))[0], seed
        assert ours[:2] >= by_sum[:2], seed  # who has nobody is worse off than anybody
        behind += ours[:2] > by_sum[:2]
    assert behind  # else it would be no comparison


def test_the_same_programme_gives_the_same_in_any_order():
    one = drawn_programme(7, 40, 18)
    mentors, learners, barred = list(one.mentors), list(one.learners), list(one.barred)
    first = Outcome(one).matches

    for seed in range(5):
        for some in (mentors, learners, barred):
            random.Random(seed).shuffle(some)  # noqa: S311 - drawn, no secret
        again = Programme.of(mentors, learners, scarce=one.scarce, barred=barred)
        assert Outcome(again).matches == first


def test_what_was_kept_gives_the_same_proposals():
    one = drawn_programme(3, 40, 18)

    again = Programme.read(one.kept())

    assert again == one
    assert Outcome(again).matches == Outcome(one).matches


def test_the_weights_are_the_whole_and_every_part_lies_between_nought_and_one():
    parts = Scoring(drawn_programme(1, 120, 60)).parts

    assert sum(WEIGHTS.values()) == pytest.approx(1)
    assert set(parts) == set(ScorePart) == set(WEIGHTS)
    for part, shares in parts.items():
        assert shares.min() >= 0, part
        assert shares.max() <= 1, part
        assert shares.max() > shares.min(), part


def test_a_blocking_pair_is_one_that_both_would_rather_have():
    one = drawn_programme(2, 40, 18)
    outcome = Outcome(one)

    assert outcome.fairness["blocking"] == blocking_by_hand(outcome)


def blocking_by_hand(outcome):
    scores, suitable = outcome.scoring.scores, outcome.scoring.suitable
    rows = {one.person_id: place for place, one in enumerate(outcome.programme.learners)}
    has = {rows[one.learner_id]: one.score for one in outcome.matches}
    count = 0
    for column, mentor in enumerate(outcome.programme.mentors):
        theirs = [one.score for one in outcome.matches if one.mentor_id == mentor.person_id]
        free = len(theirs) < mentor.seats
        for row in range(len(scores)):
            would = free or any(scores[row, column] > one for one in theirs)
            rather = scores[row, column] > has.get(row, -1)
            count += bool(suitable[row, column] and would and rather)
    return count


def test_fairness_counts_who_is_matched_idle_and_full():
    one = drawn_programme(4, 12, 8)
    outcome = Outcome(one)
    used = [match.mentor_id for match in outcome.matches]

    told = outcome.fairness

    assert (told["learners"], told["mentors"]) == (12, 8)
    assert told["matched"] == len(used) == 12 - len(outcome.unmatched)
    assert told["idle"] == sum(m.seats > 0 and m.person_id not in used for m in one.mentors)
    assert told["full"] == sum(used.count(m.person_id) == m.seats for m in one.mentors)
    assert told["worst"] == min(match.score for match in outcome.matches)


def test_a_percentile_of_few_is_not_told():
    few = drawn_programme(4, 4, 8)

    assert Outcome(few).fairness["tenth"] is None
    assert Outcome(replace(few, learners=())).fairness["worst"] is None
