"""Mistyped words: mended by the words of texts one may see, and said; right ones left alone."""

import pytest

from kb.foundation.db import session
from kb.practices.models import Audience, PracticeReader
from kb.search.forms import Question
from kb.search.index.readers import sight_of
from kb.search.reading.understood import ReadingKind, understand
from support import make
from support.rows import rows_read

CANARY = "kanarialintu"


def understood(words, *, seen_by=None):
    return understand(Question(words), sight_of(seen_by))


def mended(words, *, seen_by=None):
    return understood(words, seen_by=seen_by).asked.text


@pytest.fixture
def texts(petri):
    """Let there be texts with words to be mistyped."""
    make.note("Miten valmistelen aloituspalaverin roolikartan?", by=petri)
    make.note("Milloin suunnitelma on valmis?", by=petri, advice="Kun aikataulu on sovittu.")
    make.note("How do I lead a retrospective?", by=petri, advice="Ask what was learned.")
    make.note("Kuka hyväksyy ryhmän työajan?", by=petri, advice="Esihenkilö päättää siitä.")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("roolikratan", "roolikartan"),
        ("suunnitelmaa valims", "suunnitelmaa valmis"),
        ("retrospectve", "retrospective"),
        ("retrospecttive", "retrospective"),
        ("retrospevtive", "retrospective"),
        ("Retrosepctive", "Retrospective"),
        ("aikatualu", "aikataulu"),
    ],
)
def test_a_slip_of_the_fingers_is_mended(texts, typed, meant):
    assert mended(typed) == meant


def test_two_pieces_of_a_word_are_put_together(texts):
    assert mended("aloitus palaverin aika taulu") == "aloitus palaverin aika taulu"
    assert mended("retrospe ctive") == "retrospective"


def test_what_was_mended_is_said_and_can_be_taken_back(texts):
    asked = understood("lead a retrospectve")

    (said,) = asked.readings
    assert (said.kind, said.said, said.meant) == (
        ReadingKind.SPELLING,
        "retrospectve",
        "retrospective",
    )
    assert asked.exact == 'lead a "retrospectve"'
    assert understood(asked.exact).readings == ()


def test_an_unlikely_word_is_only_offered(texts):
    asked = understood("retrosbegtive palaveri")

    assert asked.asked.text == "retrosbegtive palaveri"
    assert asked.suggestion == "retrospective palaveri"
    assert asked.readings == ()


def test_a_word_of_a_dictionary_is_never_changed_unasked(texts):
    asked = understood("what was leaned")

    assert asked.asked.text == "what was leaned"
    assert asked.suggestion == "what was learned"


@pytest.mark.parametrize(
    "words",
    ["roolikarttaa", "suunnitelmissa", "retrospectives", "palaveri", '"roolikratta"', "-lintu"],
)
def test_right_quoted_and_unwanted_words_stay(texts, words):
    asked = understood(words)

    assert asked.readings == ()
    assert asked.suggestion is None
    assert asked.exact == ""


def test_dots_left_out_of_a_question_are_put_back(texts):
    asked = understood("mita ryhma paattaa tyoajasta")

    assert asked.asked.text == "mitä ryhmä päättää työajasta"
    assert {said.kind for said in asked.readings} == {ReadingKind.DOTS}


def test_a_question_with_dots_keeps_its_words_without(texts):
    assert mended("päättää tyoajasta sade") == "päättää tyoajasta sade"


def test_the_words_are_read_anew_when_the_texts_have_changed(texts, petri):
    assert mended("vesiputuos") == "vesiputuos"

    make.note("Missä vesiputous on?", by=petri)

    assert mended("vesiputuos") == "vesiputous"


def hide(practice, *, from_all_but):
    practice.audience = Audience.NAMED
    practice.reader_rows = [PracticeReader(person_id=from_all_but.id)]
    session.flush()


def test_a_hidden_word_is_never_meant(petri, aino, jesse, samuel):
    hide(make.practice(CANARY, by=petri), from_all_but=aino)

    for person in (aino, petri):
        assert mended("kanarialitnu", seen_by=person) == CANARY
    for person in (jesse, samuel, None):
        asked = understood("kanarialitnu", seen_by=person)
        assert asked.asked.text == "kanarialitnu"
        assert (asked.readings, asked.suggestion, asked.exact) == ((), None, "")


def test_a_word_that_only_hidden_texts_hold_is_mended_as_if_it_were_nowhere(petri, aino, jesse):
    make.note("Mikä on kanarialintu?", by=petri)
    hide(make.practice("Kanarialitnu", by=petri), from_all_but=aino)

    assert mended("kanarialitnu", seen_by=aino) == "kanarialitnu"
    assert mended("kanarialitnu", seen_by=jesse) == "kanarialintu"


@pytest.mark.parametrize("typed", ["kanarialitnu puhuu", "mita kanaria lintu paattaa"])
def test_what_is_hidden_moves_no_row(texts, petri, aino, jesse, typed):
    def rows():
        with rows_read() as counted:
            understood(typed, seen_by=jesse)
        return counted

    rows()
    before = rows()
    hide(make.practice(CANARY, by=petri, summary="Se pääättää."), from_all_but=aino)
    understood(typed, seen_by=aino)
    rows()  # that anything has changed is no secret: what one may see is read anew

    after = rows()

    assert after == before
