"""Suggestions: what one means is there before it is written out, if one may see it."""

from collections import Counter
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import event

from kb.document.revisions.actions import hand_over
from kb.document.revisions.forms import Wording
from kb.foundation import clock
from kb.foundation.db import session
from kb.identify.carriers.actions import add_basis
from kb.identify.carriers.models import Basis
from kb.practices.events import PracticeRemoved
from kb.practices.models import Audience, PracticeReader
from kb.search.actions import forget_practice, rebuild
from kb.search.suggestions.suggested import suggestions
from support import make

SILENT = "Hiljaisen asiakkaan herättäminen"
ANGRY = "Vihaisen puhelun ensimmäiset viisi minuuttia"
MEETING = "Aloituspalaverin roolikartta"
NIGHT = "Yömuutoksen aamutarkistus"
CANARY = "kanarialintu"


def suggested(words, *, to, language="fi"):
    return suggestions(words, seen_by=to, language=language)


def titles(words, *, to, language="fi"):
    return [one.name for one in suggested(words, to=to, language=language).practices]


def names(words, *, to):
    return [one.person.name for one in suggested(words, to=to).people]


def said(fragments):
    return "".join(f"[{one.text}]" if one.marked else one.text for one in fragments)


@pytest.mark.parametrize(
    "title", [SILENT, ANGRY, MEETING, NIGHT, "Eri-ikäisten tiimi: EU:n mallit"]
)
def test_a_title_stays_in_the_list_at_every_letter_of_it(petri, title):
    make.practice(title, by=petri)

    lost = [
        title[:end] for end in range(2, len(title)) if titles(title[:end], to=petri) != [title]
    ]

    assert lost == []


def test_words_may_be_begun_in_any_order(petri):
    make.practice("Energian palautekierros", by=petri)
    make.practice("Energian mittaus", by=petri)

    assert titles("palaut ener", to=petri) == ["Energian palautekierros"]


def test_dots_need_not_be_typed_but_typed_they_count(petri):
    make.practice(NIGHT, by=petri)
    make.practice("Saatavien seuranta", by=petri)

    assert titles("yomuut", to=petri) == [NIGHT]
    assert titles("sää", to=petri) == []


@pytest.mark.parametrize("form", ["vihainen", "vihaiselle", "puhelulla", "minuutin"])
def test_another_form_of_a_word_is_enough(petri, form):
    make.practice(ANGRY, by=petri)

    assert titles(form, to=petri) == [ANGRY]


def test_a_later_part_of_a_compound_is_enough(petri):
    make.practice(MEETING, by=petri)

    (found,) = suggested("palave", to=petri).practices

    assert said(found.title) == "Aloitus[palave]rin roolikartta"


def test_what_is_typed_is_marked_in_whatever_form(petri):
    make.practice(ANGRY, by=petri)

    (found,) = suggested("minu vihainen", to=petri).practices

    assert said(found.title) == "[Vihai]sen puhelun ensimmäiset viisi [minu]uttia"


def test_titles_come_before_situations_and_the_line_is_shown(petri):
    told = make.practice("Ensimmäinen lasku", by=petri)
    words = {"title": "Ensimmäinen lasku", "action": "Soitan."}
    lines = "Lasku lähtee huomenna\nReklamaatio tulee soittamalla"
    hand_over(told, "fi", Wording.parse({**words, "readers_words": lines}), by=petri)
    make.practice("Pitkä reklamaatio", by=petri)

    by_title, by_situation = suggested("reklam", to=petri).practices

    assert said(by_title.title) == "Pitkä [reklam]aatio"
    assert by_title.situation == ()
    assert said(by_situation.situation) == "[Reklam]aatio tulee soittamalla"


def test_a_title_that_begins_so_comes_first(petri):
    make.practice("Uusi asiakas", by=petri)
    make.practice("Asiakkaan tavoite hänen omilla sanoillaan", by=petri)

    for words in ("asia", "asiakas"):
        assert titles(words, to=petri)[0] == "Asiakkaan tavoite hänen omilla sanoillaan"


def test_a_word_comes_before_a_part_of_a_compound(petri):
    make.practice("Pilottiasiakkaan valinta", by=petri)
    make.practice("Hiljaisen asiakkaan herättäminen aamulla", by=petri)

    assert titles("asiakas", to=petri)[0] == "Hiljaisen asiakkaan herättäminen aamulla"


def test_a_practice_told_twice_is_suggested_once_in_the_readers_language(petri):
    practice = make.practice("NPS putosi", by=petri)
    make.document(practice, by=petri)
    english = Wording.parse({"title": "NPS fell", "action": "I call."})
    hand_over(practice, "en", english, by=petri)

    assert titles("nps", to=petri) == ["NPS putosi"]
    assert titles("nps", to=petri, language="en") == ["NPS fell"]


def test_what_nobody_wrote_is_suggested_with_whose_knowledge_it_is(petri, aino):
    make.practice(SILENT, by=petri, holder=aino)

    (found,) = suggested("hilj", to=petri).practices

    assert not found.is_written
    assert [holder.name for holder in found.holders] == ["Aino Koskela"]


def test_people_are_suggested_by_name_title_and_team(petri, aino, noora):
    noora.title, noora.team = "asiakkuusjohtaja", "Terveys"

    assert names("kos", to=petri) == ["Aino Koskela"]
    assert names("asiakkuusj", to=petri) == names("terv noo", to=petri) == ["Noora Vainio"]


def test_people_are_suggested_by_what_they_carry_same_industry_first(
    petri, aino, marjatta, jesse
):
    practice = make.practice(SILENT, by=petri, holder=aino)
    for person in (petri, marjatta, jesse):
        add_basis(person, practice, basis=Basis.TAUGHT)

    found = suggested("hilj", to=jesse).people

    assert [one.person.name for one in found] == [
        "Marjatta Hietala",
        "Aino Koskela",
        "Petri Saarela",
    ]
    assert {one.carries.name for one in found} == {SILENT}


def test_who_is_suggested_by_name_is_not_said_to_carry(petri, aino):
    make.practice("Ainoa yhteyshenkilö", by=petri, holder=aino)

    (found,) = suggested("aino", to=petri).people

    assert found.carries is None


@pytest.mark.parametrize("away", ["gone", "suspended"])
def test_who_is_not_here_is_suggested_by_nothing(petri, aino, away):
    make.practice(SILENT, by=petri, holder=aino)
    if away == "gone":
        aino.last_working_day = clock.today() - timedelta(days=1)
    else:
        aino.suspended_at = clock.now()
    session.flush()

    found = suggested("hiljaisen", to=petri)

    assert found.people == ()
    assert found.practices[0].holders == []
    assert names("aino", to=petri) == []


def test_a_term_is_suggested_by_every_name_it_has(petri):
    make.term("mentoroitava", english="mentee", synonyms=("aktori",))
    make.term("mentori")

    (by_synonym,) = suggested("akto", to=petri).terms
    (by_english,) = suggested("mentee", to=petri).terms
    both = suggested("ment", to=petri).terms

    assert said(by_synonym.other_name) == "[akto]ri"
    assert by_english.term is by_synonym.term
    assert [said(one.name) for one in both] == ["[ment]ori", "[ment]oroitava"]


def test_a_note_is_suggested_by_what_was_asked(petri):
    make.note("Kauppa pyytää samaa raporttia kolmesti.", by=petri)

    (found,) = suggested("raport", to=petri).notes

    assert said(found.question) == "Kauppa pyytää samaa [raport]tia kolmesti."


def test_words_that_say_nothing_are_passed_over(petri):
    make.practice(SILENT, by=petri)

    assert titles("miten se hiljainen", to=petri) == [SILENT]


@pytest.mark.parametrize("words", ["", " ", "a", "a b", "-", "%"])
def test_less_than_two_letters_of_a_word_suggest_nothing(petri, words):
    make.practice("A ja b", by=petri)

    assert suggested(words, to=petri).count == 0


def test_words_are_never_read_as_the_indexs_own_language(petri):
    make.practice(SILENT, by=petri)

    for words in (
        'hil" OR "x',
        "hil* AND (",
        "NEAR(hil)",
        "^hil",
        "title:hil",
        "'; --",
        "hil " * 99,
    ):
        assert set(titles(words, to=petri)) <= {SILENT}


def test_a_practice_that_is_removed_or_renamed_is_suggested_no_more(petri):
    removed = make.practice(SILENT, by=petri)
    renamed = make.practice("Hiljainen viikko", by=petri)
    session.delete(removed)
    renamed.title = "Kvartaali"
    session.flush()

    forget_practice(PracticeRemoved(removed.id))
    rebuild(lambda: None)

    assert titles("hil", to=petri) == []
    assert titles("kvar", to=petri) == ["Kvartaali"]


def test_only_who_may_see_it_is_suggested_what_named_people_read(
    petri, aino, jesse, leena, samuel
):
    practice = hidden(petri, aino)

    for person in (petri, aino):
        assert titles(CANARY[:4], to=person) == [practice.title]
    assert names(CANARY[:4], to=aino) == ["Petri Saarela"]
    for person in (jesse, leena, samuel):
        assert suggested(CANARY[:4], to=person).count == 0


def test_what_one_may_not_see_is_not_even_read(petri, aino, jesse):
    make.practice(f"Julkinen {CANARY}", by=aino)
    make.practice("Kanarian matka", by=aino)
    before = reading("kana", to=jesse)

    hidden(petri, aino)

    assert reading("kana", to=jesse) == before


def hidden(author, reader):
    """Make a practice for one reader that would come first of all if it could be seen."""
    practice = make.practice(CANARY, by=author)
    practice.audience = Audience.NAMED
    practice.reader_rows = [PracticeReader(person_id=reader.id)]
    session.flush()
    return practice


def reading(words, *, to):
    """Return what is suggested, by which statements, and how many rows each of them read."""
    with reading_rows() as read:
        found = titles(words, to=to)
    return found, read


@contextmanager
def reading_rows():
    """Count the rows that the database hands out, by statement."""
    read, asked = Counter(), []
    raw = session.connection().connection.driver_connection
    note = lambda *arguments: asked.append(arguments[2])  # noqa: E731 - one listener
    event.listen(session.get_bind(), "before_cursor_execute", note)
    raw.row_factory = lambda _cursor, row: read.update([asked[-1]]) or row
    yield read
    raw.row_factory = None
    event.remove(session.get_bind(), "before_cursor_execute", note)
