"""A text twice as long takes less than three times as long: the best of five, by the clock.

The steps of the same shapes are counted in ``make test``; what a pattern does inside of one
step is seen by the clock alone, and that is for a machine with nothing else to do.
"""

import gc
from time import process_time

import pytest

from kb.foundation.errors import DomainError
from kb.foundation.markdown import check_limits, render
from support.attacks import only_whole
from support.shapes import SHAPES

SIZES = (20_000, 10_000, 5_000)  # the first whose double is taken: tables have a limit of cells
TIMES = 5


@pytest.mark.parametrize("shape", SHAPES)
def test_twice_as_long_takes_less_than_three_times_as_long(shape):
    only_whole()

    # Others on the machine can make one measurement look bad, never three of what is quick.
    assert any(growth(render, SHAPES[shape]) < 3 for _ in range(3))


def test_the_clock_sees_what_grows_too_fast():
    only_whole()

    assert growth(read_again_and_again, SHAPES["words"]) > 3


def growth(deed, shape):
    """Return how many times longer the longer text takes: each at its best, by turns."""
    size = next(one for one in SIZES if is_taken(shape(2 * one)))
    texts = shape(size), shape(2 * size)
    rounds = [[taken(deed, text) for text in texts] for _ in range(TIMES)]
    once, twice = map(min, zip(*rounds, strict=True))
    return twice / once


def is_taken(text):
    try:
        check_limits(text)
    except DomainError:
        return False
    return True


def taken(deed, text):
    gc.collect()
    gc.disable()
    try:
        begun = process_time()
        deed(text)
        return process_time() - begun
    finally:
        gc.enable()


def read_again_and_again(text):
    return [text.count("zq", at) for at in range(0, len(text), 2)]
