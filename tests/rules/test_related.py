"""Related: practices of one matter, beside what is read and before it is written twice."""

import pytest

from kb.foundation import outbox
from kb.foundation.db import begin_writing, session
from kb.practices.models import Audience
from kb.search import meaning
from kb.search.embedding import EMBED, embed_documents
from kb.search.related.forms import Written
from kb.search.related.queries import alike_to, related_to
from support import make
from support.rows import rows_read
from support.toy_model import toy_model

SILENT = "Hiljaisen asiakkaan herättäminen"
CANARY = "kanarialintu"
TOLD = "Kun asiakas on vaiennut viikoiksi, soitan hänelle ja kerron yhden havainnon luvuista."


@pytest.fixture
def model(house):
    """Let meaning be that of the toy model."""
    with meaning.meant_with(toy_model()):
        yield


def embed():
    """Do what the worker does."""
    session.commit()
    outbox.drain({EMBED: embed_documents})
    begin_writing()


def related(practice, *, seen_by):
    embed()
    return [near.known.practice.title for near in related_to(practice, seen_by=seen_by)]


def alike(title, text="", *, seen_by, of=0):
    embed()
    found = alike_to(Written(title, "", text, of), seen_by=seen_by)
    return [near.known.practice.title for near in found]


def unrelated_ones(*, by):
    for title in ("Laskutuksen kuukausirytmi", "Tarjouspohjan päivitys", "Häiriötiedote"):
        make.practice(title, by=by, summary=f"{title} vaihe vaiheelta.")
    for title in ("Meter readings", "Training video", "Release notes"):
        make.practice(title, by=by, language="en", summary=f"{title}, one step after another.")


@pytest.mark.usefixtures("model")
def test_what_means_the_same_is_related_in_other_words_and_in_another_language(petri, aino):
    silent = make.practice("Hiljainen asiakas", by=petri, summary="Asiakas on vaiennut.")
    make.practice("The quiet customer", by=aino, language="en", summary="A quiet customer.")
    unrelated_ones(by=aino)

    assert related(silent, seen_by=petri) == ["The quiet customer"]
    (near,) = related_to(silent, seen_by=petri)
    assert near.words == ()


def test_without_a_model_the_words_of_names_and_tags_relate(petri):
    silent = make.practice("Kyselyn vastaajalista", by=petri, tags="mittaaminen")
    make.practice("Vaivattomuuskysely", by=petri, tags="mittaaminen, käyttöönotto")
    unrelated_ones(by=petri)

    assert related(silent, seen_by=petri) == ["Vaivattomuuskysely"]
    (near,) = related_to(silent, seen_by=petri)
    assert set(near.words) == {"kysely", "mittaaminen"}


@pytest.mark.usefixtures("model")
def test_a_practice_that_waits_for_its_vectors_is_related_by_words(petri):
    make.practice("Vaivattomuuskysely", by=petri, tags="mittaaminen")
    unrelated_ones(by=petri)
    embed()
    new = make.practice("Kyselyn vastaajalista", by=petri, tags="mittaaminen")

    found = related_to(new, seen_by=petri)

    assert [near.known.practice.title for near in found] == ["Vaivattomuuskysely"]


@pytest.mark.usefixtures("either_way")
def test_what_is_about_something_else_is_not_related(petri):
    silent = make.practice("Hiljainen asiakas", by=petri, summary="Asiakas on vaiennut.")
    unrelated_ones(by=petri)

    assert related(silent, seen_by=petri) == []


@pytest.mark.usefixtures("either_way")
def test_what_the_text_links_to_is_not_said_again(petri):
    make.practice("Hiljaisen asiakkaan tavoite", by=petri)
    silent = make.practice(SILENT, by=petri)
    unrelated_ones(by=petri)
    assert related(silent, seen_by=petri) == ["Hiljaisen asiakkaan tavoite"]

    make.document(silent, by=petri, action="Katso [[Hiljaisen asiakkaan tavoite]].")

    assert related(silent, seen_by=petri) == []


@pytest.mark.usefixtures("either_way")
def test_at_most_five_are_named(petri):
    practices = [make.practice(f"{CANARY} {way}", by=petri) for way in "abcdefgh"]

    assert len(related(practices[0], seen_by=petri)) == 5


@pytest.mark.usefixtures("either_way")
def test_what_one_may_not_see_is_neither_related_nor_alike(petri, aino, jesse):
    open_one = make.practice(f"Asiakkaan {CANARY}", by=aino, summary=TOLD)
    hidden = make.practice(f"Toisen asiakkaan {CANARY}", by=petri, summary=TOLD)
    unrelated_ones(by=petri)
    assert related(open_one, seen_by=jesse) == [hidden.title]
    assert set(alike(hidden.title, TOLD, seen_by=jesse)) == {hidden.title, open_one.title}

    hidden.audience = Audience.NAMED

    assert related(open_one, seen_by=jesse) == []
    assert related(open_one, seen_by=petri) == [hidden.title]
    assert alike(hidden.title, TOLD, seen_by=jesse) == [open_one.title]


@pytest.mark.usefixtures("either_way")
def test_as_many_rows_are_read_whether_or_not_there_is_something_hidden(petri, aino, jesse):
    open_one = make.practice(f"Asiakkaan {CANARY}", by=aino, summary=TOLD)
    make.practice(f"Uuden asiakkaan {CANARY}", by=aino, summary=TOLD)
    written = Written(f"Asiakkaan {CANARY}", "", TOLD, 0)

    def read():
        embed()
        related_to(open_one, seen_by=jesse)  # what is kept between requests is read anew here
        with rows_read() as counted:
            related_to(open_one, seen_by=jesse)
            alike_to(written, seen_by=jesse)
        return counted

    before = read()
    hidden = make.practice(f"Toisen asiakkaan {CANARY}", by=petri, summary=TOLD, tags=CANARY)
    hidden.audience = Audience.NAMED

    assert read() == before


@pytest.mark.usefixtures("either_way")
def test_the_same_name_in_other_forms_is_said_at_once(petri):
    make.practice(SILENT, by=petri)
    unrelated_ones(by=petri)

    assert alike("Hiljaisten asiakkaiden herättely", seen_by=petri) == [SILENT]
    assert alike("Hiljaisen päivän tapahtumat", seen_by=petri) == []
    assert alike("", seen_by=petri) == []


@pytest.mark.usefixtures("model")
def test_the_same_in_other_words_is_said_once_there_is_enough_text(petri):
    make.practice(SILENT, by=petri, summary=TOLD)
    unrelated_ones(by=petri)

    told = (
        "Kun ostaja on mykistynyt viikoiksi, soitan ja kerron yhden havainnon hänen luvuista."
    )

    assert alike("Mykistynyt ostaja", told, seen_by=petri) == [SILENT]
    assert alike("Mykistynyt ostaja", "Soitan.", seen_by=petri) == []


@pytest.mark.usefixtures("either_way")
def test_a_practice_is_not_alike_to_itself(petri):
    silent = make.practice(SILENT, by=petri, summary=TOLD)

    assert alike(SILENT, TOLD, seen_by=petri, of=silent.id) == []


def test_whichever_form_it_is_from_the_name_and_the_text_are_read():
    note = Written.parse({"question": "Mitä teen?", "advice": "Soita.", "with_whom": "Aino"})
    draft = Written.parse({"title": "Soitto", "action": "Soitan.", "of": "7", "why": "Toimii."})

    assert (note.title, note.text, note.practice_id) == ("Mitä teen?", "Soita.", 0)
    assert (draft.title, draft.text, draft.practice_id) == ("Soitto", "Soitan.", 7)
