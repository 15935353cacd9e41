"""The page of results: counts that keep their word, people who may know, two lines of text."""

import pytest
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from kb.foundation import clock, outbox
from kb.foundation.db import begin_writing, session
from kb.identify.carriers.actions import add_basis
from kb.identify.carriers.models import Basis, CarrierReason
from kb.internalise.marks.actions import toggle_reading
from kb.people.models import Industry
from kb.search import meaning
from kb.search.embedding import EMBED, SENTENCES, embed_documents, embed_sentences
from kb.search.forms import Question
from kb.search.models import Found
from kb.search.narrowing.values import FacetKind
from kb.search.results.highlights import excerpt, lines_of
from kb.search.results.named import only_names
from kb.search.results.page import results_of
from support import make
from support.toy_model import toy_model


def asked(words, *, by, **limits):
    session.flush()
    fields = MultiDict([("q", words), *limits.items()])
    return results_of(Question.parse(fields), seen_by=by)


def titles(results):
    return ["".join(one.text for one in card.title) for card in results.cards]


def settle():
    session.commit()
    outbox.drain({EMBED: embed_documents, SENTENCES: embed_sentences})
    begin_writing()


def names(people):
    return [one.person.name for one in people]


def counts(results, kind):
    (facet,) = [facet for facet in results.facets if facet.kind == kind]
    return {option.value: option.count for option in facet.options}


@pytest.fixture
def shelf(petri, marjatta, aino):
    """Five practices about customers, of every sort, with a note and a term."""
    make.practice("Asiakkaan tavoite", by=petri, industries=["energy"], areas=["quality"])
    make.document(
        make.practice("Asiakkaan polku", by=marjatta, industries=["energy", "retail"]),
        by=marjatta,
    )
    make.document(make.practice("Hiljainen asiakas", by=aino, journey_stage="daily"), by=aino)
    make.practice("Asiakas vaihtuu", by=aino, holder=petri, areas=["quality", "services"])
    make.document(make.practice("Asiakas soittaa", by=petri), by=petri)
    make.note("Asiakas ei vastaa. Mitä teen?", by=petri, industry=Industry.ENERGY)
    make.term("asiakas", english="customer", english_definition="Who buys.")


def test_a_count_says_how_many_there_would_be(shelf, jesse):
    wide = asked("asiakas", by=jesse)
    offered = [(facet.kind, option) for facet in wide.facets for option in facet.options]

    assert {kind for kind, _ in offered} == set(FacetKind)
    for kind, option in offered:
        limited = asked("asiakas", by=jesse, **{kind.value: option.value})
        assert limited.total == option.count, (kind, option.value)


def test_with_a_limit_the_others_count_what_is_left(shelf, jesse):
    energy = asked("asiakas", by=jesse, industry="energy")

    assert energy.total == 3
    assert counts(energy, "industry") == {"energy": 3, "retail": 1}
    for value, count in counts(energy, "kind").items():
        both = asked("asiakas", by=jesse, industry="energy", kind=value)
        assert both.total == count


def test_what_one_has_marked_is_read(shelf, jesse):
    before = counts(asked("asiakas", by=jesse), "unread")
    practice = make.practice("Asiakas palaa", by=make.person("Tuomas Rinne"))

    toggle_reading(practice, by=jesse)

    assert counts(asked("asiakas", by=jesse), "unread") == before


def test_a_limit_that_leaves_nothing_tells_how_much_there_was(shelf, jesse):
    results = asked("asiakas", by=jesse, industry="health")

    assert results.page.total == 0
    assert results.fitting == 7
    assert not results.nothing_fits


def test_in_a_language_one_reads_that_version(shelf, jesse):
    (card,) = asked("asiakas", by=jesse, language="en").cards

    assert titles(asked("asiakas", by=jesse, language="en")) == ["customer"]
    assert card.hit.also == ("fi",)


def test_the_other_language_is_offered_with_its_count(shelf, jesse):
    offered = asked("asiakas", by=jesse).other_language

    assert (offered.value, offered.count) == ("en", 1)
    assert asked("asiakas", by=jesse, language="fi").other_language is None


def test_what_people_said_stands_beside_what_was_written(shelf, jesse):
    results = asked("asiakas", by=jesse)

    assert {card.hit.entry.kind for card in results.talks} == {Found.NOTE}
    assert not any(card.hit.entry.kind.is_talk for card in results.cards)
    assert results.total == results.page.total + 1
    assert [*results.best, *results.others] == list(results.cards)


def test_who_keeps_to_conversations_gets_them_as_the_list(shelf, jesse):
    chosen, typed = (
        asked("asiakas", by=jesse, kind="note"),
        asked("asiakas laji:sparraus", by=jesse),
    )

    assert titles(chosen) == titles(typed) == ["Asiakas ei vastaa. Mitä teen?"]
    assert not chosen.talks
    assert not typed.talks


def test_where_nothing_was_written_what_people_said_is_the_list(jesse, petri):
    make.note("Lupaus unohtui palaverissa. Mitä teen?", by=petri)

    results = asked("lupaus unohtui", by=jesse)

    assert titles(results) == ["Lupaus unohtui palaverissa. Mitä teen?"]
    assert not results.talks


def test_talks_stand_on_the_first_page_alone(jesse, petri):
    for number in range(15):
        make.practice(f"Asiakkaan tavoite {number}", by=petri)
    for number in range(5):
        make.note(f"Asiakas kysyi {number}. Mitä teen?", by=petri)

    first, second = asked("asiakas", by=jesse), asked("asiakas", by=jesse, page="2")

    assert (len(first.talks), first.talked, first.total) == (3, 5, 20)
    assert not second.talks
    assert second.total == 20


def test_a_page_beyond_the_last_is_the_last(jesse, petri):
    for number in range(15):
        make.practice(f"Asiakkaan tavoite {number}", by=petri)

    first, last = asked("asiakas", by=jesse), asked("asiakas", by=jesse, page="9")

    assert (first.page.number, first.page.pages, first.page.total) == (1, 2, 15)
    assert (last.page.number, len(last.cards)) == (2, 3)
    assert set(titles(first)).isdisjoint(titles(last))


def test_a_term_called_just_so_stands_first(shelf, jesse):
    first, *others = asked("asiakkaat", by=jesse).cards

    assert first.defines
    assert first.hit.entry.kind == "term"
    assert not any(card.defines for card in others)
    assert not asked("hiljainen asiakas", by=jesse).cards[0].defines


def test_those_of_ones_own_industry_stand_before_the_others(jesse, petri, marjatta, aino):
    for holder in (petri, marjatta, aino):
        make.practice(f"Asiakkaan tavoite: {holder.name}", by=holder)

    people = asked("asiakkaan tavoite", by=jesse).people

    assert names(people) == ["Marjatta Hietala", "Aino Koskela", "Petri Saarela"]
    assert people[0].shared == (Industry.ENERGY,)
    assert people[0].reasons[0].bases == (Basis.DECLARED,)


def test_people_are_found_by_what_they_carry_beyond_the_first_page(jesse, petri, aino):
    for number in range(14):
        make.practice(f"Asiakkaan tavoite {number}", by=petri)
    last = make.practice("Asiakas", by=petri, summary="Asiakkaan monta muuta asiaa.")

    add_basis(aino, last, basis=Basis.TAUGHT)

    assert names(asked("asiakas", by=jesse).people) == ["Aino Koskela", "Petri Saarela"]


def test_who_hides_or_is_gone_is_not_offered(jesse, petri, marjatta, aino):
    practice = make.practice("Asiakkaan tavoite", by=petri)
    add_basis(marjatta, practice, basis=Basis.TAUGHT)
    add_basis(aino, practice, basis=Basis.TAUGHT)
    hide(marjatta)
    aino.suspended_at = clock.now()

    results = asked("asiakas", by=jesse)

    assert names(results.people) == ["Petri Saarela"]
    assert FacetKind.CARRIER not in [facet.kind for facet in results.facets]
    assert asked("asiakas", by=jesse, carrier=str(marjatta.id)).page.total == 0


def hide(person):
    for reason in session.scalars(select(CarrierReason).filter_by(person_id=person.id)):
        reason.hidden = True


@pytest.mark.parametrize("words", ["marjatta", "Marjatalta", "mitä marjatta hietala tekee"])
def test_somebody_is_found_by_name_in_any_form(words, jesse, marjatta, petri):
    practice = make.practice("Asiakkaan tavoite", by=marjatta)

    results = asked(words, by=jesse)

    assert names(results.named) == ["Marjatta Hietala"]
    assert results.named[0].practices == (practice,)
    assert not results.nothing_fits


def test_a_word_with_a_meaning_of_its_own_names_nobody(jesse, aino):
    assert names(asked("ainoa asiakas", by=jesse).named) == []
    assert names(asked("aino", by=jesse).named) == ["Aino Koskela"]


def test_of_two_names_both_must_be_right(jesse, petri):
    make.person("Petri Virtanen")

    assert len(asked("petri", by=jesse).named) == 2
    assert names(asked("petri saarela", by=jesse).named) == ["Petri Saarela"]


def test_a_name_alone_finds_only_what_says_it(jesse, marjatta, petri):
    make.practice("Asiakkaan tavoite", by=petri, summary="Marjatta tietää tästä.")
    make.practice("Asiakkaan polku", by=petri)

    with meaning.meant_with(toy_model()):
        settle()
        results = asked("Marjatta Hietala", by=jesse)

    assert titles(results) == ["Asiakkaan tavoite"]
    assert only_names("marjatalle", results.named)
    assert not only_names("marjatan asiakas", results.named)


def test_who_is_gone_is_found_by_no_name(jesse, marjatta):
    marjatta.suspended_at = clock.now()

    assert asked("marjatta", by=jesse).named == ()


def test_where_nobody_is_known_the_programme_can_be_asked(jesse, leena):
    assert names(asked("matkalasku", by=jesse).people) == ["Leena Ahokas"]


def said(*words):
    return {word: frozenset({word.lower()}) for word in words}


def test_the_two_lines_are_from_where_most_is_said():
    lines = lines_of("Alussa asiakas.\n# Näin\nSoitan. Hiljainen asiakas vastaa. Odotan.")

    told = excerpt(lines, said("Hiljainen", "asiakas"))

    assert (told.heading, told.text) == ("Näin", "Hiljainen asiakas vastaa. Odotan.")


def test_where_no_word_is_said_they_begin_with_the_sentence_that_answers():
    lines = lines_of("Alku. Loppu.\n# Näin\nSoitan. Odotan hiljaa. Kirjaan.")

    assert excerpt(lines, {}, "Odotan hiljaa.").text == "Odotan hiljaa. Kirjaan."
    assert excerpt(lines, {}, "Tätä ei ole.").text == "Alku. Loppu."
    assert excerpt([], {}).text == ""


def test_headings_and_tags_are_never_the_two_lines():
    lines = lines_of("# Asiakas\nSoitan.\nasiakas, tavoite", frozenset({"tavoite", "asiakas"}))

    assert [line.text for line in lines] == ["Soitan."]


def test_a_long_text_is_cut_so_that_what_was_asked_for_is_seen():
    lines = lines_of(f"Kerron {'ja kerron ' * 20}kuinka asiakas tulee takaisin.")

    told = excerpt(lines, said("asiakas")).text

    assert told.startswith("…")
    assert told.endswith("kuinka asiakas tulee takaisin.")


def test_marks_stand_only_where_words_were_found(petri, jesse):
    make.practice("Asiakkaan tavoite", by=petri)

    (card,) = asked("asiakas", by=jesse).cards

    assert [one.text for one in card.title if one.marked] == ["Asiakkaan"]
    assert card.words == ("asiakkaan",)
