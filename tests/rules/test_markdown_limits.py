"""No text that is taken can keep the server busy, and what is refused says why."""

import sys

import pytest

from kb.foundation.errors import DomainError
from kb.foundation.markdown import check_limits, plain, render
from support.shapes import SHAPES


def table(cells):
    return "| a | b |\n|---|---|\n" + "| 1 | 2 |\n" * (cells // 2 - 1)


LIMITS = {
    "markdown.too_long": ("a" * 512 * 1024, "a" * (512 * 1024 + 1)),
    "markdown.too_many_cells": (table(10_000), table(10_002)),
    "markdown.too_deep": ("> " * 20 + "a", "> " * 21 + "a"),
    "markdown.too_many_brackets": ("[" * 200 + "a", "[" * 201 + "a"),
}


@pytest.mark.parametrize("key", LIMITS)
def test_the_limit_itself_is_allowed_and_one_more_refused(key):
    allowed, refused = LIMITS[key]

    check_limits(allowed)

    for deed in (check_limits, render, plain):
        with pytest.raises(DomainError) as refusal:
            deed(refused)
        assert refusal.value.key == key
        assert refusal.value.values["most"] > 0


@pytest.mark.parametrize(
    ("source", "key"),
    [
        ("ä" * 300_000, "markdown.too_long"),
        ("> | a | b |\n> |---|---|\n" + "> |\n" * 6_000, "markdown.too_many_cells"),
        ("|" + "a|" * 101 + "\n|" + "-|" * 101 + "\n" + "|\n" * 100, "markdown.too_many_cells"),
        (table(10_002).replace("| 1 |", "| \u2028\u2028 |"), "markdown.too_many_cells"),
        ("- " * 300 + "a", "markdown.too_deep"),
        ("- > " * 11 + "a", "markdown.too_deep"),
        ("a\n\n" + "![" * 5_000 + "](b)" * 5_000, "markdown.too_many_brackets"),
        ("[a " * 190 + "a\n" * 200_000, "markdown.too_many_brackets"),
    ],
)
def test_what_would_keep_the_server_busy_is_refused(source, key):
    with pytest.raises(DomainError) as refusal:
        check_limits(source)

    assert refusal.value.key == key


def test_brackets_in_code_and_in_other_paragraphs_do_not_count():
    check_limits("```\n" + "[" * 5_000 + "\n```\n")
    check_limits(("[" * 150 + "\n\n") * 20)
    check_limits("\\[" * 5_000)
    check_limits("[x] " * 5_000)


def steps(source):
    """Count the calls that a rendering makes: a measure that no busy machine can bend."""
    counted = 0

    def count(_frame, event, _argument):
        nonlocal counted
        counted += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        render(source)
    finally:
        sys.setprofile(before)
    return counted


@pytest.mark.parametrize("shape", SHAPES)
def test_a_text_twice_as_long_costs_less_than_three_times_as_much(shape):
    once, twice = (SHAPES[shape](size) for size in (3_000, 6_000))

    assert steps(twice) < 3 * steps(once)
