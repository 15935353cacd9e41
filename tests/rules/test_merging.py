"""Three texts made into one: nothing of either side is dropped unseen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.document.merging.forms import Settlement, Side, parts_of
from kb.document.merging.three_way import Agreed, Clash, changed, merged, units
from kb.document.revisions.models import Text
from kb.foundation.errors import InvalidError

SENTENCES = st.lists(
    st.sampled_from(
        [
            "Soitan heti.",
            "Kerron havainnon.",
            "Kysyn luvan!",
            "\n\n",
            "- yksi",
            "\n",
            " ",
            "1. ",
        ]
    ),
    max_size=8,
).map("".join)


def text_of(pieces):
    assert all(isinstance(piece, Agreed) for piece in pieces)
    return "".join(piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("mine", "theirs", "together"),
    [
        ("A. B. C.", "A. B. C.", "A. B. C."),
        ("A. B. C. D.", "A. B. C.", "A. B. C. D."),
        ("A. B. C. D.", "Z. B. C.", "Z. B. C. D."),
        ("Y. B. C.", "A. B. X.", "Y. B. X."),
        ("A. C.", "A. B. C. D.", "A. C. D."),
        ("A. B.\n\nC.", "E. B. C.", "E. B.\n\nC."),
    ],
)
def test_what_only_one_side_changed_is_taken(mine, theirs, together):
    assert text_of(merged("A. B. C.", mine, theirs)) == together


def test_what_both_changed_is_a_clash():
    pieces = merged("A. B. C.", "A. M. C.", "A. T. C.")

    assert pieces == (Agreed("A. "), Clash("B.", "M.", "T."), Agreed(" C."))


def test_clashes_side_by_side_are_one():
    pieces = merged("A. B. C. D.", "A. M. N. D.", "A. T. U. D.")

    assert pieces == (Agreed("A. "), Clash("B. C.", "M. N.", "T. U."), Agreed(" D."))


def test_a_numbered_step_is_not_two_sentences():
    assert units("1. Soitan. 2. Kysyn.") == ["1. Soitan.", " ", "2. Kysyn."]
    assert units("Sanon: ”Hyvä.” Sitten soitan.") == ["Sanon: ”Hyvä.”", " ", "Sitten soitan."]


@given(SENTENCES)
def test_the_units_of_a_text_are_the_text(text):
    assert "".join(units(text)) == text


@given(SENTENCES, SENTENCES)
def test_one_who_changed_nothing_is_no_hindrance(base, theirs):
    assert text_of(merged(base, base, theirs)) == theirs
    assert text_of(merged(base, theirs, base)) == theirs
    assert text_of(merged(base, theirs, theirs)) == theirs


@given(SENTENCES, SENTENCES, SENTENCES)
def test_every_new_sentence_of_either_side_is_in_the_merge(base, mine, theirs):
    told = "".join(
        piece.text if isinstance(piece, Agreed) else piece.mine + piece.theirs
        for piece in merged(base, mine, theirs)
    )

    for text in (mine, theirs):
        new = set(units(text)) - set(units(base))
        assert all(unit in told for unit in new)


@given(SENTENCES, SENTENCES, SENTENCES)
def test_the_sides_are_alike(base, mine, theirs):
    one = [type(piece) for piece in merged(base, mine, theirs)]
    other = [type(piece) for piece in merged(base, theirs, mine)]

    assert one == other


def test_a_part_too_long_to_compare_is_one_clash():
    base, mine, theirs = ("".join(f"{one} {n}.\n" for n in range(3_000)) for one in "ABC")

    assert merged(base, mine, theirs) == (Clash(base, mine, theirs),)


def test_the_name_is_one_thing():
    (title, *_) = parts_of(Text("A. B.", ""), Text("M. B.", ""), Text("A. T.", ""))

    assert title.clashes
    assert title.marked("Oma", "Julkaistu") == "M. B."
    assert title.taking(Side.THEIRS) == "A. T."


def test_a_clash_is_marked_and_must_be_decided():
    base, mine, theirs = (Text("T", "", action=f"Alku. {one}. Loppu.") for one in "ABC")
    part = next(one for one in parts_of(base, mine, theirs) if one.name == "action")

    marked = part.marked("Oma", "Julkaistu")

    assert marked == ("Alku. \n<<<<<<< Oma\nB.\n=======\nC.\n>>>>>>> Julkaistu\n Loppu.")
    with pytest.raises(InvalidError) as refused:
        Settlement.parse({"title": "T", "action": marked})
    assert refused.value.fields == {"action": "merge.undecided"}
    assert part.taking(Side.BOTH) == "Alku. B. C. Loppu."


def test_a_clash_of_whole_lines_is_marked_without_empty_lines():
    base, mine, theirs = (Text("T", "", action=f"Alku.\n{one}\nLoppu.") for one in "ABC")
    part = next(one for one in parts_of(base, mine, theirs) if one.name == "action")

    assert part.marked("Oma", "Julkaistu") == (
        "Alku.\n<<<<<<< Oma\nB\n=======\nC\n>>>>>>> Julkaistu\nLoppu."
    )
    assert [one for one, new in part.of_mine if new] == ["B"]
    assert [one for one, new in part.of_theirs if new] == ["C"]


@pytest.mark.parametrize(
    ("mine", "theirs", "both"),
    [
        ("A. M. C.", "A. C.", "A. M. C."),
        ("A. M. C.", "A. T. C.", "A. M. T. C."),
        ("A.\n\nM.\nN.\n\nC.", "A.\n\nT.\n\nC.", "A.\n\nM.\nN.\n\nT.\n\nC."),
    ],
)
def test_both_sides_of_a_clash_stand_one_after_the_other(mine, theirs, both):
    base = mine.replace("M.", "B.").replace("\nN.", "")
    texts = (Text("T", "", action=one) for one in (base, mine, theirs))
    part = next(one for one in parts_of(*texts) if one.name == "action")

    assert part.clashes
    assert part.taking(Side.BOTH).split() == both.split()
    assert part.taking(Side.MINE) == mine


def test_what_is_new_in_a_text_is_told_by_sentences():
    assert changed("A. B.", "A. B. C.") == (("A. B.", False), (" C.", True))
    assert changed("A. B.", "A. B.") == (("A. B.", False),)
    assert changed("A. B.", "A.") == (("A.", False),)
    long = "".join(f"A {number}.\n" for number in range(3_000))
    assert changed("A.", long) == ((long, True),)
