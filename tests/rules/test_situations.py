"""Situations to decide: asked by wish, at most three a day, again when FSRS says."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from fsrs import Card, Rating, Scheduler

from kb.cycle.trash.hanging import Hanging, hanging_on
from kb.document.dropping.actions import drop_practice
from kb.document.dropping.forms import Farewell
from kb.document.revisions.actions import hand_over
from kb.document.revisions.forms import Wording, rendered
from kb.document.revisions.queries import current_revision
from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import DomainError, InvalidError, NotAllowedError, NotFoundError
from kb.identify.carriers.actions import add_basis
from kb.identify.carriers.models import Basis
from kb.internalise.situations.actions import (
    agree_to_situation,
    grade_oneself,
    put_off,
    rehearse,
    retell_situation,
    retire_situation,
    stop_rehearsing,
    take_back_situation,
    tell_situation,
)
from kb.internalise.situations.forms import Telling, parse_answer, parse_grade
from kb.internalise.situations.models import Recall, SituationState
from kb.internalise.situations.queries import (
    asked_today,
    is_older_than_text,
    rehearsed_by,
    situation_asked,
    situation_by_id,
    situations_of,
    situations_to_agree,
)
from kb.internalise.situations.scheduling import Grade
from kb.practices.models import Audience
from kb.stages.evidence import Stage, stage_of
from support import make

FIRST_DAY = datetime(2026, 11, 2, 9, tzinfo=UTC)
# Half past midnight where people work is still the day before in UTC.
AFTER_MIDNIGHT = datetime(2026, 11, 2, 22, 30, tzinfo=UTC)


@pytest.fixture
def practice(petri):
    made = make.practice(by=petri)
    make.document(made, by=petri)
    return made


def told(question="Mitä teet?", **otherwise):
    fields = {"telling": "Energia-07 ei vastaa.", "reasoning": "Soitan ensin.", **otherwise}
    return Telling(question=question, **fields)


def written(practice, number=1, *, by):
    return [
        tell_situation(practice, told(f"Mitä teet, {at}?"), by=by, language="fi")
        for at in range(number)
    ]


def on_day(days):
    return clock.standing_at(FIRST_DAY + timedelta(days=days))


def questions(person):
    return [one.question for one in asked_today(person)]


@pytest.mark.parametrize(
    "grades",
    [
        (Grade.ALIKE, Grade.ALIKE, Grade.CLEAR, Grade.ALIKE),
        (Grade.OTHERWISE, Grade.OTHERWISE, Grade.UNSURE, Grade.ALIKE, Grade.CLEAR),
        (Grade.CLEAR, Grade.OTHERWISE, Grade.ALIKE, Grade.UNSURE, Grade.CLEAR, Grade.CLEAR),
    ],
)
def test_the_days_are_those_of_py_fsrs_itself(practice, petri, noora, grades):
    (situation,) = written(practice, by=petri)
    own = Scheduler(
        learning_steps=(), relearning_steps=(), maximum_interval=365, enable_fuzzing=False
    )
    theirs = (Rating.Again, Rating.Hard, Rating.Good, Rating.Easy)
    ratings = dict(zip(Grade, theirs, strict=True))
    card, day = Card(), FIRST_DAY

    for late, grade in enumerate(grades):
        card, _ = own.review_card(card, ratings[grade], day)
        with clock.standing_at(day):
            recall = grade_oneself(situation, grade, by=noora)
            session.expire(recall)  # as it is read on another day
        assert recall.due_on == card.due.date()
        assert (recall.stability, recall.difficulty) == (card.stability, card.difficulty)
        day = card.due + timedelta(days=late)


def test_nothing_comes_again_on_the_same_day(practice, petri, noora):
    (situation,) = written(practice, by=petri)
    rehearse(practice, by=noora)

    with on_day(0):
        recall = grade_oneself(situation, Grade.OTHERWISE, by=noora)
        assert questions(noora) == []

    assert recall.due_on == (FIRST_DAY + timedelta(days=1)).date()
    with on_day(1):
        assert questions(noora) == [situation.question]


def test_days_are_counted_where_people_work(practice, petri, noora):
    (situation,) = written(practice, by=petri)
    rehearse(practice, by=noora)
    with on_day(0):
        grade_oneself(situation, Grade.OTHERWISE, by=noora)

    with clock.standing_at(AFTER_MIDNIGHT):
        assert questions(noora) == [situation.question]


def test_at_most_three_a_day_over_all_practices(practice, petri, aino, noora):
    other = make.practice("Vihaisen puhelun alku", by=aino)
    make.document(other, by=aino)
    written(practice, 2, by=petri)
    written(other, 3, by=aino)
    for one in (practice, other):
        rehearse(one, by=noora)

    with on_day(0):
        first = asked_today(noora)
        assert len(first) == 3
        grade_oneself(first[0], Grade.ALIKE, by=noora)
        assert list(asked_today(noora)) == list(first[1:])
        put_off(first[1], by=noora)
        grade_oneself(first[2], Grade.UNSURE, by=noora)
        assert questions(noora) == []
    with on_day(1):
        assert len(asked_today(noora)) == 3


def test_who_does_not_wish_is_asked_nothing(practice, petri, noora, aino):
    written(practice, by=petri)
    rehearse(practice, by=noora)

    assert questions(aino) == []
    assert len(questions(noora)) == 1


def test_to_put_off_is_no_answer(practice, petri, noora):
    (situation,) = written(practice, by=petri)
    rehearse(practice, by=noora)
    with on_day(0):
        before = grade_oneself(situation, Grade.ALIKE, by=noora)
        known = (before.answered_on, before.stability, before.difficulty)
    due = (before.due_on - FIRST_DAY.date()).days

    with on_day(due):
        put_off(situation, by=noora)
        assert questions(noora) == []

    after = session.get_one(Recall, (situation.id, noora.id))
    assert (after.answered_on, after.stability, after.difficulty) == known
    with on_day(due + 1):
        assert questions(noora) == [situation.question]


def test_who_stops_is_forgotten(practice, petri, noora):
    (situation,) = written(practice, by=petri)
    rehearse(practice, by=noora)
    assert list(rehearsed_by(noora)) == [practice]
    grade_oneself(situation, Grade.CLEAR, by=noora)

    stop_rehearsing(practice, by=noora)

    assert list(rehearsed_by(noora)) == []
    assert session.get(Recall, (situation.id, noora.id)) is None


def test_a_holder_rehearses_nothing_of_their_own(practice, petri, noora):
    written(practice, by=petri)
    with pytest.raises(DomainError) as refused:
        rehearse(practice, by=petri)
    assert refused.value.key == "situation.own"

    rehearse(practice, by=noora)
    add_basis(noora, practice, basis=Basis.DECLARED)

    assert questions(noora) == []


def test_nobody_is_asked_what_they_wrote(practice, petri, noora):
    (situation,) = written(practice, by=noora)
    agree_to_situation(situation, by=petri)
    rehearse(practice, by=noora)

    assert questions(noora) == []


def test_what_is_hidden_dropped_or_deleted_is_not_asked(practice, petri, noora):
    (situation,) = written(practice, by=petri)
    rehearse(practice, by=noora)
    assert questions(noora) == [situation.question]

    practice.audience = Audience.NAMED
    session.flush()
    assert questions(noora) == []
    with pytest.raises(NotFoundError):
        situation_asked(noora, situation.id)
    assert list(rehearsed_by(noora)) == []

    practice.audience, practice.removed_at = Audience.EVERYONE, clock.now()
    session.flush()
    assert questions(noora) == []

    practice.removed_at = None
    drop_practice(practice, Farewell("Ei enää tarpeen", ""), by=petri)
    assert questions(noora) == []


def test_a_holders_situation_is_asked_at_once(practice, petri):
    (situation,) = written(practice, by=petri)

    assert situation.is_asked
    assert list(situations_to_agree(petri)) == []


def test_the_holder_agrees_to_what_others_wrote(practice, petri, noora, aino):
    (situation,) = written(practice, by=noora)
    rehearse(practice, by=aino)
    assert questions(aino) == []
    assert list(situations_to_agree(petri)) == [situation]
    assert list(situations_to_agree(noora)) == []
    with pytest.raises(NotAllowedError):
        agree_to_situation(situation, by=noora)

    agree_to_situation(situation, by=petri)

    assert questions(aino) == [situation.question]


def test_who_can_do_it_writes_and_another_reader_does_not(practice, jesse):
    with pytest.raises(NotAllowedError):
        written(practice, by=jesse)

    add_basis(jesse, practice, basis=Basis.TRIALLED)
    (situation,) = written(practice, by=jesse)

    assert situation.state is SituationState.AWAITING


def test_situations_are_told_of_what_is_written_and_in_use(petri):
    with pytest.raises(DomainError) as refused:
        written(make.practice(by=petri), by=petri)

    assert refused.value.key == "situation.not_documented"


def test_anothers_change_awaits_the_holder_again(practice, petri, noora):
    (situation,) = written(practice, by=noora)
    agree_to_situation(situation, by=petri)

    retell_situation(situation, told("Mitä sanot?"), by=noora)
    assert not situation.is_asked
    retell_situation(situation, told("Mitä sanot ensin?"), by=petri)

    assert situation.is_asked


def test_a_retired_one_is_not_asked_until_it_is_taken_back(practice, petri, noora, aino):
    (situation,) = written(practice, by=petri)
    rehearse(practice, by=noora)
    with pytest.raises(NotAllowedError):
        retire_situation(situation, by=aino)

    retire_situation(situation, by=petri)
    assert questions(noora) == []
    take_back_situation(situation, by=petri)

    assert questions(noora) == [situation.question]


def test_a_practice_written_anew_comes_back_today(practice, petri, noora):
    answered, unanswered = written(practice, 2, by=petri)
    rehearse(practice, by=noora)
    grade_oneself(answered, Grade.CLEAR, by=noora)
    recall = session.get_one(Recall, (answered.id, noora.id))
    known = (recall.stability, recall.difficulty, recall.answered_on)
    assert recall.due_on > clock.today()

    with clock.standing_at(clock.now() + timedelta(days=1)):
        write_anew(practice, by=petri)
        session.refresh(recall)

        assert questions(noora) == [answered.question, unanswered.question]
        assert (recall.stability, recall.difficulty, recall.answered_on) == known
        assert is_older_than_text(answered)
        agree_to_situation(answered, by=petri)
    assert not is_older_than_text(answered)


def test_a_correction_asks_nobody_anew(practice, petri, noora):
    (answered,) = written(practice, by=petri)
    rehearse(practice, by=noora)
    due = grade_oneself(answered, Grade.CLEAR, by=noora).due_on

    write_anew(practice, by=petri, correction=True)

    assert session.get_one(Recall, (answered.id, noora.id)).due_on == due
    assert not is_older_than_text(answered)


def write_anew(practice, *, by, correction=False):
    former = current_revision(practice, "fi")
    text = replace(former.text, action="Soitan vasta toisena päivänä.")
    wording = Wording(text, rendered(text), base_id=former.id, correction=correction)
    hand_over(practice, "fi", wording, by=by)


def test_each_is_read_on_its_day(practice, petri, noora, aino):
    (situation,) = written(practice, by=petri)
    rehearse(practice, by=noora)
    assert situation_asked(noora, situation.id) == situation
    grade_oneself(situation, Grade.ALIKE, by=noora)

    for person in (noora, aino):
        with pytest.raises(NotFoundError):
            situation_asked(person, situation.id)


def test_the_reasoning_is_read_beforehand_by_who_minds_it_alone(
    practice, petri, noora, leena, jesse
):
    (situation,) = written(practice, by=petri)

    assert situation_by_id(situation.id, seen_by=petri) == situation
    for other in (noora, leena, jesse):
        with pytest.raises(NotFoundError):
            situation_by_id(situation.id, seen_by=other)


def test_readers_hear_how_many_there_are_and_authors_which(practice, petri, noora, jesse):
    (asked,) = written(practice, by=petri)
    (awaiting,) = written(practice, by=noora)

    for person, lines in ((jesse, []), (noora, [awaiting, asked]), (petri, [awaiting, asked])):
        seen = situations_of(practice, seen_by=person)
        assert (set(seen.lines), seen.number) == (set(lines), 1)


def test_rehearsing_is_no_evidence_of_doing(practice, petri, noora):
    (situation,) = written(practice, by=petri)
    rehearse(practice, by=noora)
    grade_oneself(situation, Grade.CLEAR, by=noora)

    assert stage_of(practice) is Stage.DOCUMENTED


def test_what_is_told_hangs_on_the_practice_and_who_rehearses_does_not(
    practice, petri, noora, leena
):
    written(practice, 2, by=petri)
    rehearse(practice, by=noora)

    hangs = {one.kind: one.number for one in hanging_on(practice, seen_by=leena)}

    assert hangs == {Hanging.REVISIONS: 1, Hanging.CARRIERS: 2, Hanging.SITUATIONS: 2}


def test_situation_question_and_reasoning_are_all_needed():
    with pytest.raises(InvalidError) as refused:
        Telling.parse({"telling": " ", "reasoning": "a" * 2001})

    assert refused.value.fields == {
        "telling": "situation.telling_needed",
        "question": "situation.question_needed",
        "reasoning": "form.too_long",
    }


def test_ones_own_words_come_first_and_the_grade_is_one_of_four():
    assert parse_answer({"answer": " Soitan. "}) == "Soitan."
    for wrong in ({}, {"answer": " "}, {"answer": "a" * 2001}):
        with pytest.raises(InvalidError):
            parse_answer(wrong)
    assert parse_grade({"grade": "alike"}) is Grade.ALIKE
    with pytest.raises(InvalidError):
        parse_grade({"grade": "5"})
