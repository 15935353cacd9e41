"""What is hard to undo asks once more who it is, and goes on with what was typed."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from kb.foundation import clock
from kb.foundation.db import session
from kb.people.factor.models import FactorRole, SecondFactor
from kb.people.models import Person, Role
from kb.people.queries import person_by_email
from pages.conftest import Browser
from support import make
from support.phone import Phone, set_up

LATER = timedelta(minutes=31)
ADDRESS = "uusi.ihminen@yritys.fi"
WRONG = "ei tämä salasana"


@pytest.fixture
def samuel(signed_in):
    return signed_in("Samuel Forsman", role=Role.ADMIN)


@pytest.fixture
def half_an_hour_later(samuel):
    """Let the admin's proof be of half an hour ago."""
    with clock.standing_at(clock.now() + LATER):
        yield


def invite(samuel):
    form = samuel.get("/accounts/new").forms["inviting"]
    form["name"], form["email"], form["role"] = "Uusi Ihminen", ADDRESS, "author"
    return form.submit(expect_errors=True)


def prove(page, word, status=200):
    form = page.forms["proof"]
    form["proof"] = word
    return form.submit(status=status)


def test_within_half_an_hour_nobody_is_asked(samuel):
    with clock.standing_at(clock.now() + timedelta(minutes=29)):
        assert invite(samuel).status_int == 200


@pytest.mark.usefixtures("half_an_hour_later")
def test_later_the_password_is_asked_and_what_was_typed_goes_on(samuel):
    page = invite(samuel)
    assert page.status_int == 401
    assert person_by_email(ADDRESS) is None
    again = prove(page, WRONG, status=401)
    assert "ei ollut oikein" in again
    assert person_by_email(ADDRESS) is None

    shown = prove(again, make.PASSWORD)

    assert "Uusi Ihminen" in shown
    assert person_by_email(ADDRESS).role is Role.AUTHOR
    assert make.PASSWORD not in shown
    assert WRONG not in again


@pytest.mark.usefixtures("half_an_hour_later")
def test_once_proven_it_holds_for_half_an_hour_even_if_the_deed_is_refused(samuel):
    form = samuel.get("/accounts/new").forms["inviting"]
    form["name"] = ""
    refused = prove(form.submit(status=401), make.PASSWORD, status=422)
    assert "inviting" in refused.forms

    assert invite(samuel).status_int == 200


@pytest.mark.usefixtures("half_an_hour_later")
def test_guessing_the_proof_is_stopped(samuel):
    page = invite(samuel)
    for _ in range(10):
        page = prove(page, WRONG, status=401)

    assert "Odota" in prove(page, make.PASSWORD, status=401)
    assert person_by_email(ADDRESS) is None


def forms_of(page, ending):
    return next(form for form in page.forms.values() if form.action.endswith(ending))


@pytest.mark.usefixtures("half_an_hour_later")
@pytest.mark.parametrize(
    ("page", "ending"),
    [
        ("/accounts/{petri}", "/role"),
        ("/accounts/{petri}", "/suspension"),
        ("/accounts/{petri}", "/link"),
        ("/accounts/second-factor", "/accounts/second-factor"),
        ("/second-factor", "/second-factor"),
    ],
)
def test_these_deeds_ask_and_do_nothing_before(samuel, signed_in, page, ending):
    petri = signed_in("Petri Saarela").person.id
    form = forms_of(samuel.get(page.format(petri=petri)), ending)

    assert "proof" in form.submit(status=401).forms

    kept = session.get(Person, petri)
    assert (kept.role, kept.suspended_at) == (Role.AUTHOR, None)
    assert session.scalars(select(FactorRole)).all() == []


def test_a_code_proves_as_the_password_does(samuel):
    phone, _ = set_up(samuel)
    with clock.standing_at(clock.now() + LATER):
        page = invite(samuel)
        assert "puhelimesi koodi" in page

        prove(page, phone.code())

    assert person_by_email(ADDRESS) is not None


def choose_roles(samuel, *roles):
    form = samuel.get("/accounts/second-factor").forms["factor-roles"]
    for box in form.fields["roles"]:
        box.checked = box._value in roles  # noqa: SLF001 - WebTest names a box by its place alone
    return form.submit(status=302).follow()


def test_nobody_needs_one_until_an_admin_says_so(samuel, signed_in):
    assert session.scalars(select(FactorRole)).all() == []
    assert signed_in("Petri Saarela").get("/settings").status_int == 200


def test_who_must_have_one_sets_it_up_at_the_next_sign_in_and_reaches_nothing_else(
    samuel, signed_in
):
    here = signed_in("Petri Saarela")
    choose_roles(samuel, "author")
    assert here.get("/settings").status_int == 200
    petri = signed_in("Petri Saarela")

    for page in ("/", "/settings", "/password", "/sparring", "/second-factor/removal"):
        assert petri.get(page).location == "/second-factor"
    token = petri.get("/second-factor").forms["taking"]["csrf_token"].value
    assert petri.post("/sparring", {"csrf_token": token}).location == "/second-factor"
    assert "nav" not in [one.name for one in petri.get("/second-factor").html.find_all("nav")]
    set_up(petri)

    assert petri.get("/settings").status_int == 200
    assert signed_in("Jesse Lindqvist").get("/settings").status_int == 200


def test_the_choice_can_be_taken_back(samuel, signed_in):
    page = choose_roles(samuel, "author", "admin")
    boxes = page.forms["factor-roles"].fields["roles"]
    assert [box.checked for box in boxes] == [False, True, False, True]

    choose_roles(samuel)

    assert signed_in("Petri Saarela").get("/settings").status_int == 200


def test_an_admin_takes_a_lost_one_off_and_its_bearer_is_told(samuel, signed_in):
    petri = signed_in("Petri Saarela")
    set_up(petri)
    account = samuel.get(f"/accounts/{petri.person.id}")
    asked = account.click("Poista käytöstä", href="second-factor")
    assert "soita hänelle" in asked

    asked.forms["resetting"].submit(status=302)

    assert session.get(SecondFactor, petri.person.id) is None
    assert petri.get("/settings").status_int == 302
    told = signed_in("Petri Saarela").get("/notices")
    assert "Kaksivaiheinen kirjautumisesi poistettiin" in told


def test_an_admin_takes_neither_ones_own_off_nor_one_that_is_not_there(samuel, signed_in):
    petri = signed_in("Petri Saarela")
    page = samuel.get(f"/accounts/{petri.person.id}/second-factor")
    assert "resetting" not in page.forms
    token = samuel.get("/accounts/new").forms["inviting"]["csrf_token"].value
    sent = {"csrf_token": token}
    samuel.post(f"/accounts/{petri.person.id}/second-factor", sent, status=422)
    samuel.post(f"/accounts/{samuel.person.id}/second-factor", sent, status=403)


def test_a_locked_out_admin_is_helped_at_the_machine(samuel):
    set_up(samuel)
    email = samuel.person.email

    said = samuel.app.test_cli_runner().invoke(args=["person", "reset-factor", email])

    assert said.exit_code == 0
    assert "password alone" in said.output
    browser = Browser(samuel.app)
    form = browser.get("/sign-in").forms["sign-in"]
    form["email"], form["password"] = email, make.PASSWORD
    assert form.submit().location == "/"
    again = samuel.app.test_cli_runner().invoke(args=["person", "reset-factor", email])
    assert again.exit_code == 1


def test_the_picture_says_what_the_letters_say(samuel):
    page = samuel.get("/second-factor")
    path = page.html.select_one("svg.qr path")["d"]

    assert len(path.split("z")) > 200
    assert "style" not in page.html.select_one("svg.qr").attrs
    assert len(Phone(page).secret) == 20
