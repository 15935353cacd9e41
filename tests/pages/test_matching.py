"""People say what they offer and wish; a coordinator looks for pairs and decides."""

import pytest

from kb.foundation.db import session
from kb.identify.carriers.actions import add_basis
from kb.identify.carriers.models import Basis
from kb.people.models import Role
from kb.practices.models import Practice
from kb.share.matching.models import Decision, MatchProposal
from kb.share.pairings.models import Pairing
from support import make

MINE = "/mentoring/profile"
SILENT = "Hiljaisen asiakkaan herättäminen"
PRIVATE = "Unelma Poissuljettu"


def tick(form, name, place=0):
    """Tick one box of several with the same name."""
    form.fields[name][place].checked = True


def offer(browser, *ticked, capacity="1", status=302):
    """Fill the page's own form: the first practice there is, and the first of ``ticked``."""
    form = browser.get(f"{MINE}/offer").forms["offer"]
    form["capacity"] = capacity
    for name in ("practices", *ticked):
        tick(form, name)
    return form.submit(status=status)


def wish(browser, *places, goal="Herätän hiljaisen asiakkaan yksin"):
    form = browser.get(f"{MINE}/wish").forms["wish"]
    form["goal"], form["goal_kind"] = goal, "do_alone"
    for place in (0, *places):
        tick(form, "practices", place)
    return form.submit(status=302)


@pytest.fixture
def people(signed_in):
    """Petri can do what Jesse wishes; Leena looks for pairs."""
    petri, jesse, leena = map(signed_in, ("Petri Saarela", "Jesse Lindqvist", "Leena Ahokas"))
    make.practice(SILENT, by=petri.person)
    offer(petri)
    wish(jesse)
    return petri, jesse, leena


def look_for_pairs(leena):
    page = leena.get("/matching")
    form = next(one for one in page.forms.values() if one.action == "/matching/runs")
    return form.submit(status=302).follow()


def the_proposal(leena):
    return look_for_pairs(leena).click("Katso ja päätä", index=0)


@pytest.mark.parametrize(
    ("language", "taught", "withdrawn"),
    [
        ("fi", "1 mentoroitava kerrallaan", "Tarjouksesi on peruttu ja poistettu"),
        ("en", "1 learner at a time", "Your offer is withdrawn and deleted"),
    ],
)
def test_an_offer_is_kept_and_withdrawn_by_one_click(signed_in, language, taught, withdrawn):
    petri = signed_in("Petri Saarela", language=language)
    make.practice(SILENT, by=petri.person)

    kept = offer(petri, "halves").follow()

    assert taught in kept
    assert SILENT in kept
    form = next(one for one in kept.forms.values() if one.action.endswith("/offer/removal"))
    assert withdrawn in form.submit(status=302).follow()


def test_a_reader_wishes_and_withdraws(people):
    _, jesse, _ = people

    page = jesse.get(MINE)

    assert "Herätän hiljaisen asiakkaan yksin" in page
    assert SILENT in page
    form = next(one for one in page.forms.values() if one.action.endswith("/wish/removal"))
    assert "Toiveesi on peruttu ja poistettu" in form.submit(status=302).follow()


def test_who_can_do_nothing_yet_is_taught_the_first_step(signed_in):
    page = signed_in("Jesse Lindqvist").get(f"{MINE}/offer")

    assert "Osaamisestasi ei vielä tiedetä mitään" in page
    assert "offer" not in page.forms


def test_what_was_typed_into_a_refused_wish_is_kept(people):
    _, jesse, _ = people
    form = jesse.get(f"{MINE}/wish").forms["wish"]
    form["goal"], form["area"] = "Luen laskun ääneen", ""
    form.fields["practices"][0].checked = False
    tick(form, "halves", 3)

    refused = form.submit(status=422)

    assert "Valitse vähintään yksi käytäntö tai osa-alue" in refused
    again = refused.forms["wish"]
    assert again["goal"].value.strip() == "Luen laskun ääneen"
    assert again.get("halves", index=3).checked
    assert not again.get("practices", index=0).checked


def test_what_was_typed_into_a_refused_offer_is_kept(signed_in):
    petri = signed_in("Petri Saarela")
    make.practice(SILENT, by=petri.person)

    refused = offer(petri, "means", capacity="0", status=422)

    assert "Kerro, montako mentoroitavaa voit ottaa" in refused
    assert refused.forms["offer"].get("practices", index=0).checked
    assert refused.forms["offer"].get("means", index=0).checked


def test_who_is_left_out_is_shown_on_ones_own_page_alone(people, signed_in):
    petri, jesse, leena = people
    samuel, other = signed_in("Samuel Forsman"), signed_in(PRIVATE)
    other_id = other.person.id
    form = jesse.get(MINE).forms["exclude"]
    form["person"] = str(other_id)
    assert PRIVATE in form.submit(status=302).follow()
    the_proposal(leena)

    # Everywhere else the name may stand as that of any colleague, never as one left out.
    for browser in (petri, leena, samuel, other):
        page = browser.get(MINE)
        assert f"Sopii taas: {PRIVATE}" not in page
    for address in ("/matching", f"/matching/proposals/{numbers()[0]}"):
        assert PRIVATE not in leena.get(address)
    form = next(one for one in jesse.get(MINE).forms.values() if "exclusions/" in one.action)
    assert f"Sopii taas: {PRIVATE}" not in form.submit(status=302).follow()


def test_an_excluded_mentor_is_not_among_the_proposed_nor_the_others(people, signed_in):
    petri, jesse, leena = people
    excluded = signed_in(PRIVATE)
    practice = make.practice("Laskun läpikäynti", by=excluded.person)
    add_basis(petri.person, practice, basis=Basis.DECLARED)
    offer(excluded)
    wish(jesse, 1)
    form = jesse.get(MINE).forms["exclude"]
    form["person"] = str(excluded.person.id)
    form.submit(status=302)

    proposal = the_proposal(leena)

    assert "Petri Saarela" in proposal
    assert PRIVATE not in proposal
    assert PRIVATE not in leena.get("/matching")


def numbers():
    return [one.id for one in session.query(MatchProposal).order_by(MatchProposal.id)]


@pytest.mark.parametrize(
    ("language", "button", "why"),
    [
        ("fi", "Katso ja päätä", "Petri Saarela osaa sen, mitä Jesse Lindqvist haluaa oppia"),
        ("en", "Look and decide", "Petri Saarela can do what Jesse Lindqvist wishes to learn"),
    ],
)
def test_the_coordinator_reads_why_in_whole_sentences(people, signed_in, language, button, why):
    leena = signed_in("Leena Ahokas", language=language)

    page = look_for_pairs(leena)

    assert f"{why}: {SILENT}." in page
    assert f"{why}: {SILENT}." in page.click(button, index=0)


def test_approving_leads_to_the_pair_and_only_then_do_the_two_hear_of_it(people):
    petri, jesse, leena = people
    proposal = the_proposal(leena)
    for browser in (petri, jesse):
        assert "Herätän hiljaisen asiakkaan yksin" not in browser.get("/mentoring")

    page = proposal.forms["approve"].submit(status=302).follow()

    assert "Paria ehdotettiin kummallekin" in page
    for browser in (petri, jesse):
        assert "Herätän hiljaisen asiakkaan yksin" in browser.get("/mentoring")
    assert "Hyväksytty" in leena.get("/matching")


def test_a_pair_made_meanwhile_is_refused_and_nothing_is_left_of_the_try(people):
    petri, jesse, leena = people
    form = the_proposal(leena).forms["approve"]
    make.active_pair(petri.person, jesse.person)

    refused = form.submit(status=422)

    assert "He ovat jo pari" in refused
    assert session.query(Pairing).count() == 1
    assert session.query(MatchProposal).one().decision is Decision.WAITING


def test_rejecting_needs_a_reason_and_keeps_it_with_who_and_when(people):
    leena = people[2]
    proposal = the_proposal(leena)
    assert "Kerro, miksi paria ei ehdoteta" in proposal.forms["reject"].submit(status=422)

    form = proposal.forms["reject"]
    form["reason"] = "Jessellä on jo kaksi paria."
    page = form.submit(status=302).follow()

    assert "Jessellä on jo kaksi paria." in page
    assert "Leena Ahokas" in page.click("Petri Saarela ja Jesse Lindqvist", index=0)
    assert "Odotuslista" in page


def test_another_mentor_is_chosen_by_hand(people, signed_in):
    leena = people[2]
    marjatta = signed_in("Marjatta Hietala")
    silent = session.query(Practice).one()
    add_basis(marjatta.person, silent, basis=Basis.DECLARED)
    offer(marjatta)
    proposal = the_proposal(leena)
    form = next(one for one in proposal.forms.values() if one.action.endswith("/swap"))

    swapped = form.submit(status=302).follow()

    assert "Tämän mentorin valitsi käsin: Leena Ahokas" in swapped
    assert "Mentori vaihdettu" in leena.get("/matching")


@pytest.mark.parametrize("name", ["Petri Saarela", "Jesse Lindqvist", "Samuel Forsman"])
def test_only_coordinators_see_runs_and_proposals(people, signed_in, name):
    the_proposal(people[2])
    browser = signed_in(name)

    for address in ("/matching", "/matching/runs/1", "/matching/proposals/1"):
        browser.get(address, status=403)
    assert "/matching" not in [
        one.attrs.get("href") for one in links(browser.get("/mentoring"))
    ]


def links(page):
    return page.html.find_all("a")


def test_the_first_visit_teaches(signed_in):
    leena = signed_in("Leena Ahokas")

    page = leena.get("/matching")

    assert "Kukaan ei ole vielä kertonut toivettaan" in page
    assert "/matching/runs" not in [one.action for one in page.forms.values()]


def test_whose_wish_finds_nobody_waits_with_a_reason(signed_in):
    noora, leena = signed_in("Noora Vainio"), signed_in("Leena Ahokas")
    make.practice(SILENT, by=leena.person)
    wish(noora)

    page = look_for_pairs(leena)

    assert "Odotuslista" in page
    assert "Kukaan ei juuri nyt tarjoa opetusta" not in page
    assert "Kukaan ei juuri nyt tarjoa opettaa sitä, mitä toivottiin." in page


def test_there_is_no_such_run_or_proposal(signed_in):
    leena = signed_in("Leena Ahokas")

    assert "Kierrosta ei löydy" in leena.get("/matching/runs/9", status=404)
    assert "Ehdotusta ei löydy" in leena.get("/matching/proposals/9", status=404)


def test_a_coordinator_finds_the_way_from_the_pairs(signed_in):
    leena = signed_in("Leena Ahokas", role=Role.COORDINATOR)

    assert "Pariehdotukset" in leena.get("/mentoring").click("Pariehdotukset", index=0)
    assert "Voin opettaa" in leena.get("/mentoring").click("Mitä voin opettaa", index=0)
