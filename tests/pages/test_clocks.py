"""Clocks that jump, hours told twice or never, and days far off: people notice nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from kb.foundation import clock
from kb.foundation.db import session
from kb.socialise.talk.comments import Comment
from support import make

COMMENTS = "/practices/soitto/comments"
PLACES = ("/", "/practices/soitto", "/search?q=soitto", "/sparring/new", "/ask", COMMENTS)
TWICE = [datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1)]  # 03:30 in Helsinki
NEVER = datetime(2026, 3, 29, 1, 0, tzinfo=UTC)  # after 02:59 comes 04:00


@pytest.fixture
def petri(signed_in):
    browser = signed_in("Petri Saarela")
    make.document(make.practice("Soitto", by=browser.person), by=browser.person)
    return browser


def sign_in(browser):
    form = browser.get("/sign-in").forms["sign-in"]
    form["email"], form["password"] = make.email_of(browser.name), make.PASSWORD
    form.submit(status=302)


def comment(browser, said):
    form = browser.get(COMMENTS).forms["comment"]
    form["text"] = said
    form.submit(status=302)
    return form


@pytest.mark.parametrize("days", [400, 1461])
def test_far_off_one_signs_in_with_the_same_password_and_all_is_there(petri, days):
    with clock.standing_at(clock.now() + timedelta(days=days)):
        sign_in(petri)

        told = [petri.get(place).status_int for place in PLACES]

        assert told == [200] * len(PLACES)
        comment(petri, "Soitan vieläkin.")


def test_where_the_clock_goes_back_nobody_is_sent_away_and_a_press_counts_once(petri):
    form = comment(petri, "Soitan.")

    with clock.standing_at(clock.now() - timedelta(hours=1)):
        form.submit(status=302)
        told = [petri.get(place).status_int for place in PLACES]

    assert told == [200] * len(PLACES)
    assert session.scalar(select(func.count(Comment.id))) == 1


def test_in_the_hour_that_is_told_twice_the_later_comes_later(petri):
    for moment, said in zip(TWICE, ("Ensin.", "Sitten."), strict=True):
        with clock.standing_at(moment):
            sign_in(petri)
            comment(petri, said)

    with clock.standing_at(TWICE[-1]):
        page = petri.get(COMMENTS).text

    assert page.index("Ensin.") < page.index("Sitten.")


def test_where_an_hour_is_left_out_work_goes_on(petri):
    for minutes in (-1, 0, 1):
        with clock.standing_at(NEVER + timedelta(minutes=minutes)):
            sign_in(petri)
            comment(petri, f"Soitan {minutes}.")

    assert session.scalar(select(func.count(Comment.id))) == 3
