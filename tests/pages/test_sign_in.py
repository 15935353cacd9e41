"""The way in and out, and how each wants the pages."""

from datetime import timedelta

import pytest

from kb.foundation import clock
from kb.people.models import Industry
from kb.people.tries import TRIES_PER_ACCOUNT
from pages.conftest import Browser, sign_in
from support import make

WRONG = "ei tämä salasana"


@pytest.fixture
def petri_here(client):
    make.person("Petri Saarela", industries=[Industry.RETAIL])
    return "petri.saarela@kisalli.example"


def try_to_enter(browser, email, password, **named):
    form = browser.get("/sign-in").forms["sign-in"]
    form["email"], form["password"] = email, password
    return form.submit(**named)


def test_the_right_password_lets_in(client, petri_here):
    answer = try_to_enter(client, petri_here, make.PASSWORD)

    assert answer.status_int == 302
    assert client.get("/settings").status_int == 200


def test_a_wrong_password_shows_the_form_again_with_the_address(client, petri_here):
    answer = try_to_enter(client, petri_here, WRONG, status=422)

    assert answer.forms["sign-in"]["email"].value == petri_here
    assert answer.forms["sign-in"]["password"].value == ""
    assert "Sähköposti tai salasana ei täsmää" in answer


def test_an_unknown_person_gets_the_same_answer(client, petri_here):
    known = try_to_enter(client, petri_here, WRONG, status=422)
    unknown = try_to_enter(client, "joku.muu@kisalli.example", WRONG, status=422)

    assert alert_of(unknown) == alert_of(known)


def alert_of(page):
    return page.html.find(role="alert").get_text(" ", strip=True)


def test_an_empty_form_says_what_is_missing(client, petri_here):
    answer = try_to_enter(client, "", "", status=422)

    assert "Kirjoita sekä sähköposti että salasana." in answer


def test_too_many_tries_are_turned_away_even_with_the_right_password(client, petri_here):
    for _ in range(TRIES_PER_ACCOUNT):
        try_to_enter(client, petri_here, WRONG, status=422)

    answer = try_to_enter(client, petri_here, make.PASSWORD, status=429)

    assert "Odota 15 minuuttia" in answer


def test_a_form_without_its_token_is_refused(client, petri_here):
    fields = {"email": petri_here, "password": make.PASSWORD}

    client.post("/sign-in", fields, status=400)


def test_signing_out_ends_the_old_cookie_too(signed_in):
    petri = signed_in("Petri Saarela")
    stolen = dict(petri.cookies)

    answer = sign_out_form(petri).submit()

    assert answer.headers["Clear-Site-Data"] == '"cache"'
    thief = Browser(petri.app)
    for name, value in stolen.items():
        thief.set_cookie(name, value)
    assert thief.get("/settings").location.startswith("/sign-in")


def test_the_browser_keeps_nothing_of_who_has_signed_out(signed_in):
    petri = signed_in("Petri Saarela")
    kept = petri.app.session_interface.get_signing_serializer(petri.app)
    name = petri.app.config["SESSION_COOKIE_NAME"]
    assert "_user_id" in kept.loads(petri.cookies[name].strip('"'))

    sign_out_form(petri).submit()

    assert "_user_id" not in kept.loads(petri.cookies[name].strip('"'))


def sign_out_form(browser):
    forms = browser.get("/settings").forms.values()
    return next(form for form in forms if form.action == "/sign-out")


def test_signing_in_gives_a_new_cookie(client, petri_here):
    client.get("/sign-in")
    before = dict(client.cookies)

    sign_in(client, petri_here)

    assert dict(client.cookies) != before


def test_one_who_is_suspended_is_out_at_the_next_page(signed_in):
    petri = signed_in("Petri Saarela")

    petri.person.suspended_at = clock.now()

    assert petri.get("/settings").location.startswith("/sign-in")


def test_one_comes_back_to_the_page_one_wanted(client, petri_here):
    asked = client.get("/sparring?page=2")
    form = client.get(asked.location).forms["sign-in"]
    form["email"], form["password"] = petri_here, make.PASSWORD

    answer = form.submit()

    assert answer.location == "/sparring?page=2"


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "/\t/evil.example"],
)
def test_one_is_never_sent_to_another_house(client, petri_here, elsewhere):
    form = client.get("/sign-in", {"next": elsewhere}).forms["sign-in"]
    form["next"].force_value(elsewhere)
    form["email"], form["password"] = petri_here, make.PASSWORD

    answer = form.submit()

    assert answer.location == "/"


def test_a_post_without_a_sign_in_goes_to_the_door_and_not_back(client):
    form = client.get("/sign-in").forms["sign-in"]
    token = form["csrf_token"].value

    answer = client.post("/sparring", {"csrf_token": token})

    assert answer.location == "/sign-in"


def test_the_browser_chooses_the_language_at_the_door(client):
    english = client.get("/sign-in", headers={"Accept-Language": "en-GB,en"})
    finnish = client.get("/sign-in", headers={"Accept-Language": "fi"})

    assert english.html.html["lang"] == "en"
    assert "Sign in" in english
    assert finnish.html.html["lang"] == "fi"
    assert "Kirjaudu sisään" in finnish


def test_the_switch_changes_the_language_and_stays_on_the_page(signed_in):
    petri = signed_in("Petri Saarela")
    page = petri.get("/sparring?page=1")
    switch = next(form for form in page.forms.values() if form.action == "/language")

    answer = switch.submit().follow()

    assert answer.request.path_qs == "/sparring?page=1"
    assert answer.html.html["lang"] == "en"


def test_the_persons_own_language_wins_over_the_browsers(signed_in):
    leena = signed_in("Leena Ahokas", language="en")

    page = leena.get("/settings", headers={"Accept-Language": "fi"})

    assert page.html.html["lang"] == "en"


def test_settings_are_kept_and_shown(signed_in):
    petri = signed_in("Petri Saarela")
    form = petri.get("/settings").forms["settings"]
    form["language"] = "en"
    form["keys"] = False
    form.set("industries", value=True, index=0)

    saved = form.submit().follow()

    assert "Your settings are saved." in saved
    assert saved.forms["settings"]["keys"].checked is False
    assert petri.person.language == "en"
    assert Industry.ENERGY in petri.person.industries


def test_a_sign_in_left_alone_for_a_working_day_is_over(signed_in):
    petri = signed_in("Petri Saarela")

    with clock.standing_at(clock.now() + timedelta(hours=9)):
        answer = petri.get("/settings")

    assert answer.location.startswith("/sign-in")


def test_everybody_here_is_on_the_list_with_a_way_to_ask(signed_in):
    jesse = signed_in("Jesse Lindqvist")
    make.person("Marjatta Hietala")

    page = jesse.get("/people")

    names = [item.b.get_text() for item in page.html.select("li.person")]
    assert names == ["Jesse Lindqvist", "Marjatta Hietala"]
    assert [link["aria-label"] for link in page.html.select("li.person a.btn")] == [
        "Kysy: Marjatta Hietala"
    ]


@pytest.mark.parametrize(
    ("language", "said"),
    [("fi", "Mitä sinusta tallennetaan"), ("en", "What is stored about you")],
)
def test_what_is_stored_is_said_to_anybody_in_both_languages(client, language, said):
    page = client.get("/stored", headers={"Accept-Language": language})

    assert page.html.h1.get_text() == said
    assert len(page.html.select("tbody tr")) > 10
