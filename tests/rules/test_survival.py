"""Time to competence: our Kaplan–Meier against lifelines, and against a hand's."""

import warnings
from random import Random

import pytest

from kb.cycle.figures.survival import kaplan_meier, median_week

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of what lifelines itself stands on
    from lifelines import KaplanMeierFitter

UP_TO = 1e-9


def test_by_hand():
    """Ten set out; Bland and Altman (1998) multiply what is left week by week."""
    watched = [(1, True), (2, True), (2, True), (3, False), (4, True), (6, False)]
    watched += [(7, True), (8, False), (9, True), (9, False)]

    steps = {step.week: step for step in kaplan_meier(watched)}

    assert steps[1].share == pytest.approx(1 - 9 / 10)
    assert steps[2].share == pytest.approx(1 - 9 / 10 * 7 / 9)
    assert steps[3].share == steps[2].share
    assert steps[4].share == pytest.approx(1 - 9 / 10 * 7 / 9 * 5 / 6)
    assert steps[7].share == pytest.approx(1 - 9 / 10 * 7 / 9 * 5 / 6 * 3 / 4)
    assert (steps[7].watched, steps[7].happened, steps[7].left) == (4, 1, 0)
    assert median_week(list(steps.values())) == 7


@pytest.mark.parametrize("seed", range(25))
def test_shares_and_their_band_are_those_of_lifelines(seed):
    chance = Random(seed)  # noqa: S311 - drawn for a test, again the same
    watched = [
        (chance.randint(0, 30), chance.random() < 0.6) for _ in range(chance.randint(5, 200))
    ]
    weeks, came = zip(*watched, strict=True)
    theirs = KaplanMeierFitter().fit(weeks, came)
    band = theirs.confidence_interval_survival_function_

    for step in kaplan_meier(watched):
        assert step.share == pytest.approx(1 - float(theirs.predict(step.week)), abs=UP_TO)
        row = theirs.event_table.loc[step.week]
        assert (step.watched, step.happened, step.left) == (
            row["at_risk"],
            row["observed"],
            row["censored"],
        )
        if 0 < step.share < 1:
            lower, upper = band.loc[step.week]
            assert step.low == pytest.approx(1 - upper, abs=UP_TO)
            assert step.high == pytest.approx(1 - lower, abs=UP_TO)
    median = theirs.median_survival_time_
    assert median_week(kaplan_meier(watched)) == (None if median == float("inf") else median)


def test_of_nobody_there_is_no_curve():
    assert kaplan_meier([]) == []
    assert median_week([]) is None


def test_before_anybody_came_there_the_share_is_nought_without_a_band():
    (step,) = kaplan_meier([(3, False)] * 6)

    assert (step.share, step.low, step.high) == (0, None, None)
