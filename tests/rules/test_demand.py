"""Demand: what is often asked for weighs more; nobody is named and nothing is typed."""

from datetime import timedelta

import pytest

from kb.foundation import clock
from kb.foundation.db import session
from kb.identify.demand.actions import count_asked, forget_asked
from kb.identify.demand.models import Asked
from kb.identify.demand.queries import DAYS, WANTED
from kb.identify.valuations.actions import value_practice
from kb.identify.valuations.models import Criticality
from kb.identify.valuations.queries import valued
from kb.search.log.actions import keep_search
from kb.search.log.forms import Look
from support import make


@pytest.fixture
def two(marjatta, petri, leena):
    """Two practices of the same weight and as few carriers, in the order of their names."""
    practices = make.practice("Aamupalaveri", by=marjatta), make.practice("Budjetti", by=petri)
    for practice in practices:
        value_practice(practice, Criticality.SIGNIFICANT, by=leena)
    return practices


def order(leena):
    return [(one.practice.title, one.asked) for one in valued(seen_by=leena, limit=9, offset=0)]


def follow(practice, *, ticket=None, rank=1):
    keep_search(Look(ticket or make.ticket(), rank, practice), days=180)


def test_what_is_often_asked_for_comes_before_what_is_not(two, petri, jesse, leena):
    _, budget = two
    for _ in range(WANTED):
        make.question(of=petri, by=jesse, about=budget)

    assert order(leena) == [("Budjetti", WANTED), ("Aamupalaveri", 0)]


def test_questions_and_searches_count_alike(two, petri, jesse, leena):
    _, budget = two
    make.question(of=petri, by=jesse, about=budget)
    make.question(of=petri, by=jesse)
    for _ in range(WANTED - 1):
        follow(budget.slug)

    assert order(leena)[0] == ("Budjetti", WANTED)


def test_a_search_counts_once_however_often_its_page_tells(two, leena):
    shown = make.ticket()

    for _ in range(3):
        follow(two[1].slug, ticket=shown)

    assert dict(order(leena))["Budjetti"] == 1


def test_who_only_rests_on_a_page_or_leads_nowhere_counts_nothing(two, leena):
    follow(two[1].slug, rank=None)
    follow("no-such-practice")
    follow("")

    assert session.query(Asked).count() == 0


def test_nothing_of_the_one_who_asked_is_kept():
    assert set(Asked.__table__.columns.keys()) == {"practice_id", "week", "times"}


def test_what_was_asked_long_ago_counts_no_more_and_is_forgotten(two, petri, jesse, leena):
    with clock.standing_at(clock.now() - timedelta(days=DAYS + 8)):
        count_asked(two[1].slug)
        make.question(of=petri, by=jesse, about=two[1])

    assert dict(order(leena))["Budjetti"] == 0
    forget_asked()
    assert session.query(Asked).count() == 0


def test_a_practice_that_rests_on_more_is_still_less_at_risk_the_less_it_weighs(two, leena):
    for _ in range(WANTED):
        count_asked(two[1].slug)

    value_practice(two[1], Criticality.USEFUL, by=leena)

    assert [title for title, _ in order(leena)] == ["Aamupalaveri", "Budjetti"]
