"""The second factor: set up, asked for at the door, spent once, taken off."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from kb.foundation import clock
from kb.foundation.db import session
from kb.people.factor.models import MISSES, RecoveryCode, SecondFactor, SecondStep
from kb.people.models import SignIn
from pages.conftest import Browser
from support import make
from support.phone import Phone, set_up

WRONG = "000000"


@pytest.fixture(autouse=True)
def standing_clock():
    """Let no half minute end in the middle of a test."""
    with clock.standing_at(clock.now()):
        yield


@pytest.fixture
def petri(signed_in):
    return signed_in("Petri Saarela")


@pytest.fixture
def phone(petri):
    return set_up(petri)[0]


def first_step(app, email, back=None):
    browser = Browser(app)
    form = browser.get("/sign-in", {"next": back} if back else None).forms["sign-in"]
    form["email"], form["password"] = email, make.PASSWORD
    return browser, form.submit(status=302)


def second_step(browser, answer, code, status=302):
    form = browser.get(answer.location).forms["second-step"]
    form["code"] = code
    return form.submit(status=status)


def test_a_second_factor_is_set_up_by_a_first_code(petri):
    page = petri.get("/second-factor")
    form, phone = page.forms["taking"], Phone(page)

    form["code"] = WRONG
    again = form.submit(status=422)
    assert Phone(again).secret == phone.secret
    form = again.forms["taking"]
    form["code"] = phone.code()
    shown = form.submit(status=200)

    codes = [one.get_text() for one in shown.html.select(".paper-codes code")]
    assert len(set(codes)) == 10
    assert "10 palautuskoodia" in petri.get("/second-factor")
    assert not any(code in petri.get("/second-factor") for code in codes)


def test_the_door_asks_for_the_code_and_leads_where_one_wanted(petri, phone):
    browser, answer = first_step(petri.app, petri.person.email, back="/sparring?page=2")
    assert answer.location.startswith("/sign-in/code")
    assert browser.get("/settings").location.startswith("/sign-in")

    field = browser.get(answer.location).html.select_one("#f-code")
    assert (field["autocomplete"], field["inputmode"]) == ("one-time-code", "numeric")
    inside = second_step(browser, answer, phone.code())

    assert inside.location == "/sparring?page=2"
    assert browser.get("/settings").status_int == 200


def test_who_has_no_second_factor_signs_in_in_one_step(petri):
    _, answer = first_step(petri.app, petri.person.email)

    assert answer.location == "/"


@pytest.mark.parametrize(("steps", "status"), [(-2, 422), (0, 302), (1, 302), (2, 422)])
def test_a_code_is_good_for_a_half_minute_more_or_less(petri, phone, steps, status):
    browser, answer = first_step(petri.app, petri.person.email)

    second_step(browser, answer, phone.code(steps), status=status)


def test_a_code_lets_in_once_and_none_from_before_it_does(petri, phone):
    second_step(*first_step(petri.app, petri.person.email), phone.code())

    for spent in (phone.code(), phone.code(-1)):
        second_step(*first_step(petri.app, petri.person.email), spent, status=422)
    second_step(*first_step(petri.app, petri.person.email), phone.code(1))


def test_a_code_on_paper_lets_in_once(petri):
    _, codes = set_up(petri)
    email = petri.person.email

    second_step(*first_step(petri.app, email), codes[0].upper().replace("-", " "))
    second_step(*first_step(petri.app, email), codes[0], status=422)
    second_step(*first_step(petri.app, email), codes[1])

    assert "8 palautuskoodia" in petri.get("/second-factor")


def test_five_misses_end_the_step_even_for_the_right_code(petri, phone):
    browser, answer = first_step(petri.app, petri.person.email)
    page = browser.get(answer.location)
    form = page.forms["second-step"]
    for _ in range(MISSES):
        form["code"] = WRONG
        form.submit(status=422)

    form["code"] = phone.code()
    assert "Kirjaudu alusta" in form.submit(status=422)
    assert "sign-in" in browser.get(answer.location).forms


def test_the_second_step_waits_five_minutes(petri, phone):
    browser, answer = first_step(petri.app, petri.person.email)
    form = browser.get(answer.location).forms["second-step"]

    with clock.standing_at(clock.now() + timedelta(minutes=5, seconds=1)):
        form["code"] = phone.code()
        form.submit(status=422)

    assert browser.get("/settings").status_int == 302


def test_the_second_step_belongs_to_the_browser_of_the_first(petri, phone):
    _, answer = first_step(petri.app, petri.person.email)
    other = Browser(petri.app)

    assert "sign-in" in other.get(answer.location).forms
    token = other.get("/sign-in").forms["sign-in"]["csrf_token"].value
    other.post("/sign-in/code", {"csrf_token": token, "code": phone.code()}, status=422)
    assert other.get("/settings").status_int == 302


def test_each_step_gives_a_new_cookie(petri, phone):
    browser = Browser(petri.app)
    browser.get("/sign-in")
    planted = dict(browser.cookies)
    form = browser.get("/sign-in").forms["sign-in"]
    form["email"], form["password"] = petri.person.email, make.PASSWORD
    answer = form.submit()
    waiting = dict(browser.cookies)
    second_step(browser, answer, phone.code())

    assert len({str(one) for one in (planted, waiting, dict(browser.cookies))}) == 3
    for former in (planted, waiting):
        thief = Browser(petri.app)
        for name, value in former.items():
            thief.set_cookie(name, value)
        assert thief.get("/settings").status_int == 302
        thief.get("/sign-in/code")
        assert "sign-in" in thief.get("/sign-in/code").forms


def test_setting_it_up_ends_the_cookie_from_before_and_every_other_sign_in(petri):
    other, _ = first_step(petri.app, petri.person.email)
    before = dict(petri.cookies)

    set_up(petri)

    assert other.get("/settings").status_int == 302
    thief = Browser(petri.app)
    for name, value in before.items():
        thief.set_cookie(name, value)
    assert thief.get("/settings").status_int == 302
    assert petri.get("/settings").status_int == 200


def test_a_new_password_asks_for_the_code_still_and_ends_what_waits(petri, phone):
    waiting, answer = first_step(petri.app, petri.person.email)
    form = petri.get("/password").forms["changing"]
    form["former"] = make.PASSWORD
    form["password"] = form["again"] = "kolme sammakkoa kesässä"
    form.submit(status=302)

    assert "sign-in" in waiting.get(answer.location).forms
    browser = Browser(petri.app)
    form = browser.get("/sign-in").forms["sign-in"]
    form["email"], form["password"] = petri.person.email, "kolme sammakkoa kesässä"
    assert form.submit().location.startswith("/sign-in/code")


def test_codes_for_paper_are_made_anew_with_the_phone_at_hand(petri):
    phone, former = set_up(petri)
    form = petri.get("/second-factor").forms["renewing"]
    form["code"] = WRONG
    form = form.submit(status=422).forms["renewing"]
    form["code"] = phone.code()
    shown = form.submit(status=200)

    codes = {one.get_text() for one in shown.html.select(".paper-codes code")}
    assert len(codes - set(former)) == 10
    second_step(*first_step(petri.app, petri.person.email), former[0], status=422)


def test_it_is_taken_off_by_password_and_code(petri, phone):
    form = petri.get("/second-factor/removal").forms["removing"]
    form["password"], form["code"] = "ei tämä salasana", phone.code()
    assert "ei ollut oikea" in form.submit(status=422)
    form["password"], form["code"] = make.PASSWORD, WRONG
    assert "Koodi ei käy" in form.submit(status=422)
    form["password"], form["code"] = make.PASSWORD, phone.code()

    assert "poistettu käytöstä" in form.submit(status=302).follow()
    assert first_step(petri.app, petri.person.email)[1].location == "/"
    for table in (SecondFactor, RecoveryCode, SecondStep):
        assert session.scalars(select(table)).all() == []


def test_whoever_sits_at_an_open_screen_guesses_no_code(petri, phone):
    form = petri.get("/second-factor").forms["renewing"]
    for _ in range(10):
        form["code"] = WRONG
        form.submit(status=422)

    form["code"] = phone.code()
    assert "Odota" in form.submit(status=429)


def test_the_table_alone_tells_no_secret(petri, phone):
    kept = session.scalars(select(SecondFactor)).one()

    assert phone.secret not in kept.sealed


def test_what_was_offered_to_one_is_no_offer_to_another(petri, signed_in):
    noora = signed_in("Noora Vainio")
    page = petri.get("/second-factor")
    form = noora.get("/second-factor").forms["taking"]

    form["sealed"].force_value(page.forms["taking"]["sealed"].value)
    form["code"] = Phone(page).code()
    form.submit(status=422)
    form["sealed"].force_value("ei mikään")
    form.submit(status=422)

    assert session.scalars(select(SecondFactor)).all() == []


def test_no_sign_in_is_there_before_the_second_step(petri, phone):
    before = len(session.scalars(select(SignIn)).all())

    first_step(petri.app, petri.person.email)

    assert len(session.scalars(select(SignIn)).all()) == before
