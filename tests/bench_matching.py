"""Matching for organisations of several sizes, as ratios against the bare assignment solver.

``make bench-matching`` draws programmes of people who offer and wish, and lets by turns scipy's
``linear_sum_assignment`` solve the same scores for the greatest sum alone – one call, nothing
else –, our three steps find who is proposed to whom, and the whole run: scores by their parts,
proposals, reasons why others wait, fairness. It is processor time of one thread, so that what
else the machine does counts less; ratios depend on the machine much less than seconds.
"""

import itertools
import time

import numpy as np
from click import echo

from bench import say_where
from kb.share.matching.assignment import best_assignment
from kb.share.matching.outcome import Outcome
from kb.share.matching.scoring import Scoring
from support.programmes import drawn_programme, greatest_sum
from support.turns import Took

SIZES = ((100, 50), (200, 100), (400, 200), (800, 400))
ROUNDS, PROGRAMMES = 5, 5


def main():
    """Measure every size once and print it."""
    say_where()
    echo("| learners × mentors | the bare solver | three steps | ratio | a whole run | ratio |")
    echo("|---|---|---|---|---|---|")
    medians = {size: measure(*size) for size in SIZES}
    for (learners, mentors), (bare, steps, whole) in medians.items():
        figures = f"{bare:.1f} ms | {steps:.1f} ms | {steps / bare:.1f} × | {whole:.1f} ms"
        echo(f"| {learners} × {mentors} | {figures} | {whole / bare:.1f} × |")
    growth(medians)


def measure(learners, mentors):
    """Return the median milliseconds of the bare solver, of our steps, and of a whole run."""
    times = {"bare": [], "steps": [], "whole": []}
    for seed in range(PROGRAMMES):
        programme = drawn_programme(seed, learners, mentors)
        scoring = Scoring(programme)
        seats = np.array([one.seats for one in programme.mentors])
        known = scoring.scores, scoring.suitable, seats
        for _ in range(ROUNDS):
            times["bare"].append(spent_on(greatest_sum, *known))
            times["steps"].append(spent_on(best_assignment, *known))
            times["whole"].append(spent_on(run, programme))
    return tuple(Took(tuple(taken)).median for taken in times.values())


def spent_on(way, *known):
    """Return how many milliseconds of the processor it took."""
    begun = time.thread_time()
    way(*known)
    return (time.thread_time() - begun) * 1000


def run(programme):
    """Do what a run does between reading who offers and writing who is proposed."""
    outcome = Outcome(programme)
    return outcome.matches, outcome.unmatched, outcome.fairness


def growth(medians):
    """Print how much dearer each becomes when there are twice as many people."""
    echo("\ntwice the people cost")
    for smaller, larger in itertools.pairwise(SIZES):
        grown = [b / a for a, b in zip(medians[smaller], medians[larger], strict=True)]
        said = f"{smaller[0]} × {smaller[1]} → {larger[0]} × {larger[1]}"
        bare, steps, whole = (f"{one:.1f} ×" for one in grown)
        echo(f"{said:<24} bare solver {bare}, three steps {steps}, whole run {whole}")


if __name__ == "__main__":
    main()
