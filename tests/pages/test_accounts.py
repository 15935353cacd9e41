"""Accounts: from an invitation to a password, to letting out and in again."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from kb.foundation import clock
from kb.foundation.db import session, unit_of_work
from kb.notices.mail.actions import post_letters
from kb.notices.mail.models import Letter
from kb.people.accounts.actions import LINKS_AN_HOUR, forget_access_links
from kb.people.accounts.models import AccessLink
from kb.people.models import Person, Role, SignIn
from kb.people.queries import person_by_email
from pages.conftest import Browser, sign_in
from support import make
from support.post_office import post_office, sending_by

GOOD = "kolme sammakkoa kesässä"
ADDRESS = "uusi.ihminen@yritys.fi"


@pytest.fixture
def samuel(signed_in):
    return signed_in("Samuel Forsman", role=Role.ADMIN)


def invite(samuel, email=ADDRESS, name="Uusi Ihminen", role="author", status=200):
    form = samuel.get("/accounts/new").forms["inviting"]
    form["name"], form["email"], form["role"] = name, email, role
    return form.submit(status=status)


def way_in(page):
    """Return the path of the link that a page shows."""
    return re.search(r'value="http://[^/"]+(/password/link/[^"]+)"', page.text)[1]


def choose(browser, path, password=GOOD, again=None, status=302):
    form = browser.get(path).forms["choosing"]
    form["password"], form["again"] = password, password if again is None else again
    return form.submit(status=status)


def enter(client, email, password, status=302):
    browser = Browser(client.app)
    form = browser.get("/sign-in").forms["sign-in"]
    form["email"], form["password"] = email, password
    form.submit(status=status)
    return browser


def test_from_an_invitation_to_signing_in(samuel, client):
    path = way_in(invite(samuel))
    assert "kutsuttu" in samuel.get("/accounts")

    choose(Browser(client.app), path)
    browser = enter(client, ADDRESS, GOOD)

    assert "Uusi Ihminen" in browser.get("/settings")
    assert person_by_email(ADDRESS).role is Role.AUTHOR
    Browser(client.app).get(path, status=404)


@pytest.mark.parametrize(
    "password",
    ["Kolme sammakkoa, yksi hölmö käki; \U0001f438 " * 6, "ä ö å € \u00a0 \u200b \u2028 ½"],
)
def test_a_password_may_be_long_and_hold_whatever_one_can_type(samuel, client, password):
    path = way_in(invite(samuel))

    choose(Browser(client.app), path, password)

    enter(client, ADDRESS, password)
    enter(client, ADDRESS, password[:-1], status=422)
    enter(client, ADDRESS, password.casefold() + "!", status=422)


def test_who_has_chosen_no_password_signs_in_with_none(samuel, client):
    invite(samuel)
    for tried in ("!", "nobody has this password", GOOD):
        enter(client, ADDRESS, tried, status=422)


@pytest.mark.parametrize(
    ("password", "again", "said"),
    [
        ("lyhyt", None, "12"),
        ("Salasana2026!", None, "helppo arvata"),
        ("uusi.ihminen1", None, "helppo arvata"),
        ("qwertyuiop123", None, "helppo arvata"),
        (GOOD, "toinen", "eivät olleet samat"),
        ("", "", "Kirjoita salasana"),
    ],
)
def test_a_password_that_is_none_is_refused_in_a_sentence(
    samuel, client, password, again, said
):
    path, browser = way_in(invite(samuel)), Browser(client.app)

    page = choose(browser, path, password, again, status=422)

    assert said in page
    assert page.forms["choosing"]["password"].value == ""
    choose(browser, path)


def test_no_password_is_made_of_what_the_organisation_is_called(samuel, client):
    path, named = way_in(invite(samuel)), "Solmukohta26"
    settings = client.app.extensions["settings"]
    client.app.extensions["settings"] = replace(
        settings, password_words=("Solmukohta", "Voima")
    )

    page = choose(Browser(client.app), path, named, status=422)

    assert "helppo arvata" in page
    client.app.extensions["settings"] = settings
    choose(Browser(client.app), path, named)


def test_a_link_opens_for_a_while_and_only_the_newest(samuel, client):
    first = way_in(invite(samuel))
    person = person_by_email(ADDRESS)
    made = samuel.get(f"/accounts/{person.id}").forms
    newer = next(form for form in made.values() if form.action.endswith("/link")).submit()
    browser = Browser(client.app)

    browser.get(first, status=404)
    # Its last sign has bits that count for nothing; turned around it differs all through.
    start, _, told = way_in(newer).rpartition("/")
    browser.get(f"{start}/{told[::-1]}", status=404)
    with clock.standing_at(clock.now() + timedelta(days=8)):
        browser.get(way_in(newer), status=404)
        with unit_of_work():
            forget_access_links()
    assert session.scalars(select(AccessLink)).all() == []


def test_the_table_alone_opens_nothing(samuel, client):
    path = way_in(invite(samuel))
    kept = session.scalars(select(AccessLink)).one()

    assert kept.nonce not in path
    Browser(client.app).get(f"/password/link/{kept.nonce}", status=404)


def test_who_is_invited_twice_or_wrongly_is_refused_and_kept(samuel):
    invite(samuel)
    page = invite(samuel, status=422)
    assert "Uusi Ihminen" in page
    assert page.forms["inviting"]["role"].value == "author"

    page = invite(samuel, name="", email="ei osoite", status=422)
    assert page.forms["inviting"]["email"].value == "ei osoite"
    assert "nimi@yritys.fi" in page


def test_a_role_is_changed_and_its_bearer_signs_in_anew(samuel, signed_in):
    petri = signed_in("Petri Saarela")
    form = samuel.get(f"/accounts/{petri.person.id}").forms["role-form"]
    form["role"] = "coordinator"
    form.submit(status=302)

    petri.get("/settings", status=302)
    assert session.get(Person, petri.person.id).role is Role.COORDINATOR


def test_who_is_let_in_no_more_is_out_at_once_and_can_be_let_in_again(samuel, signed_in):
    petri = signed_in("Petri Saarela")
    address = f"/accounts/{petri.person.id}"
    press(samuel, address, "/suspension")

    petri.get("/", status=302)
    assert "estetty" in samuel.get("/accounts")
    forms = samuel.get(address).forms.values()
    assert not any(form.action.endswith("/link") for form in forms)
    press(samuel, address, "/readmission")
    assert session.get(Person, petri.person.id).is_here


def press(browser, page, ending):
    forms = browser.get(page).forms.values()
    return next(form for form in forms if form.action.endswith(ending)).submit(status=302)


def test_nobody_changes_their_own_account_or_is_admin_by_asking(samuel, signed_in):
    own = samuel.get(f"/accounts/{samuel.person.id}")
    assert not any("/role" in form.action for form in own.forms.values())
    token = samuel.get("/accounts/new").forms["inviting"]["csrf_token"].value
    for deed in ("role", "suspension"):
        sent = {"csrf_token": token, "role": "reader"}
        samuel.post(f"/accounts/{samuel.person.id}/{deed}", sent, status=403)
    for name in ("Petri Saarela", "Leena Ahokas"):
        browser = signed_in(name)
        for page in ("/accounts", "/accounts/new", f"/accounts/{browser.person.id}"):
            browser.get(page, status=403)


def test_a_password_is_changed_with_the_former_one_and_ends_other_sign_ins(signed_in, client):
    petri = signed_in("Petri Saarela")
    other = enter(client, petri.person.email, make.PASSWORD)

    form = petri.get("/password").forms["changing"]
    form["former"], form["password"], form["again"] = "ei tämä salasana", GOOD, GOOD
    refused = form.submit(status=422)
    assert "ei ollut oikea" in refused
    form = refused.forms["changing"]
    form["former"], form["password"], form["again"] = make.PASSWORD, GOOD, GOOD
    assert "vaihdettu" in form.submit(status=302).follow()

    other.get("/settings", status=302)
    assert petri.get("/settings").status_int == 200
    enter(client, petri.person.email, make.PASSWORD, status=422)
    enter(client, petri.person.email, GOOD)


def test_one_signs_out_everywhere_else(signed_in, client):
    petri = signed_in("Petri Saarela")
    other = enter(client, petri.person.email, make.PASSWORD)
    assert len(petri.get("/password").html.select(".lines li")) == 2

    press(petri, "/password", "/sign-ins/end")

    other.get("/settings", status=302)
    assert session.scalars(select(SignIn)).one().person_id == petri.person.id


def ask_for_a_link(client, email):
    form = Browser(client.app).get("/password/forgotten").forms["forgotten"]
    form["email"] = email
    return form.submit(status=302).follow()


def test_a_forgotten_password_is_chosen_anew_by_a_letter(client):
    with unit_of_work():
        make.person("Jesse Lindqvist").email = "jesse@yritys.fi"
    with post_office() as office:
        settings = client.app.extensions["settings"]
        client.app.extensions["settings"] = sending_by(settings, office)
        known = ask_for_a_link(client, "jesse@yritys.fi")
        unknown = ask_for_a_link(client, "joku.muu@yritys.fi")
        assert known.html.get_text() == unknown.html.get_text()
        with unit_of_work():
            post_letters()
        session.remove()
        client.app.test_cli_runner().invoke(args=["work", "--once"])

    ((to, letter),) = office.letters
    assert to == ["jesse@yritys.fi"]
    assert "List-Unsubscribe" not in letter
    path = re.search(r"https?://[^/]+(/password/link/\S+)", letter.get_content())[1]
    choose(Browser(client.app), path)
    enter(client, "jesse@yritys.fi", GOOD)


def test_nobody_is_flooded_with_links(client):
    with unit_of_work():
        make.person("Jesse Lindqvist")
    with post_office() as office:
        settings = client.app.extensions["settings"]
        client.app.extensions["settings"] = sending_by(settings, office)
        for _ in range(LINKS_AN_HOUR + 3):
            ask_for_a_link(client, "jesse.lindqvist@kisalli.example")

    assert session.query(Letter).count() == LINKS_AN_HOUR


def test_without_mail_the_page_says_whom_to_ask(client):
    page = client.get("/password/forgotten")

    assert "Pyydä pääkäyttäjältä" in page
    assert "forgotten" not in page.forms


FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def test_one_sees_where_one_is_signed_in_and_ends_one_of_them(signed_in, client):
    petri = signed_in("Petri Saarela")
    other = Browser(client.app, extra_environ={"HTTP_USER_AGENT": FIREFOX})
    sign_in(other, petri.person.email)

    lines = petri.get("/password").html.select(".lines li")
    told = [(line.select_one(".kind").get_text(), line.h3.get_text()) for line in lines]
    assert sorted(told) == [
        ("Toinen selain", "Firefox, Linux"),
        ("Tämä selain", "Tuntematon selain"),
    ]
    press(petri, "/password", "/end")

    other.get("/settings", status=302)
    assert petri.get("/settings").status_int == 200


def test_nobody_ends_the_sign_in_of_another(signed_in):
    petri, noora = signed_in("Petri Saarela"), signed_in("Noora Vainio")
    theirs = session.scalars(select(SignIn.id).where(SignIn.person_id == noora.person.id)).one()
    token = petri.get("/password").forms["changing"]["csrf_token"].value

    petri.post(f"/password/sign-ins/{theirs}/end", {"csrf_token": token}, status=302)

    assert noora.get("/settings").status_int == 200


def test_an_admin_signs_somebody_out_everywhere(samuel, signed_in):
    petri = signed_in("Petri Saarela")
    address = f"/accounts/{petri.person.id}"
    assert "1 selaimessa" in samuel.get(address)

    press(samuel, address, "/sign-ins/end")

    petri.get("/settings", status=302)
    assert "selaimessa" not in samuel.get(address)
