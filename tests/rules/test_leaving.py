"""Leaving: a day with its purpose, plans for what is passed on, and both forgotten after it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from kb.cycle.leaving.queries import departures, leaving_of
from kb.cycle.queries import practice_page
from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import DomainError, InvalidError, NotFoundError
from kb.identify.carriers.actions import add_basis, hide_carrier
from kb.identify.carriers.models import Basis
from kb.identify.identifications.actions import claim_practice
from kb.identify.leaving.actions import let_go, take_back_last_day, tell_last_day
from kb.identify.leaving.forms import FARTHEST, LastDay
from kb.identify.leaving.models import Departure
from kb.identify.leaving.queries import departure_of, people_leaving, person_leaving
from kb.identify.valuations.actions import value_practice
from kb.identify.valuations.models import Criticality
from kb.identify.valuations.queries import left_behind_by, valued
from kb.people.actions import sign_in
from kb.people.models import SignIn
from kb.share.handovers.actions import (
    drop_handover,
    finish_handover,
    plan_handover,
    reopen_handover,
)
from kb.share.handovers.forms import PlannedMeans
from kb.share.handovers.models import Handover
from kb.share.handovers.queries import handovers_of, planned_handover
from kb.share.means import Means
from support import make

IN_FINNISH = {"language": "fi", "explained_in": "fi"}


def ahead(days):
    return clock.today() + timedelta(days=days)


def last_day(days=30, purpose="Jotta ehdit siirtää osaamisesi."):
    return LastDay(ahead(days), purpose)


def planned(days=10, means=Means.COVERING):
    return PlannedMeans(means, ahead(days))


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "leaving.day_needed"),
        ("kesäkuussa", "leaving.day_needed"),
        (ahead(-1).isoformat(), "leaving.day_past"),
        ((ahead(1) + FARTHEST).isoformat(), "leaving.day_far"),
    ],
)
def test_the_day_lies_ahead_but_not_by_many_years(typed, why):
    with pytest.raises(InvalidError) as refused:
        LastDay.parse({"day": typed})

    assert refused.value.fields == {"day": why}


def test_one_tells_ones_own_day_without_a_purpose(marjatta):
    tell_last_day(marjatta, LastDay(ahead(0)), by=marjatta)

    assert marjatta.last_working_day == clock.today()
    assert marjatta.is_here
    assert departure_of(marjatta).told_by == marjatta


def test_the_coordinator_tells_it_with_a_purpose_that_is_kept(marjatta, leena):
    with pytest.raises(InvalidError):
        tell_last_day(marjatta, last_day(purpose=""), by=leena)

    tell_last_day(marjatta, last_day(purpose="Jesse kulkee rinnalla."), by=leena)

    told = departure_of(marjatta)
    assert (told.purpose, told.told_by) == ("Jesse kulkee rinnalla.", leena)


def test_to_all_others_there_is_nothing_to_tell(marjatta, petri, samuel):
    tell_last_day(marjatta, last_day(), by=marjatta)
    practice = make.practice(by=marjatta)

    for other in (petri, samuel):
        with pytest.raises(NotFoundError):
            person_leaving(marjatta.id, seen_by=other)
        with pytest.raises(NotFoundError):
            tell_last_day(marjatta, last_day(), by=other)
        with pytest.raises(NotFoundError):
            take_back_last_day(marjatta, by=other)
        with pytest.raises(NotFoundError):
            plan_handover(practice, marjatta, planned(), by=other)


def test_a_day_is_changed_and_its_plans_stay(marjatta):
    practice = make.practice(by=marjatta)
    tell_last_day(marjatta, last_day(30), by=marjatta)
    plan_handover(practice, marjatta, planned(), by=marjatta)

    tell_last_day(marjatta, last_day(60), by=marjatta)

    assert marjatta.last_working_day == ahead(60)
    assert set(handovers_of(marjatta)) == {practice.id}


def test_a_day_taken_back_takes_its_purpose_and_plans_along(marjatta, leena):
    practice = make.practice(by=marjatta)
    tell_last_day(marjatta, last_day(), by=leena)
    plan_handover(practice, marjatta, planned(), by=leena)

    take_back_last_day(marjatta, by=marjatta)

    assert marjatta.last_working_day is None
    assert nothing_is_kept()
    assert marjatta.is_here


def nothing_is_kept():
    kept = session.scalars(select(Departure)).all(), session.scalars(select(Handover)).all()
    return kept == ([], [])


def test_the_day_after_everything_of_it_is_forgotten_and_who_left_stays_out(marjatta, petri):
    practice = make.practice(by=marjatta)
    tell_last_day(marjatta, last_day(30), by=marjatta)
    plan_handover(practice, marjatta, planned(), by=marjatta)
    sign_in(marjatta)

    with clock.standing_at(clock.now() + timedelta(days=30)):
        let_go()
        assert marjatta.last_working_day is not None
    with clock.standing_at(clock.now() + timedelta(days=31)):
        let_go()

    assert marjatta.last_working_day is None
    assert nothing_is_kept()
    assert session.scalars(select(SignIn)).all() == []
    assert not marjatta.is_here
    assert petri.is_here


def test_what_weighs_most_and_rests_on_the_fewest_comes_first(marjatta, petri, leena):
    shared, alone, light, unvalued = (
        make.practice(title, by=marjatta)
        for title in ("Jaettu", "Yksin", "Kevyt", "Arvioimaton")
    )
    add_basis(petri, shared, basis=Basis.DECLARED)
    for practice, weight in ((shared, "4"), (alone, "4"), (light, "1")):
        value_practice(practice, Criticality(weight), by=leena)
    tell_last_day(marjatta, last_day(), by=leena)

    leaving = leaving_of(marjatta, seen_by=leena)

    assert [one.practice for one in leaving.practices] == [alone, shared, light, unvalued]
    assert (leaving.alone, leaving.days_left) == (3, 30)


def test_what_one_tries_is_not_passed_on_and_what_one_hides_is_ones_own(marjatta, petri, leena):
    hidden, tried = make.practice("Piilossa", by=marjatta), make.practice("Petrin", by=petri)
    hide_carrier(hidden, by=marjatta)
    add_basis(marjatta, tried, basis=Basis.TRIALLED)

    seen = {
        by.name: [one.practice for one in left_behind_by(marjatta, seen_by=by)]
        for by in (marjatta, leena)
    }

    assert seen == {marjatta.name: [hidden], leena.name: []}


def test_a_plan_has_a_means_and_a_day_before_the_last(marjatta):
    practice = make.practice(by=marjatta)
    tell_last_day(marjatta, last_day(30), by=marjatta)

    for form in ({}, {"means": "wishing", "due_on": "soon"}):
        with pytest.raises(InvalidError) as refused:
            PlannedMeans.parse(form)
        assert set(refused.value.fields) == {"means", "due_on"}
    with pytest.raises(InvalidError):
        plan_handover(practice, marjatta, planned(31), by=marjatta)
    plan_handover(practice, marjatta, planned(30), by=marjatta)

    assert planned_handover(practice, marjatta).due_on == ahead(30)


def test_nothing_is_planned_without_a_day_or_for_what_is_not_ones_own(marjatta, petri):
    own, other = make.practice("Oma", by=marjatta), make.practice("Petrin", by=petri)
    with pytest.raises(DomainError):
        plan_handover(own, marjatta, planned(), by=marjatta)
    tell_last_day(marjatta, last_day(), by=marjatta)

    with pytest.raises(DomainError):
        plan_handover(other, marjatta, planned(), by=marjatta)


def test_a_plan_is_changed_done_undone_and_dropped(marjatta):
    practice = make.practice(by=marjatta)
    tell_last_day(marjatta, last_day(), by=marjatta)
    plan_handover(practice, marjatta, planned(), by=marjatta)
    handover = plan_handover(practice, marjatta, planned(20, Means.MENTORING), by=marjatta)
    assert (handover.means, len(handovers_of(marjatta))) == (Means.MENTORING, 1)

    finish_handover(handover)
    assert handover.done_at is not None
    reopen_handover(handover)
    assert handover.done_at is None
    with clock.standing_at(clock.now() + timedelta(days=21)):
        assert handover.is_late

    drop_handover(handover)
    with pytest.raises(NotFoundError):
        planned_handover(practice, marjatta)


def test_who_leaves_is_listed_the_nearest_first(marjatta, petri, aino):
    tell_last_day(petri, last_day(9), by=petri)
    tell_last_day(marjatta, last_day(5), by=marjatta)

    assert people_leaving() == [marjatta, petri]


def test_what_the_last_owner_leaves_asks_for_a_new_one(marjatta, petri, leena):
    lost, shared = make.practice("Jäi", by=marjatta), make.practice("Jaettu", by=marjatta)
    add_basis(petri, shared, basis=Basis.DECLARED)
    value_practice(lost, Criticality.CRITICAL, by=leena)
    tell_last_day(marjatta, last_day(1), by=marjatta)
    assert departures(seen_by=leena).orphaned == []

    with clock.standing_at(clock.now() + timedelta(days=2)):
        let_go()
    session.flush()

    assert [one.practice for one in departures(seen_by=leena).orphaned] == [lost]
    assert [one.orphaned for one in valued(seen_by=leena, limit=9, offset=0)] == [True]
    assert practice_page(lost, seen_by=petri, **IN_FINNISH).asks_for_owner
    assert not practice_page(shared, seen_by=petri, **IN_FINNISH).asks_for_owner
    claim_practice(lost, by=petri)
    assert not practice_page(lost, seen_by=petri, **IN_FINNISH).asks_for_owner


def test_who_hides_is_not_gone_and_a_candidate_never_had_an_owner(marjatta, petri, leena):
    hidden = make.practice("Piilossa", by=marjatta)
    hide_carrier(hidden, by=marjatta)

    assert departures(seen_by=leena).orphaned == []
    assert not practice_page(hidden, seen_by=petri, **IN_FINNISH).asks_for_owner
