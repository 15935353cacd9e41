"""Search: found in one's own words, also what nobody has written; saving never waits for it."""

import json

import pytest
from sqlalchemy import select, text

from kb.context.glossary.actions import change_term
from kb.context.glossary.forms import Meaning
from kb.foundation import outbox
from kb.foundation.db import begin_writing, session, unit_of_work
from kb.practices.events import PracticeRemoved
from kb.practices.models import Practice
from kb.search import meaning
from kb.search.actions import forget_practice, rebuild
from kb.search.embedding import EMBED, embed_documents
from kb.search.forms import Question
from kb.search.limits import Limits
from kb.search.models import Document, Found, Passage
from kb.search.queries import find
from kb.stages.evidence import Stage
from support import make
from support.toy_model import ToyVectoriser, toy_model
from support.waiting import count_waiting

SILENT = "Hiljaisen asiakkaan herättäminen"


@pytest.fixture
def model():
    """Let meaning be that of the toy model."""
    toy = toy_model()
    with meaning.meant_with(toy):
        yield toy


def embed():
    """Do what the worker does."""
    session.commit()
    outbox.drain({EMBED: embed_documents})
    begin_writing()


def titles(words, *, seen_by=None, **filters):
    findings = find(Question(words, Limits(**filters)), seen_by=seen_by)
    documents = [session.get_one(Document, hit.entry.id) for hit in findings.hits]
    return [document.title for document in documents]


def test_a_practice_is_found_by_another_form_of_its_words(petri):
    make.practice(SILENT, by=petri)

    assert titles("hiljaiselle asiakkaalle") == [SILENT]


def test_a_part_of_a_compound_is_enough(petri):
    make.practice("Aloituspalaverin roolikartta", by=petri)

    assert titles("palaveri") == ["Aloituspalaverin roolikartta"]


def test_words_are_never_read_as_the_databases_own_language(petri):
    make.practice(SILENT, by=petri)

    for words in ('asiakas" OR "x', "asiakas AND (", "NEAR(asiakas)", "*", "asiakas:", "'; --"):
        assert set(titles(words)) <= {SILENT}


def test_a_phrase_must_stand_as_it_was_written(petri):
    make.practice(SILENT, by=petri)

    assert titles('"hiljaisen asiakkaan"') == [SILENT]
    assert titles('"asiakkaan hiljaisen"') == []


def test_what_holds_an_unwanted_word_is_left_out(petri):
    make.practice(SILENT, by=petri)
    make.practice("Asiakkaan tavoite", by=petri)

    assert titles("asiakas -hiljainen") == ["Asiakkaan tavoite"]


def test_an_undocumented_practice_is_found_by_its_two_lines(petri):
    make.practice("Lukujen epäileminen", by=petri, summary="Kysyn, onko piikki kohinaa.")

    assert titles("piikki") == ["Lukujen epäileminen"]


def test_a_published_text_takes_the_place_of_the_two_lines(petri):
    practice = make.practice(SILENT, by=petri)

    make.document(practice, by=petri)

    (document,) = session.scalars(select(Document))
    assert "Soitan ja kerron havainnon." in document.body


def test_notes_and_terms_are_found_as_well(petri):
    make.note("Kauppa pyytää samaa raporttia kolmesti.", by=petri)
    make.term("kontaktipinta")

    assert titles("raportti") == ["Kauppa pyytää samaa raporttia kolmesti."]
    assert titles("kontaktipinta") == ["kontaktipinta"]


def test_a_synonym_of_the_glossary_finds_at_once(petri):
    make.practice("NPS putosi", by=petri)
    term = make.term("NPS")
    assert "NPS putosi" not in titles("suositteluindeksi")

    change_term(term, Meaning("NPS", "Mittari.", synonyms=("suositteluindeksi",)))

    assert titles("suositteluindeksi")[0] == "NPS putosi"


def test_a_practice_that_is_removed_is_found_no_more(petri):
    practice = make.practice(SILENT, by=petri)
    session.delete(practice)
    session.flush()

    forget_practice(PracticeRemoved(practice.id))

    assert titles("asiakas") == []
    assert session.scalar(text("SELECT count(*) FROM search_words")) == 0


def test_a_practice_is_found_by_meaning_in_other_words(petri, model):
    make.practice(SILENT, by=petri)
    make.practice("Laskun läpikäynti", by=petri, summary="Rivit luetaan ääneen.")
    embed()

    assert titles("ostaja on vaiennut")[0] == SILENT


def test_a_practice_is_found_in_the_other_language(petri, model):
    make.practice(SILENT, by=petri)
    make.practice("Laskun läpikäynti", by=petri, summary="Rivit luetaan ääneen.")
    embed()

    assert titles("a quiet customer")[0] == SILENT


def test_something_far_off_does_not_fit(petri, model):
    make.practice("Laskun läpikäynti", by=petri, summary="Rivit luetaan ääneen.")
    embed()

    assert find(Question("lento ja matka"), seen_by=None).nothing_fits


def test_every_word_found_fits_whatever_the_model_thinks(petri, model):
    make.practice("Laskun läpikäynti", by=petri)

    assert not find(Question("laskut"), seen_by=None).nothing_fits


def test_a_text_waits_for_its_vectors_and_is_found_by_words_meanwhile(petri, model):
    make.practice(SILENT, by=petri)

    assert count_waiting() == 1
    assert titles("asiakas") == [SILENT]

    embed()
    assert count_waiting() == 0


def test_an_unchanged_text_is_not_embedded_again(petri, model):
    make.practice(SILENT, by=petri)
    embed()
    before = list(session.scalars(select(Passage.id)))

    rebuild(lambda: None)

    assert count_waiting() == 0
    assert list(session.scalars(select(Passage.id))) == before


class SlowVectoriser(ToyVectoriser):
    """So slow that the text is worded anew before it is done."""

    def encode(self, texts, /, **_):
        with unit_of_work():
            for document in session.scalars(select(Document)):
                document.fingerprint = "another"
        return super().encode(texts)


def test_vectors_of_a_text_reworded_meanwhile_are_not_kept(petri):
    make.practice(SILENT, by=petri)
    session.commit()

    with meaning.meant_with(toy_model(SlowVectoriser())):
        embed_documents([{"document_id": session.scalar(select(Document.id))}])

    assert session.scalars(select(Passage)).all() == []
    assert count_waiting() == 1


def test_a_practice_in_two_languages_is_found_once(petri, model):
    practice = make.practice(SILENT, by=petri)
    session.add(
        Document(
            kind=Found.PRACTICE,
            thing_id=practice.id,
            language="en",
            title="Waking a silent customer",
            body="Call.",
            fingerprint="x",
        )
    )
    session.flush()
    embed()

    (hit,) = find(Question("hiljainen asiakas"), seen_by=None).hits
    assert (hit.entry.language, hit.also) == ("fi", ("en",))


def test_filters_keep_to_stage_industry_and_language(petri):
    make.practice(SILENT, by=petri, industries=["energy"])
    make.document(make.practice("Asiakkaan tavoite", by=petri, language="en"), by=petri)

    assert titles("asiakas", stages=(Stage.IDENTIFIED,)) == [SILENT]
    assert titles("asiakas", industries=("energy",)) == [SILENT]
    assert titles("asiakas", languages=("en",)) == ["Asiakkaan tavoite"]


def test_the_command_prints_an_object_a_query(app, petri):
    make.practice(SILENT, by=petri)
    session.commit()

    said = app.test_cli_runner().invoke(
        args=["search", "-", "--json"], input="hiljainen asiakas\nlento\n"
    )

    first, second = (json.loads(line) for line in said.stdout.splitlines())
    assert first["query"] == "hiljainen asiakas"
    assert first["results"][0]["slug"] == session.scalar(select(Practice.slug))
    assert first["results"][0]["kind"] == "practice"
    assert second == {"query": "lento", "nothing_fits": True, "results": []}


def test_the_worker_embeds_what_waits(app, petri, model):
    make.practice(SILENT, by=petri)
    session.commit()

    app.test_cli_runner().invoke(args=["work", "--once"])

    assert count_waiting() == 0


def test_without_a_model_the_worker_leaves_texts_waiting(app, petri):
    make.practice(SILENT, by=petri)
    session.commit()

    app.test_cli_runner().invoke(args=["work", "--once"])

    assert outbox.waiting(EMBED) == 1
    assert outbox.dead() == []
