"""How a text is cut into pieces for the encoder."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from kb.search.index.passages import LONGEST, SHORTEST, passages

SENTENCE = "Tiimi sopii palaverin asialistan etukäteen ja kirjaa päätökset näkyviin."


def numbered(count):
    return " ".join(SENTENCE.replace("Tiimi", f"Tiimi{number}") for number in range(count))


def words_of(passage):
    return passage.split(": ", 1)[1].split()


def test_a_short_part_is_one_passage_under_its_title_and_heading():
    parts = [("Milloin", "Kun tiimi on uusi."), ("Miten", "Sovi aika. Kutsu kaikki.")]

    found = passages("Viikkopalaveri", parts)

    assert found == (
        "Viikkopalaveri > Milloin: Kun tiimi on uusi.",
        "Viikkopalaveri > Miten: Sovi aika. Kutsu kaikki.",
    )


def test_a_part_without_heading_stands_under_the_title():
    parts = [("", "Sovi aika.")]

    found = passages("Viikkopalaveri", parts)

    assert found == ("Viikkopalaveri: Sovi aika.",)


def test_a_practice_without_text_is_found_by_its_title():
    parts = [("Miten", " \n ")]

    found = passages("Viikkopalaveri", parts)

    assert found == ("Viikkopalaveri",)


def test_a_long_part_is_cut_into_even_pieces():
    text = numbered(60)

    found = passages("Viikkopalaveri", [("Miten", text)])

    assert len(found) > 1
    assert all(SHORTEST <= len(words_of(passage)) <= LONGEST for passage in found)


def test_neighbours_share_one_sentence():
    text = numbered(60)

    found = passages("Viikkopalaveri", [("Miten", text)])

    length = len(SENTENCE.split())
    pairs = pairwise(found)
    assert all(words_of(a)[-length:] == words_of(b)[:length] for a, b in pairs)


def test_a_list_without_full_stops_is_cut_all_the_same():
    text = "\n".join(f"rivi {number}" for number in range(900))

    found = passages("Lista", [("", text)])

    assert all(len(words_of(passage)) <= LONGEST for passage in found)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(min_value=1, max_value=400), max_size=12))
def test_no_word_is_lost(lengths):
    sentences = [
        f"S{n} " + "sana " * (length - 1) + f"loppu{n}." for n, length in enumerate(lengths)
    ]

    found = passages("T", [("", " ".join(sentences))])

    kept = set(" ".join(found).split())
    assert {word for sentence in sentences for word in sentence.split()} <= kept | {"T:"}
