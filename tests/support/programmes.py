"""Programmes drawn at random, and the plain ways of matching that ours is held against."""

from collections import defaultdict, deque
from itertools import product
from random import Random

import numpy as np
from scipy.optimize import linear_sum_assignment

from kb.people.models import Industry
from kb.share.matching.assignment import NOBODY
from kb.share.matching.programme import Learner, Mentor, Programme
from kb.share.profiles.kinds import PAIR_GOALS, PAIR_MEANS, Half

TEAMS = ("", "Kauppa", "Energia", "Julkinen", "Sote")
HARDLY_ANY_WISH = 6


def drawn_programme(seed, learners, mentors):
    """Return people who offer and wish about as unevenly as people do."""
    drawn = Random(seed)  # noqa: S311 - drawn, no secret
    practices = range(1, 2 * mentors + 6)
    weights = [1 / (1 + number) for number in range(len(practices))]
    offering = [_mentor(drawn, 1000 + one, practices) for one in range(mentors)]
    wishing = [_learner(drawn, 1 + one, practices, weights) for one in range(learners)]
    ids = [one.person_id for one in offering], [one.person_id for one in wishing]
    barred = [
        (drawn.choice(ids[0]), drawn.choice(ids[1])) for _ in range((learners + mentors) // 4)
    ]
    scarce = [one for one in practices if drawn.random() < 0.4]
    return Programme.of(offering, wishing, scarce=scarce, barred=barred)


def _mentor(drawn, number, practices):
    return Mentor(
        number,
        drawn.choice((0, 1, 1, 1, 2, 2, 3)),
        _some(drawn, practices, 1, 6),
        _languages(drawn),
        _some(drawn, Industry, 0, 2),
        _some(drawn, Half, 0, 5),
        _some(drawn, PAIR_MEANS, 0, 3),
        drawn.choice(TEAMS),
    )


def _learner(drawn, number, practices, weights):
    wanted = drawn.choices(practices, weights, k=drawn.randint(1, 4))
    within = _some(drawn, practices, 0, 5) if drawn.randrange(HARDLY_ANY_WISH) == 0 else None
    return Learner(
        number,
        tuple(dict.fromkeys(wanted)),
        _languages(drawn),
        drawn.choice(PAIR_GOALS).value,
        within,
        _some(drawn, Industry, 0, 2),
        _some(drawn, Half, 0, 5),
        drawn.choice(TEAMS),
    )


def _some(drawn, things, least, most):
    things = list(things)
    return tuple(drawn.sample(things, min(drawn.randint(least, most), len(things))))


def _languages(drawn):
    return drawn.choice((("fi",), ("fi",), ("fi", "en"), ("fi", "en"), ("en",)))


def worth(scores, chosen):
    """Return what an assignment is worth, in the order in which it is judged."""
    had = [scores[row][column] for row, column in enumerate(chosen) if column != NOBODY]
    return len(had), min(had, default=0), sum(had)


def every_assignment(suitable, seats):
    """Yield every way to match few people."""
    ways = [[NOBODY, *(column for column, good in enumerate(row) if good)] for row in suitable]
    for chosen in product(*ways):
        if all(chosen.count(column) <= seats[column] for column in range(len(seats))):
            yield chosen


def first_come(scores, suitable, seats):
    """Let each learner in turn take the best of those who have a place."""
    chosen, left = np.full(len(scores), NOBODY), seats.copy()
    for row in range(len(scores)):
        free = np.flatnonzero(suitable[row] & (left > 0))
        if len(free):
            chosen[row] = free[np.argmax(scores[row, free])]
            left[chosen[row]] -= 1
    return chosen


def gale_shapley(scores, suitable, seats):
    """Let learners ask in the order of their scores; mentors keep whom they score highest."""
    wishes = [
        deque(sorted(np.flatnonzero(row), key=lambda one, i=i: -scores[i, one]))
        for i, row in enumerate(suitable)
    ]
    chosen, kept, asking = np.full(len(scores), NOBODY), defaultdict(list), deque()
    asking.extend(range(len(scores)))
    while asking:
        row = asking.popleft()
        if not wishes[row]:
            continue
        column = wishes[row].popleft()
        kept[column].append(row)
        if len(kept[column]) > seats[column]:
            asking.append(min(kept[column], key=lambda one, at=column: scores[one, at]))
            kept[column].remove(asking[-1])
    for column, rows in kept.items():
        chosen[rows] = column
    return chosen


def greatest_sum(scores, suitable, seats):
    """Let the sum alone decide: one assignment, nothing else."""
    columns = np.repeat(np.arange(len(seats)), seats)
    worth_of = np.where(suitable, scores, 0)[:, columns]
    rows, taken = linear_sum_assignment(worth_of, maximize=True)
    chosen = np.full(len(scores), NOBODY)
    real = suitable[rows, columns[taken]]
    chosen[rows[real]] = columns[taken[real]]
    return chosen
