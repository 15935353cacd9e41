"""Sparring notes: three things are enough, and what is made of one leads back to it."""

from datetime import UTC, datetime

import pytest

from kb.cycle.origins import origins_of
from kb.foundation import clock
from kb.foundation.errors import DomainError, InvalidError, NotFoundError
from kb.people.models import Industry, Role
from kb.socialise.sparring.actions import take_note, tie_note
from kb.socialise.sparring.forms import Advice
from kb.socialise.sparring.queries import (
    feed,
    note_by_id,
    practices_made_of,
)
from kb.web.paging import PER_PAGE
from support import make

THREE = {"question": "Mitä teen?", "advice": "Soita.", "with_whom": "Aino Koskela"}


def test_three_things_are_enough():
    told = Advice.parse(THREE)

    assert told == Advice("Mitä teen?", "Soita.", "Aino Koskela", industry=None)


@pytest.mark.parametrize("missing", THREE)
def test_each_of_the_three_is_needed(missing):
    with pytest.raises(InvalidError) as refused:
        Advice.parse({**THREE, missing: "   "})

    assert list(refused.value.fields) == [missing]


def test_a_text_beyond_measure_and_an_unknown_industry_are_refused():
    with pytest.raises(InvalidError) as refused:
        Advice.parse({**THREE, "advice": "a" * 4001, "industry": "space"})

    assert set(refused.value.fields) == {"advice", "industry"}


def test_a_colleague_is_known_by_their_exact_name(petri, aino):
    known = take_note(make.advice(with_whom="Aino Koskela"), by=petri, language="fi")
    stranger = take_note(make.advice(with_whom="Aino, asiakkaalta"), by=petri, language="fi")

    assert known.colleague == aino
    assert stranger.colleague is None
    assert stranger.with_whom == "Aino, asiakkaalta"


def test_a_colleague_with_a_finnish_letter_is_known_too(petri):
    arja = make.person("Äijä Öhman", Role.READER)

    note = take_note(make.advice(with_whom="Äijä Öhman"), by=petri, language="fi")

    assert note.colleague == arja


def test_the_feed_has_the_newest_first(petri, aino):
    with clock.standing_at(datetime(2026, 11, 1, tzinfo=UTC)):
        older = make.note("Vanha", by=petri)
    newer = make.note("Uusi", by=aino, industry=Industry.PUBLIC)

    assert feed(1).items == [newer, older]


def test_the_feed_comes_a_page_at_a_time(petri):
    for number in range(PER_PAGE + 1):
        make.note(f"Kysymys {number}", by=petri)

    assert len(feed(1).items) == PER_PAGE
    assert len(feed(2).items) == 1
    assert feed(2).pages == 2


def test_a_note_and_its_practice_lead_to_each_other(petri):
    note = make.note(by=petri)
    practice = make.practice(by=petri)

    tie_note(note, practice)

    [origin] = origins_of(practice, seen_by=petri)
    assert (origin.kind, origin.number, origin.words) == ("sparring", note.id, note.question)
    assert practices_made_of([note], seen_by=petri) == {practice.id: practice}


def test_a_practice_the_reader_may_not_see_is_not_told(petri, noora):
    note = make.note(by=petri)
    practice = make.practice(by=petri)
    practice.opened_at = None
    tie_note(note, practice)

    assert practices_made_of([note], seen_by=noora) == {}


def test_a_note_becomes_one_practice_only(petri):
    note = make.note(by=petri)
    tie_note(note, make.practice("Ensimmäinen", by=petri))

    with pytest.raises(DomainError, match="already_a_practice"):
        tie_note(note, make.practice("Toinen", by=petri))


def test_its_writer_and_every_author_may_make_it_a_practice(jesse, petri, samuel):
    note = make.note(by=jesse)

    assert note.may_become_a_practice_by(jesse)
    assert note.may_become_a_practice_by(petri)
    assert not note.may_become_a_practice_by(samuel)


def test_what_is_already_a_practice_is_not_made_again(petri):
    note = make.note(by=petri)

    tie_note(note, make.practice(by=petri))

    assert not note.may_become_a_practice_by(petri)


def test_an_unknown_note_is_not_found(house):
    with pytest.raises(NotFoundError):
        note_by_id(4711)
