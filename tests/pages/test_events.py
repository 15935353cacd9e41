"""Sharing events and coverings, through the pages' own forms."""

import pytest

from kb.foundation.db import session
from kb.practices.models import Audience
from support import make, together

GOAL = "Kuka tahansa osaa lähettää ensimmäisen tiedotteen"


def goal(browser, kind="agree_common", status=302):
    form = browser.get("/sharing/new").forms["aim-form"]
    form["goal"], form["goal_kind"] = GOAL, kind
    return form.submit(status=status)


def planned(browser, title=None):
    """Go from the goal over the means to a planned event; return its page."""
    offered = goal(browser).follow()
    form = offered.click(href="means=study_circle").forms["event-form"]
    form["name"], form["motivation"] = "Häiriöviestintä", "Haluan tätä"
    form["day"], form["time"], form["minutes"] = "2026-01-15", "13:30", "45"
    if title:
        tick(form, "practices", title)
    return form.submit(status=302).follow()


def tick(form, name, wanted):
    (box,) = [one for one in form.fields[name] if one._value == str(wanted)]  # noqa: SLF001
    box.checked = True


def practice_of(browser, title="Puhelun avaus"):
    return make.practice(title, by=browser.person).id


@pytest.mark.parametrize(
    ("language", "planned_on", "warning"),
    [
        ("fi", "15.1.2026 klo 13.30", "1 käytäntö on kirjaamatta."),
        ("en", "15 Jan 2026, 13:30", "1 practice is not written down."),
    ],
)
def test_from_a_goal_over_a_means_to_a_planned_event(signed_in, language, planned_on, warning):
    petri = signed_in("Petri Saarela", language=language)

    page = planned(petri, practice_of(petri))

    assert GOAL in page
    assert planned_on in page
    assert warning in page
    assert "Häiriöviestintä" in petri.get("/events?shelf=mine")


def test_the_means_are_shown_only_after_the_goal_and_its_kind(signed_in):
    petri = signed_in("Petri Saarela")

    for address in ("/sharing/means", "/events/new?means=study_circle", "/turns/new"):
        assert "aim-form" in petri.get(address).forms
        assert "Opintopiiri" not in petri.get(address)
    form = petri.get("/sharing/new").forms["aim-form"]
    form["goal"] = GOAL
    refused = form.submit(status=422)
    assert refused.forms["aim-form"]["goal"].value == GOAL


def test_an_event_that_lacks_something_comes_back_as_it_was_typed(signed_in):
    petri = signed_in("Petri Saarela")
    form = goal(petri).follow().click(href="means=study_circle").forms["event-form"]
    form["name"], form["day"], form["time"] = "Häiriöviestintä", "2026-01-15", "13:30"

    refused = form.submit(status=422)

    assert "Kerro lyhyesti, miksi haluat tätä." in refused
    assert refused.forms["event-form"]["name"].value == "Häiriöviestintä"
    assert refused.forms["event-form"]["day"].value == "2026-01-15"
    assert refused.forms["event-form"]["means"].value == "study_circle"


def test_a_whole_event_asked_joined_held_taken_along_and_judged(signed_in):
    petri, noora = signed_in("Petri Saarela"), signed_in("Noora Vainio")
    number = practice_of(petri)
    at = planned(petri, number).request.path

    form = petri.get(at).forms["invite-form"]
    tick(form, "people", noora.person.id)
    form.submit(status=302)
    assert "pyytää sinut mukaan" in noora.get("/") or "Sinua pyydetään" in noora.get("/notices")

    form = noora.get(at).forms["coming-form"]
    form["motivation"] = "Haluan oppia"
    assert "Olet mukana" in form.submit(status=302).follow()

    form = petri.get(at).click("Kerro, miten meni", index=0).forms["record-form"]
    form["summary"] = "Luimme viisi tiedotetta."
    tick(form, "practices", number)
    held = form.submit(status=302).follow()
    assert "Luimme viisi tiedotetta." in held
    assert "ei silloin kirjattu" in held

    form = noora.get(at).forms["takeaway-form"]
    form["takeaway"] = "Kokeilen kellonaikaa."
    form.submit(status=302)
    assert "Kokeilen kellonaikaa." in petri.get(at)
    assert "Arvioi tavoite" in petri.get("/")

    form = petri.get(at).forms["judge-form"]
    form["outcome"], form["fit"], form["closing_words"] = "partly", "yes", "Hyvä alku."
    judged = form.submit(status=302).follow()
    assert "Tavoite saavutettiin osittain" in judged
    assert "Sopi hyvin" in judged
    assert "judge-form" not in judged.forms


def test_one_click_makes_a_candidate_that_leads_back(signed_in):
    petri, noora = signed_in("Petri Saarela"), signed_in("Noora Vainio")
    number = together.held(by=petri.person, others=[noora.person]).id

    form = petri.get(f"/events/{number}").forms["candidate-form"]
    form["title"] = "Ääneen lukeminen"
    page = form.submit(status=302).follow()

    practice = noora.get(f"/events/{number}").click("Ääneen lukeminen")
    assert "Tilaisuus: Häiriöviestintä" in practice
    assert "Tilaisuus" in noora.get(f"{practice.request.path}/provenance")
    assert "Ääneen lukeminen" in page


def test_cancelling_says_why_and_is_told(signed_in):
    petri, noora = signed_in("Petri Saarela"), signed_in("Noora Vainio")
    number = together.event(by=petri.person, others=[noora.person], hours=30).id
    form = petri.get(f"/events/{number}").forms["cancel-form"]
    assert "Kerro, miksi tilaisuutta ei pidetä" in form.submit(status=422)

    form["reason"] = "Sali on remontissa."
    form.submit(status=302)

    assert "Sali on remontissa." in noora.get(f"/events/{number}")
    assert "Tilaisuus peruttiin" in noora.get("/notices")


def test_another_time_and_one_more_time_are_agreed(signed_in):
    petri = signed_in("Petri Saarela")
    number = together.event(by=petri.person, hours=30).id
    page = petri.get(f"/events/{number}")

    form = page.click("Toinen aika tai paikka").forms["time-form"]
    form["day"], form["time"], form["place"] = "2030-07-01", "09:15", "Kuusi"
    moved = form.submit(status=302).follow()
    assert "1.7.2030 klo 9.15" in moved

    form = moved.forms["again-form"]
    form["day"] = "2030-07-08"
    twice = form.submit(status=302).follow()
    assert "8.7.2030 klo 13.00" in twice
    once = twice.click("Toinen aika tai paikka", index=1).forms["drop-form"].submit().follow()
    assert "8.7.2030" not in once


def test_an_event_is_said_anew(signed_in):
    petri = signed_in("Petri Saarela")
    number = together.event(by=petri.person).id

    form = petri.get(f"/events/{number}/edit").forms["event-form"]
    form["name"], form["means"] = "Vaikeat puhelut", "project_group"
    page = form.submit(status=302).follow()

    assert "Vaikeat puhelut" in page
    assert "Projektiryhmä" in page


def test_others_neither_change_nor_judge_and_find_no_forms(signed_in):
    petri, noora = signed_in("Petri Saarela"), signed_in("Noora Vainio")
    event = together.held(by=petri.person, others=[noora.person])
    number = event.id

    page = noora.get(f"/events/{number}")
    token = page.forms["takeaway-form"]["csrf_token"].value

    assert {"judge-form", "cancel-form", "invite-form", "again-form"} & set(page.forms) == set()
    noora.get(f"/events/{number}/edit", status=403)
    judged = {"csrf_token": token, "outcome": "met", "fit": "yes", "closing_words": "Hyvä"}
    noora.post(f"/events/{number}/judgement", judged, status=403)
    noora.post(f"/events/{number}/cancellation", {**judged, "reason": "Ei"}, status=403)


def test_a_reader_plans_nothing_and_comes_along(signed_in):
    petri, jesse = signed_in("Petri Saarela"), signed_in("Jesse Lindqvist")
    number = together.event(by=petri.person, hours=30).id

    jesse.get("/events/new?goal=Siirto&goal_kind=do_alone&means=study_circle", status=403)
    form = jesse.get(f"/events/{number}").forms["coming-form"]
    form["motivation"] = "Haluan oppia"

    assert "Jesse Lindqvist" in form.submit(status=302).follow()


def test_a_reader_is_told_who_begins_what_an_author_does(signed_in):
    offered = goal(signed_in("Jesse Lindqvist")).follow()

    assert "Tämän aloittaa kirjoittaja." in offered
    assert "means=study_circle" not in offered
    assert offered.click("Ehdota paria", index=0).status_int == 200


def test_what_only_named_ones_may_read_is_named_to_nobody_else(signed_in):
    petri, noora = signed_in("Petri Saarela"), signed_in("Noora Vainio")
    secret = make.practice("Kanarialintu", by=petri.person)
    secret.audience = Audience.NAMED
    secret.readers = [petri.person]
    session.flush()
    event = together.held(secret, by=petri.person, others=[noora.person])
    number = event.id
    together.event(secret, by=petri.person, hours=9)

    assert "Kanarialintu" in petri.get(f"/events/{number}")
    for address in (
        f"/events/{number}",
        f"/events/{number + 1}",
        "/events",
        "/",
        "/events?shelf=held",
    ):
        assert "Kanarialintu" not in noora.get(address)
        assert "kirjaamatta" not in noora.get(address)


def test_an_admin_adds_a_means_that_everybody_is_offered(signed_in):
    samuel, petri = signed_in("Samuel Forsman"), signed_in("Petri Saarela", language="en")
    form = samuel.get("/means/new").forms["means-form"]
    form["name"], form["english"] = "Tapauskahvi", "Case coffee"
    form["why"], form["english_why"] = "Yksi tapaus.", "One case."
    form["suits"] = "judge_tricky"
    form.submit(status=302)

    offered = goal(petri, "judge_tricky").follow()
    assert "Case coffee" in offered
    assert offered.text.index("Case coffee") < offered.text.index("Reading")
    form = offered.click(href="means=added-1").forms["event-form"]
    form["name"], form["motivation"], form["day"] = "Kahvit", "Haluan", "2030-01-15"
    assert "Case coffee" in form.submit(status=302).follow()
    petri.get("/means/new", status=403)

    form = next(f for f in samuel.get("/means").forms.values() if "retirement" in f.action)
    form.submit(status=302)
    assert "Case coffee" not in goal(petri, "judge_tricky").follow()
    assert "Case coffee" in petri.get("/events")


def test_a_means_is_needed_in_both_languages(signed_in):
    form = signed_in("Samuel Forsman").get("/means/new").forms["means-form"]
    form["name"] = "Tapauskahvi"

    refused = form.submit(status=422)

    assert "Anna keinolle nimi molemmilla kielillä." in refused
    assert refused.forms["means-form"]["name"].value == "Tapauskahvi"


def test_a_covering_from_a_goal_to_both_words(signed_in):
    petri, aino = signed_in("Petri Saarela"), signed_in("Aino Koskela")
    practice = practice_of(petri, "Lomakauden sijaiskansio")
    form = goal(petri, "do_alone").follow().click(href="kind=covering").forms["turn-form"]
    form["doer"], form["accounts"] = str(aino.person.id), "Suuri Kauppa Oy"
    form["begins_on"], form["ends_on"] = "2026-07-01", "2026-07-31"
    form["items"] = "Viikkosoitto"
    refused = form.submit(status=422)
    assert "Kirjoita asiakkaat tunnuksin" in refused
    form = refused.forms["turn-form"]
    form["accounts"] = "Kauppa-03"
    page = form.submit(status=302).follow()
    at = page.request.path

    form = next(f for f in page.forms.values() if f.action == f"{at}/period")
    form["ends_on"] = "2026-06-30"
    page = form.submit(status=422)
    form = next(f for f in page.forms.values() if f.action == f"{at}/period")
    assert form["ends_on"].value == "2026-06-30"
    form["ends_on"] = "2026-08-07"
    page = form.submit(status=302).follow()
    assert "7.8.2026" in page

    form = page.forms["practices-form"]
    tick(form, "practices", practice)
    page = form.submit(status=302).follow()
    handover = next(f for f in page.forms.values() if f.action.endswith("/handover"))
    page = handover.submit(status=302).follow()
    back = next(f for f in page.forms.values() if f.action.endswith("/return"))
    back["told_back"] = "Neljä soittoa."
    assert "Neljä soittoa." in back.submit(status=302).follow()

    for browser in (aino, petri):
        waiting = browser.get("/")
        form = next(f for f in waiting.forms.values() if f.action == f"{at}/acknowledgement")
        page = form.submit(status=302).follow()
    assert "molemmat kuitanneet" in page
    form = page.forms["judge-form"]
    form["outcome"], form["fit"], form["closing_words"] = "met", "yes", "Hyvin meni."
    assert "Tavoite saavutettiin" in form.submit(status=302).follow()
    practice_page = petri.get("/practices").click("Lomakauden sijaiskansio")
    assert "Aino Koskela" in practice_page
    assert "Hoiti tätä sijaisena" in practice_page


def test_a_rotation_tells_from_what_to_what(signed_in):
    noora, aino = signed_in("Noora Vainio"), signed_in("Aino Koskela")
    form = goal(noora, "see_whole").follow().click(href="kind=rotation").forms["turn-form"]
    form["owner"], form["from_work"] = str(aino.person.id), "Sote-asiakkaat"
    form["to_work"] = "Kunta-asiakkaat"
    form["begins_on"], form["ends_on"] = "2030-01-01", "2030-01-31"

    page = form.submit(status=302).follow()

    assert "Kunta-asiakkaat" in page
    assert "Sijaisuus tai kierto on suunniteltu kanssasi" in aino.get("/notices")
    signed_in("Petri Saarela").get(page.request.path, status=404)


def test_the_page_of_means_leads_to_where_each_is_recorded(signed_in):
    page = signed_in("Noora Vainio").get("/means")

    for words in ("Opintopiiri", "Mentorointi", "Toisen työhön tutustuminen", "Lukeminen"):
        assert words in page
    assert page.click("Kirjaa, mitä huomasit").request.path == "/shadowings"
