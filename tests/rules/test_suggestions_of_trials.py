"""Trials suggest giving a practice up, or combining two; people decide."""

from datetime import timedelta

import pytest

from kb.cycle.reviews.actions import put_aside, take_up
from kb.cycle.reviews.forms import Aside, Whose
from kb.cycle.reviews.models import Suggested
from kb.cycle.reviews.suggestions import suggestions
from kb.document.combining.actions import combine_practices
from kb.document.combining.forms import Combination
from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import NotAllowedError, NotFoundError
from kb.internalise.adoptions.models import Adoption
from kb.internalise.marks.actions import declare_own_work
from kb.internalise.trials.models import Verdict
from kb.practices.models import Audience
from support import make

FAILED, WORKED = Verdict.FAILED, Verdict.WORKED
YEAR = timedelta(days=366)


@pytest.fixture
def practice(petri):
    return documented(petri)


@pytest.fixture
def other(petri):
    return documented(petri, "Muistio samana päivänä")


def documented(person, title="Hiljaisen asiakkaan herättäminen"):
    made = make.practice(title, by=person)
    make.document(made, by=person)
    return made


def suggested(person, whose=Whose.MINE):
    return [(one.kind, one.practice, one.other) for one in suggestions(whose, seen_by=person)]


def fail(practice, *people, verdict=FAILED, **otherwise):
    for number, person in enumerate(people):
        make.trial(practice, by=person, verdict=verdict, days_ago=number + 1, **otherwise)


def test_what_mostly_fails_is_suggested_to_be_given_up(practice, petri, noora, jesse):
    fail(practice, noora, noora, jesse)
    fail(practice, noora, jesse, verdict=WORKED)

    (one,) = suggestions(Whose.MINE, seen_by=petri)

    assert (one.kind, one.practice, one.trials, one.failed) == (Suggested.FAILS, practice, 5, 3)


def test_half_is_not_most_and_two_trials_are_few(practice, other, petri, noora, jesse):
    fail(practice, noora, jesse)
    fail(practice, noora, jesse, verdict=WORKED)
    fail(other, noora, jesse)

    assert suggested(petri) == []


def test_one_learner_is_not_enough(practice, petri, noora):
    fail(practice, noora, noora, noora, noora)

    assert suggested(petri) == []


def test_what_failed_over_a_year_ago_and_what_had_no_chance_count_nothing(
    practice, petri, noora, jesse
):
    fail(practice, noora, jesse)
    make.trial(practice, by=noora, verdict=FAILED, days_ago=400)
    make.trial(practice, by=noora, verdict=Verdict.NOT_YET)

    assert suggested(petri) == []


def test_what_nobody_used_for_a_year_is_suggested_to_be_given_up(petri):
    with clock.standing_at(clock.now() - YEAR):
        practice = documented(petri)
    documented(petri, "Uusi")

    assert suggested(petri) == [(Suggested.UNUSED, practice, None)]


def test_a_trial_of_this_year_or_own_work_is_use(petri, noora, aino):
    with clock.standing_at(clock.now() - YEAR):
        tried, own = documented(petri), documented(petri, "Muistio")
        fail(own, noora, noora, verdict=WORKED)
        declare_own_work(own, by=noora)
    make.trial(tried, by=aino)
    assert suggested(petri) == []

    noora.suspended_at = clock.now()

    assert suggested(petri) == [(Suggested.UNUSED, own, None)]


def test_what_somebody_took_into_use_is_used(petri, noora):
    with clock.standing_at(clock.now() - YEAR):
        practice = documented(petri)
    use = Adoption(practice=practice, person=noora, since=clock.today(), language="fi")
    session.add(use)
    session.flush()
    assert suggested(petri) == []

    use.give_up("Asiakas vaihtui.")

    assert suggested(petri) == [(Suggested.UNUSED, practice, None)]


def test_two_tried_where_the_situation_was_told_in_the_same_words(
    practice, other, petri, noora, jesse
):
    make.trial(practice, by=noora, situation="Sote-02:n viikkopalaveri venyi", days_ago=2)
    make.trial(other, by=jesse, situation="Viikkopalaveri venyi, Energia-12", days_ago=9)

    assert [kind for kind, *_ in suggested(petri)] == [Suggested.ALIKE]
    (one,) = suggestions(Whose.MINE, seen_by=petri)
    assert {one.practice, one.other} == {practice, other}


def test_one_word_in_common_is_no_situation(practice, other, petri, noora, jesse):
    make.trial(practice, by=noora, situation="Sote-02: palaveri")
    make.trial(other, by=jesse, situation="Energia-12: palaveri")

    assert suggested(petri) == []


def test_one_learner_one_customer_one_day_is_one_situation(
    practice, other, petri, noora, jesse
):
    make.trial(practice, by=noora, situation="Sote-02 soitti", days_ago=4)
    make.trial(other, by=jesse, situation="Sote-02:n muistio", days_ago=4)
    assert suggested(petri) == []

    make.trial(other, by=noora, situation="Sote-02:n muistio", days_ago=4)

    assert [kind for kind, *_ in suggested(petri)] == [Suggested.ALIKE]


def test_two_that_went_into_one_model_are_not_suggested(practice, other, petri, noora):
    for one in (practice, other):
        make.trial(one, by=noora, situation="Sote-02 soitti", days_ago=4)
    combine_practices(Combination("Malli", (practice.id, other.id)), by=petri, language="fi")

    assert suggested(petri) == []


def test_it_is_told_to_those_whose_it_is_and_to_the_coordinator(
    practice, petri, noora, jesse, leena
):
    fail(practice, noora, noora, jesse)

    assert suggested(noora) == suggested(leena) == []
    assert suggested(leena, Whose.ALL) == suggested(petri) != []


def test_of_what_one_may_not_see_nothing_is_suggested(practice, other, petri, aino, noora):
    held = documented(aino, "Ainon oma")
    for one in (held, practice):
        make.trial(one, by=noora, situation="Sote-02 soitti", days_ago=4)
    assert [kind for kind, *_ in suggested(aino)] == [Suggested.ALIKE]
    practice.audience = Audience.NAMED

    assert suggested(aino) == []


def test_put_aside_it_rests_for_a_year_for_everybody(practice, petri, noora, jesse, leena):
    fail(practice, noora, noora, jesse)
    aside = Aside(Suggested.FAILS, practice.id)

    put_aside(aside, by=petri)
    assert suggested(petri) == suggested(leena, Whose.ALL) == []
    take_up(aside, by=petri)

    assert [kind for kind, *_ in suggested(petri)] == [Suggested.FAILS]


def test_two_put_aside_are_so_whichever_is_named_first(practice, other, petri, noora):
    for one in (practice, other):
        make.trial(one, by=noora, situation="Sote-02 soitti", days_ago=4)

    put_aside(Aside(Suggested.ALIKE, other.id, practice.id), by=petri)

    assert suggested(petri) == []


def test_a_stranger_puts_nothing_aside(practice, noora, aino):
    with pytest.raises(NotAllowedError, match="review.not_yours_to_put_aside"):
        put_aside(Aside(Suggested.FAILS, practice.id), by=aino)
    practice.opened_at = None
    with pytest.raises(NotFoundError):
        put_aside(Aside(Suggested.FAILS, practice.id), by=noora)


def test_nothing_is_given_up_by_itself(practice, petri, noora, jesse):
    fail(practice, noora, noora, jesse)

    suggestions(Whose.MINE, seen_by=petri)

    assert practice.dropped_at is None
