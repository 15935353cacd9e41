"""Which words find which: inflection, compounds, missing dots, two languages, queries."""

import re
import threading
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.search.language.analysis import UNDOTTED, analyse, content_lemmas, index_text, warm
from kb.search.language.compounds import compound_lemma, parts
from kb.search.language.words import LONGEST_WORD
from kb.search.reading.syntax import pieces_in
from kb.search.reading.terms import Term, terms_of

FORMS = Path(__file__).with_name("finnish_forms.txt").read_text(encoding="utf-8")
INFLECTED, COMPOUNDED = (
    [line.split() for line in block.splitlines() if not line.startswith("#")]
    for block in FORMS.split("\n\n")
)
SAFE = re.compile(r"[^\W_]+")


def query_terms(text):
    return tuple(chain.from_iterable(terms_of(pieces_in(text))))


def finds(query, text):
    wanted = {lemma for term in query_terms(query) for lemma in term.lemmas}
    return bool(wanted & {lemma for token in analyse(text) for lemma in token.lemmas})


def share(pairs):
    return sum(finds(base, text) for base, text in pairs) / len(pairs)


def without_dots(word):
    return word.translate(str.maketrans("äöå", "aoa"))


def test_a_base_form_finds_its_inflected_forms():
    assert share(INFLECTED) >= 0.97


def test_a_word_finds_the_compounds_it_is_part_of():
    assert share(COMPOUNDED) >= 0.95


def test_words_typed_without_dots_are_found():
    typed = [
        (without_dots(form), base) for base, form in INFLECTED if without_dots(form) != form
    ]

    assert share(typed) >= 0.93


@pytest.mark.parametrize(
    ("word", "lemma", "inner"),
    [
        ("viikkopalaverikäytännöistä", "viikkopalaverikäytäntö", "viikko palaveri käytäntö"),
        ("asiakaspalautteessa", "asiakaspalaute", "asiakas palaute"),
        ("perusoikeuksien", "perusoikeus", "perus oikeus"),
        ("oppimispolkuja", "oppimispolku", "oppiminen polku"),
    ],
)
def test_a_compound_is_found_by_its_whole_and_by_its_parts(word, lemma, inner):
    (token,) = analyse(word)

    assert token.lemmas[0] == lemma
    assert {lemma, *inner.split()} <= set(token.lemmas)


@pytest.mark.parametrize(
    "word", ["palaveri", "asiakas", "keskustelu", "kokonaisuus", "osallistuva", "kehittää"]
)
def test_a_word_that_is_one_stays_one(word):
    assert parts(word) == ()


def test_a_word_of_absurd_length_is_cut():
    tokens = analyse("ä" * 10_000)

    assert tokens[-1].end == 10_000
    assert max(len(token.surface) for token in tokens) <= LONGEST_WORD
    assert compound_lemma("xq" * 20) is None


def test_a_misread_word_is_found_as_it_is_written():
    # The dictionary takes työ for a form of sinä.
    assert finds("työ", "työtä ja töiden jako")


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("retrospective", "Running retrospectives"),
        ("meeting", "weekly meetings"),
        ("backlog", "tiimin backlogissa"),
        ("github", "GitHubissa ja GitHubin kautta"),
        ("eu", "EU:n ohje"),
        ("wikisivu", "wiki-sivuilla"),
        ("wiki-sivu", "wikisivuilla"),
        ("jakaa", "tiedon jakaminen"),
        ("resume", "a résumé"),
        ("äiti", "a\u0308iti"),
        ("möte", "efter mötet"),
    ],
)
def test_other_ways_of_writing_are_found(query, text):
    assert finds(query, text)


def test_a_dotted_query_does_not_find_the_undotted_word():
    assert finds("sade", "säde")
    assert not finds("säde", "sade")


def test_tokens_tell_where_they_stand():
    text = "Sovi aika: wiki-sivulla!"

    places = [text[token.start : token.end] for token in analyse(text)]

    assert places == ["Sovi", "aika", "wiki-sivulla"]


def test_the_index_has_a_stream_of_lemmas_and_one_of_words():
    lemmas, surface = index_text("Työpaikoilla: EU:n ohjeet!")

    assert lemmas.split()[:2] == ["työpaikka", UNDOTTED + "tyopaikka"]
    assert {"työ", "paikka", "eu", "ohje"} <= set(lemmas.split())
    assert surface == "työpaikoilla eu n ohjeet"


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_any_text_makes_safe_tokens(text):
    lemmas, surface = index_text(text)

    assert all(SAFE.fullmatch(token) for token in (*lemmas.split(), *surface.split()))


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet='aäo "-:*()^~\\n', max_size=40))
def test_any_query_makes_safe_terms(text):
    for term in query_terms(text):
        assert term.lemmas
        assert all(SAFE.fullmatch(lemma) for lemma in term.lemmas)
        assert all(SAFE.fullmatch(word) for word in term.surface.split())


def test_function_words_are_dropped_from_a_query():
    terms = query_terms("miten asiakas kohdataan, and what is a demo")

    assert [term.surface for term in terms] == ["asiakas", "kohdataan", "demo"]


def test_a_word_is_never_read_as_a_case_of_a_function_word():
    assert not finds("vastaa", "Vasta sitten soitan.")
    assert finds("vastaa", "Asiakas on vastannut.")


def test_a_query_of_function_words_keeps_them():
    assert [term.surface for term in query_terms("mikä se on")] == ["mikä", "se", "on"]


def test_a_query_may_name_a_phrase_and_exclude_a_word():
    phrase, without = query_terms('"hiljainen tieto" -palaveri')

    assert phrase == Term(("hiljainen", "tieto"), "hiljainen tieto", phrase=True)
    assert (without.surface, without.negated) == ("palaveri", True)


def test_content_lemmas_leave_out_function_words_and_repetition():
    lemmas = content_lemmas("Tiedon jakaminen on tärkeää, ja tieto kannattaa jakaa.")

    assert lemmas == ("tieto", "jakaminen", "tärkeä", "kannattaa", "jakaa")


def test_many_threads_read_at_once():
    warm()
    texts = [f"palaverikäytännöissä{n} ja asiakaspolkujen {n} vaiheet" for n in range(40)]
    expected = [index_text(text) for text in texts]
    found = {}

    threads = [
        threading.Thread(target=lambda n=n: found.update({n: list(map(index_text, texts))}))
        for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert list(found.values()) == [expected] * 8
