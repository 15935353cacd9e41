"""The glossary: what words mean, what else they are called, and in which order they stand."""

import pytest

from kb.context.glossary.actions import change_term
from kb.context.glossary.forms import Meaning, words_of
from kb.context.glossary.queries import all_synonyms, term_by_id, terms_in_order
from kb.foundation.alphabet import in_order
from kb.foundation.errors import InvalidError, NotFoundError
from support import make


def test_a_term_has_synonyms_english_and_words_better_not_used(house):
    term = make.term(
        "mentoroitava", english="mentee", synonyms=("aktori",), not_preferred=("tulokas",)
    )

    assert term.preferred_words == ["aktori"]
    assert term.avoided_words == ["tulokas"]
    assert all_synonyms() == [("mentoroitava", ("mentee", "aktori", "tulokas"))]


def test_a_new_synonym_replaces_what_was_said_before(house):
    term = make.term("NPS", synonyms=("suositteluhalukkuus",))

    change_term(term, Meaning("NPS", "Mittari.", synonyms=("suositteluindeksi",)))

    assert all_synonyms() == [("NPS", ("suositteluindeksi",))]


def test_a_term_stands_in_the_glossary_once(house):
    make.term("Mentori")

    with pytest.raises(InvalidError) as refused:
        make.term("mentori")

    assert refused.value.fields == {"term": "term.taken"}


def test_a_term_keeps_its_own_name_when_changed(house):
    term = make.term("mentori")

    change_term(term, Meaning("mentori", "Kokenut osaaja."))

    assert term_by_id(term.id).definition == "Kokenut osaaja."


def test_the_term_and_its_meaning_are_needed():
    with pytest.raises(InvalidError) as refused:
        Meaning.parse({"english": "mentor"})

    assert set(refused.value.fields) == {"term", "definition"}


def test_words_between_commas_are_each_taken_once():
    words = words_of(" näppituntuma,, Kokemustieto , kokemustieto,hiljainen  osaaminen")

    assert words == ("näppituntuma", "Kokemustieto", "hiljainen osaaminen")


def test_a_word_better_not_used_is_no_synonym():
    form = {"term": "osaaja", "definition": "Se, joka osaa.", "english": "carrier"}

    meaning = Meaning.parse(
        {**form, "synonyms": "haltija, taitaja, carrier", "not_preferred": "haltija"}
    )

    assert meaning.synonyms == ("taitaja",)
    assert meaning.not_preferred == ("haltija",)


def test_words_beyond_measure_are_refused():
    form = {"term": "a" * 121, "definition": "b" * 2001, "synonyms": "c" * 121}

    with pytest.raises(InvalidError) as refused:
        Meaning.parse(form)

    assert set(refused.value.fields) == {"term", "definition", "synonyms"}


@pytest.mark.parametrize(
    ("words", "language"),
    [
        (["aari", "ilma", "zoomi", "åland", "äiti", "öljy"], "fi"),
        (["tieto", "tieto taito", "tietokanta", "tietää"], "fi"),
        (["vesi", "über", "yksi", "yö"], "fi"),
        (["cafe", "café", "car"], "fi"),
        (["Asiakas", "asiakas-ilta", "asiakkuus", "Äly"], "fi"),
        (["able", "älg", "apple", "öken", "pear"], "en"),
    ],
)
def test_words_stand_in_their_own_languages_order(words, language):
    assert in_order(reversed(words), by=str, language=language) == words


def test_the_reader_finds_terms_in_the_order_of_their_language(house):
    make.term("äänestys", english="a vote")
    make.term("osaaja", english="carrier")
    make.term("mestari")

    assert [t.term for t in terms_in_order("fi")] == ["mestari", "osaaja", "äänestys"]
    assert [t.term for t in terms_in_order("en")] == ["äänestys", "osaaja", "mestari"]


def test_what_has_no_english_is_said_in_finnish(house):
    term = make.term("kisälli")

    assert term.name_in("en") == "kisälli"
    assert term.other_name_in("en") == ""
    assert term.meaning_in("en") == term.definition


def test_an_unknown_term_is_not_found(house):
    with pytest.raises(NotFoundError):
        term_by_id(4711)
