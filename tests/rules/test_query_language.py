"""The language of questions: phrases, minus, OR, fields; whatever is typed, it can be asked."""

import re
from itertools import chain

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.context.glossary.actions import change_term
from kb.context.glossary.forms import Meaning
from kb.foundation.catalogues import LANGUAGES, catalogue
from kb.foundation.db import session
from kb.people.models import Industry
from kb.practices.models import JourneyStage
from kb.search.forms import Question
from kb.search.index.lexical import matches
from kb.search.index.readers import sight_of
from kb.search.limits import Limits
from kb.search.models import Document, Found
from kb.search.queries import find
from kb.search.reading.asked import read
from kb.search.reading.fields import FIELDS, LANGUAGE, VALUES, meaning_of
from kb.search.reading.syntax import pieces_in
from kb.search.reading.understood import Reading, ReadingKind, understand
from kb.stages.evidence import Stage
from support import make

WORDS = re.compile(r'"[^\W_]+(?: [^\W_]+)*"')
OURS = re.compile(r"(?:\{title readers_words body\} :|surface :|OR|AND|W|[() ])*")
SIGNS = 'aäoOR TAI"-:*()^~+\\{}\n vaihe:jaettu osaaja:"x'
anything = st.one_of(
    st.text(max_size=60),
    st.text(alphabet=SIGNS, max_size=60),
    st.lists(st.sampled_from(["asiakas", "-", '"', " OR ", "NEAR(", "vaihe:", " ", "*"])).map(
        "".join
    ),
)


def understood(words, *, seen_by=None, **limits):
    return understand(Question(words, Limits(**limits)), sight_of(seen_by))


def found(words):
    """Return the titles of what holds any word that is asked for."""
    whole = [word.whole for word in understood(words).asked.words]
    held = (match.documents.tolist() for match in matches(whole, sight_of(None).flags))
    return {session.get_one(Document, number).title for number in chain(*held)}


@pytest.mark.parametrize(
    ("words", "pieces"),
    [
        ("hiljainen asiakas", ["hiljainen", "asiakas"]),
        ('"hiljainen tieto" pari', ["hiljainen tieto", "pari"]),
        ("wiki-sivu -palaveri", ["wiki-sivu", "palaveri"]),
        ('-"kovin hiljaa"', ["kovin hiljaa"]),
        ('"kesken jäänyt', ['"kesken', "jäänyt"]),
        ("EU:n ohje klo 12:30", ["EU:n", "ohje", "klo", "12:30"]),
        ("https://kisalli.example/polku", ["https://kisalli.example/polku"]),
        ("sana - toinen", ["sana", "-", "toinen"]),
    ],
)
def test_a_question_is_made_of_pieces(words, pieces):
    assert [piece.words for (piece,) in pieces_in(words)] == pieces


def test_a_minus_stands_before_the_piece_it_leaves_out():
    pieces = [piece for (piece,) in pieces_in('a -b -"c d" -vaihe:jaettu e-f')]

    assert [piece.unwanted for piece in pieces] == [False, True, True, True, False]


@pytest.mark.parametrize(
    "sentence",
    [
        "Mikä on SI Swimsuit -lehden kansi?",
        'Mikä on kolikon muu nimi kuin "taler"?',
        'Where is the "any other race" option?',
    ],
)
def test_a_sentence_is_no_search_language(sentence):
    asked = read(sentence)

    assert (asked.unwanted, asked.phrases) == ((), ())
    assert {"lehti", "taler", "race"} & asked.lemmas


@pytest.mark.parametrize("either", ["ostaja OR asiakas", "ostaja TAI asiakas"])
def test_of_two_words_either_will_do(either):
    (word,) = read(either).words

    assert {"ostaja", "asiakas"} <= word.lemmas


def test_small_or_is_a_function_word():
    assert len(read("ostaja tai asiakas").words) == 2


def test_a_phrase_of_which_either_will_do_is_not_required():
    asked = read('"hiljainen tieto" OR osaaminen')

    assert asked.phrases == ()
    assert len(asked.words) == 1


@pytest.mark.parametrize(
    ("typed", "limits"),
    [
        ("vaihe:jaettu", Limits(stages=(Stage.SHARED,))),
        ("stage:shared", Limits(stages=(Stage.SHARED,))),
        ("VAIHE:Jaettu", Limits(stages=(Stage.SHARED,))),
        ("vaihe:nakyvaksi", Limits(stages=(Stage.DOCUMENTED,))),
        ('vaihe:"Näkyväksi tehty"', Limits(stages=(Stage.DOCUMENTED,))),
        ("vai:jae", Limits(stages=(Stage.SHARED,))),
        ("polku:arki", Limits(journey_stages=(JourneyStage.DAILY,))),
        ("journey:daily", Limits(journey_stages=(JourneyStage.DAILY,))),
        ("toimiala:energia", Limits(industries=(Industry.ENERGY,))),
        ("kieli:englanti", Limits(languages=("en",))),
        ("lang:en", Limits(languages=("en",))),
        ("laji:sparraus", Limits(kinds=(Found.NOTE,))),
        ("-toimiala:energia", Limits(excluded=Limits(industries=(Industry.ENERGY,)))),
        (
            "vaihe:jaettu OR vaihe:tunnistettu",
            Limits(stages=(Stage.IDENTIFIED, Stage.SHARED)),
        ),
    ],
)
def test_a_field_limits(house, typed, limits):
    asked = understood(typed)

    assert asked.limits == limits
    assert asked.asked.words == ()


@pytest.mark.parametrize("field", [*VALUES, LANGUAGE])
def test_every_value_is_known_by_its_label_in_both_languages(field):
    keys = [one.key for one in VALUES[field]] if field in VALUES else ["language.fi"]

    meant = [
        meaning_of(name, catalogue(language).gettext(key))
        for key in keys
        for name in FIELDS[field]
        for language in LANGUAGES
    ]

    assert all(meant)
    assert {one.key for one in meant} == set(keys)


def test_what_is_typed_joins_what_is_chosen(house):
    asked = understood("vaihe:jaettu asiakas", stages=(Stage.IDENTIFIED,), languages=("fi",))

    assert set(asked.limits.stages) == {Stage.IDENTIFIED, Stage.SHARED}
    assert asked.limits.languages == ("fi",)
    assert asked.asked.text == "asiakas"


@pytest.mark.parametrize("typed", ["osaaja:marjatta", "person:hietala", 'henkilö:"Marjatta H"'])
def test_a_carrier_is_called_by_words_of_the_name(marjatta, petri, typed):
    assert understood(typed).limits.carriers == (marjatta.id,)


def test_people_of_the_same_name_are_all_meant(marjatta):
    other = make.person("Marjatta Ek")

    (said,) = understood("osaaja:marjatta").readings

    assert set(understood("osaaja:marjatta").limits.carriers) == {marjatta.id, other.id}
    assert "Marjatta Ek" in said.meant


def test_a_beginning_that_may_be_two_people_is_none(marjatta):
    make.person("Marja Ek")

    assert understood("osaaja:marj").limits.is_empty


@pytest.mark.parametrize("typed", ["vaihe:vihreä", "tekijä:petri", "osaaja:kukaan"])
def test_what_no_field_knows_is_looked_for_as_words(house, typed):
    asked = understood(typed)

    assert asked.limits.is_empty
    assert asked.asked.words
    assert Reading(ReadingKind.UNKNOWN_LIMIT, typed) in asked.readings


def test_the_genitive_of_an_abbreviation_is_no_field(house):
    assert understood("EU:n ohje").readings == ()


def test_a_limit_is_told_by_its_label(house):
    assert understood("vaihe:jaettu -polku:arki").readings == (
        Reading(ReadingKind.LIMIT, "vaihe:jaettu", key="stage.shared"),
        Reading(ReadingKind.EXCLUDED, "polku:arki", key="journey_stage.daily"),
    )


def test_somebody_who_is_not_there_limits_nothing(house):
    assert understood("asiakas", carriers=(4711,)).limits.is_empty


def test_a_synonym_of_the_glossary_is_told(petri):
    change_term(make.term("NPS"), Meaning("NPS", "Mittari.", synonyms=("suositteluindeksi",)))
    make.practice("NPS putosi", by=petri)

    assert "NPS putosi" in found("suositteluindeksi")
    (said,) = understood("suositteluindeksi laski").readings
    assert (said.kind, said.said, said.meant) == (
        ReadingKind.SYNONYM,
        "suositteluindeksi",
        "NPS",
    )


def test_the_meaning_is_sought_of_what_is_wanted_alone(house):
    asked = understood('vaihe:jaettu "vihainen asiakas" OR ostaja -palaveri')

    assert asked.asked.text == "vihainen asiakas ostaja"


def test_a_plain_question_is_asked_as_it_stands(house):
    question = "ei vastaa viesteihin eikä soittopyyntöihin, mitä teen?"

    assert understood(question).asked.text == question


@settings(max_examples=300, deadline=None)
@given(anything)
def test_every_piece_stands_where_it_says(text):
    pieces = [piece for either in pieces_in(text) for piece in either]

    places = [place for piece in pieces for place in (piece.start, piece.end)]
    assert places == sorted(places)
    assert all(piece.words in text[piece.start : piece.end] for piece in pieces)


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(anything)
def test_whatever_is_typed_can_be_asked_and_is_never_syntax(house, text):
    asked = find(Question(text), seen_by=None).asked

    for expression in (*asked.expressions, *asked.phrases, *asked.unwanted):
        assert OURS.fullmatch(WORDS.sub("W", expression)), expression
