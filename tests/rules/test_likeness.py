"""Whether two texts read the same, however they are written."""

import pytest

from kb.document.likeness.forms import MOST_PAIRS, pairs_of
from kb.document.likeness.queries import different, read_the_same
from kb.foundation.errors import DomainError


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("* a\n* b", "- a\n- b"),
        ("Otsikko\n=======\n\n_a_ __b__", "# Otsikko\n\n*a* **b**"),
        ("rivi  \ntoinen", "rivi\\\ntoinen"),
        ("| a |\n|---|\n| b |", "|a|\n|-|\n|b|"),
        ("[a][1]\n\n[1]: https://example.com", "[a](https://example.com)"),
        ("[[Laskun läpikäynti]] <br> a", "[[Laskun läpikäynti]]<br>a"),
    ],
)
def test_another_way_of_writing_reads_the_same(one, other):
    assert read_the_same(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("- a\n- b", "- a\n\n- b"),
        ("[[Laskun läpikäynti]]", "\\[\\[Laskun läpikäynti]]"),
        ("[[Laskun läpikäynti|lasku]]", "[[Toinen|lasku]]"),
        ("![a](kuva.png)", "![a](toinen.png)"),
        ("[a](ohje.pdf)", "a"),
        ("```\na  b\n```", "```\na b\n```"),
        ("a b", "ab"),
        ("| a |\n|:-:|\n| b |", "| a |\n|---|\n| b |"),
    ],
)
def test_what_a_reader_could_notice_differs(one, other):
    assert not read_the_same(one, other)


def test_those_that_differ_are_told_by_their_places():
    pairs = pairs_of(["a", "*b*", "c"], ["a", r"\*b\*", "c"])

    assert different(pairs) == [1]


def test_texts_come_in_pairs_and_not_too_many():
    with pytest.raises(DomainError):
        pairs_of(["a", "b"], ["a"])
    with pytest.raises(DomainError):
        pairs_of(["a"] * (MOST_PAIRS + 1), ["a"] * (MOST_PAIRS + 1))
