"""Two people at their browsers: a goal, the means, both say yes, they meet and agree to do."""

import re
from datetime import timedelta

from kb.foundation import clock
from kb.foundation.db import session
from kb.share.pairings.models import Pairing
from kb.share.pairings.queries import pairings_of
from support import make

DEEDS = (
    "acceptance",
    "refusal",
    "withdrawal",
    "agreement",
    "agreement/acceptance",
    "pause",
    "resumption",
    "conclusion",
    "sessions",
    "completion",
)
GOAL = "Noora herättää hiljaisen asiakkaan yksin"


def pair_of(browser):
    return pairings_of(browser.person)[0]


def page_of(pairing):
    return f"/mentoring/pairings/{pairing.id}"


def fill_goal(browser, mentor, learner, **given):
    form = browser.get("/mentoring/new").forms["goal-form"]
    form["goal"], form["goal_kind"] = given.get("goal", GOAL), given.get("kind", "do_alone")
    form["mentor"], form["learner"] = str(mentor.person.id), str(learner.person.id)
    return form.submit(status=given.get("status", 302))


def ticks(form):
    boxes = form.html.select("input[name=practices]")
    return dict(zip([box["value"] for box in boxes], form.fields["practices"], strict=True))


def propose(petri, noora, *practices):
    page = fill_goal(petri, petri, noora).follow()
    form = page.forms["means-form"]
    for practice in practices:
        ticks(form)[practice].checked = True
    form["motivation"] = "Saan jakaa päivystyksen"
    return form.submit(status=302).follow()


def agree(petri, noora, *practices):
    propose(petri, noora, *practices)
    form = noora.get(page_of(pair_of(noora))).forms["answer-form"]
    form["motivation"] = "Haluan oppia tämän"
    return form.submit(status=302).follow()


def test_the_empty_list_teaches_and_leads_to_a_proposal(signed_in):
    page = signed_in("Noora Vainio").get("/mentoring")

    assert "Sinulla ei ole vielä paria" in page
    assert page.click("Ehdota paria").forms["goal-form"]["learner"].value


def test_the_goal_is_asked_before_the_means(signed_in):
    petri = signed_in("Petri Saarela")

    page = petri.get("/mentoring/new/means")

    assert "goal-form" in page.forms
    assert "means" not in page.forms["goal-form"].fields


def test_a_missing_goal_comes_back_with_what_was_typed(signed_in):
    petri, noora = signed_in("Petri Saarela"), signed_in("Noora Vainio")

    page = fill_goal(petri, petri, noora, goal=" ", status=422)

    assert "Kirjoita ensin tavoite" in page
    assert page.forms["goal-form"]["mentor"].value == str(petri.person.id)


def test_the_goal_brings_its_own_means_first(signed_in):
    petri, noora = signed_in("Petri Saarela"), signed_in("Noora Vainio")

    page = fill_goal(petri, petri, noora, kind="move_account").follow()

    offered = re.findall(r'name="means" value="(\w+)"', page.text)
    assert offered[:2] == ["master_apprentice", "covering"]
    assert len(offered) == 16
    assert GOAL in page


def test_the_address_prefills_the_person_and_the_practice(signed_in):
    petri, noora = signed_in("Petri Saarela"), signed_in("Noora Vainio")
    practice = make.practice("Avaus", by=petri.person)
    number, slug = practice.id, practice.slug
    address = f"/mentoring/new?practice={slug}&with={petri.person.id}"

    form = noora.get(address).forms["goal-form"]

    assert form["mentor"].value == str(petri.person.id)
    form["goal"], form["goal_kind"] = GOAL, "do_alone"
    boxes = ticks(form.submit().follow().forms["means-form"])
    assert [value for value, box in boxes.items() if box.checked] == [str(number)]


def test_a_pair_is_proposed_and_waits_for_the_other(signed_in):
    petri, noora = signed_in("Petri Saarela"), signed_in("Noora Vainio")

    page = propose(petri, noora)

    assert "Pari on ehdotettu" in page
    assert "Vastaus puuttuu: Noora Vainio" in page
    assert "answer-form" not in page.forms
    assert "Vastaa" in noora.get("/mentoring")


def test_an_undocumented_practice_warns_on_the_pairs_page(signed_in):
    petri, noora = signed_in("Petri Saarela"), signed_in("Noora Vainio")
    number = make.practice("Ennusmerkit", by=petri.person).id

    page = propose(petri, noora, str(number))

    assert "1 käytäntö on kirjaamatta" in page
    assert "Ennusmerkit" in page


def test_a_missing_motivation_keeps_the_goal_and_the_choices(signed_in):
    petri, noora = signed_in("Petri Saarela"), signed_in("Noora Vainio")
    page = fill_goal(petri, petri, noora).follow()
    form = page.forms["means-form"]
    form["means"], form["topics"] = "mentoring", "Puheluista"

    refused = form.submit(status=422)

    assert "miksi haluat tätä" in refused
    again = refused.forms["means-form"]
    assert (again["means"].value, again["topics"].value) == ("mentoring", "Puheluista")
    assert again["goal"].value == GOAL


def test_a_proposal_without_a_goal_asks_for_it(signed_in):
    petri, noora = signed_in("Petri Saarela"), signed_in("Noora Vainio")
    form = fill_goal(petri, petri, noora).follow().forms["means-form"]
    form["goal"] = ""

    refused = form.submit(status=422)

    assert "goal-form" in refused.forms


def test_a_line_manager_is_refused_in_both_languages(signed_in):
    petri, noora = signed_in("Petri Saarela"), signed_in("Noora Vainio")
    noora.person.manager_id = petri.person.id

    assert "esihenkilö ja alainen" in fill_goal(petri, petri, noora, status=422)
    english = signed_in("Petri Saarela", language="en")
    assert "line manager" in fill_goal(english, petri, noora, status=422)


def test_a_reader_proposes_no_pair_of_two_others(signed_in):
    petri, noora = signed_in("Petri Saarela"), signed_in("Noora Vainio")
    jesse = signed_in("Jesse Lindqvist")

    page = fill_goal(jesse, petri, noora, status=422)

    assert "jossa olet itse mukana" in page


def test_an_author_who_proposes_for_two_others_sees_only_that_it_is_proposed(signed_in):
    petri, noora, aino = map(signed_in, ("Petri Saarela", "Noora Vainio", "Aino Koskela"))
    form = fill_goal(aino, petri, noora).follow().forms["means-form"]

    page = form.submit(status=302).follow()

    assert "Pari on ehdotettu" in page
    aino.get(page_of(pair_of(petri)), status=404)


def test_the_pair_is_agreed_when_both_have_said_why(signed_in):
    petri, noora = signed_in("Petri Saarela"), signed_in("Noora Vainio")

    page = agree(petri, noora)

    assert "Pari on sovittu" in page
    assert "Haluan oppia tämän" in page
    assert "record-form" in page.forms


def test_a_yes_needs_a_reason(signed_in):
    petri, noora = signed_in("Petri Saarela"), signed_in("Noora Vainio")
    propose(petri, noora)
    form = noora.get(page_of(pair_of(noora))).forms["answer-form"]

    refused = form.submit(status=422)

    assert "Kerro lyhyesti, miksi haluat tätä" in refused


def test_it_may_not_suit_now(signed_in):
    petri, noora = signed_in("Petri Saarela"), signed_in("Noora Vainio")
    propose(petri, noora)

    page = noora.get(page_of(pair_of(noora))).forms["refusal-form"].submit(status=302).follow()

    assert "ei nyt sopinut" in page
    assert "answer-form" not in page.forms
    assert "Päättyneet parit" in noora.get("/mentoring")


def test_a_meeting_leads_to_a_task_that_is_done_next(signed_in):
    petri, noora = signed_in("Petri Saarela"), signed_in("Noora Vainio")
    number = make.practice("Avaus", by=petri.person).id
    form = agree(petri, noora, str(number)).forms["record-form"]
    form["summary"] = "Harjoittelimme avausta."
    form.fields["practices"][0].checked = True
    form["task_practice"] = str(number)
    form["task_when"], form["task_then"] = "Kun puhelu tulee", "niin toistan asian"
    form["task_due"] = (clock.today() + timedelta(days=9)).isoformat()

    page = form.submit(status=302).follow()

    assert "kokeilusuunnitelma" in page
    assert "Harjoittelimme avausta." in page
    assert "Kun puhelu tulee, niin toistan asian." in page
    assert "käynnissä" in page
    listed = petri.get("/mentoring")
    assert "Kun puhelu tulee, niin toistan asian." in listed
    assert "käyty läpi" in listed


def test_half_a_task_comes_back_with_what_was_typed(signed_in):
    petri, noora = signed_in("Petri Saarela"), signed_in("Noora Vainio")
    form = agree(petri, noora).forms["record-form"]
    form["summary"], form["task_when"] = "Puhuimme.", "puhelu tulee"

    refused = form.submit(status=422)

    assert "Kirjoita, mitä mentoroitava silloin tekee" in refused
    assert refused.forms["record-form"]["summary"].value == "Puhuimme."
    assert refused.forms["record-form"]["task_when"].value == "puhelu tulee"


def test_a_meeting_ahead_is_not_recorded(signed_in):
    petri, noora = signed_in("Petri Saarela"), signed_in("Noora Vainio")
    form = agree(petri, noora).forms["record-form"]
    form["summary"] = "Tulossa"
    form["held_on"] = (clock.today() + timedelta(days=2)).isoformat()

    assert "Päivä on vasta tulossa" in form.submit(status=422)


def test_a_pair_that_only_talks_and_goes_quiet_is_told_so(signed_in):
    petri, noora = signed_in("Petri Saarela"), signed_in("Noora Vainio")
    form = agree(petri, noora).forms["record-form"]
    form["summary"] = "Puhuimme."
    form["held_on"] = (clock.today() - timedelta(days=42)).isoformat()

    page = form.submit(status=302).follow()

    for seen in (page, petri.get("/mentoring")):
        assert "Hiljentynyt:" in seen
        assert "Sisäistäminen puuttuu:" in seen
        assert "sopikaa, mitä mentoroitava kokeilee" in seen


def test_the_end_judges_the_goal(signed_in):
    petri, noora = signed_in("Petri Saarela"), signed_in("Noora Vainio")
    number = make.active_pair(petri.person, noora.person).id
    address = f"/mentoring/pairings/{number}"
    form = noora.get(address).forms["close-form"]
    form["closing_words"] = "Osaan avata puhelun"
    refused = form.submit(status=422)
    assert "Valitse, saavutettiinko tavoite" in refused
    assert "Valitse, sopiko keino tavoitteeseen" in refused

    form["ending"], form["outcome"], form["means_suited"] = "done", "met", "partly"
    page = form.submit(status=302).follow()

    assert "Tavoite saavutettiin" in page
    assert "Sopi osittain" in page
    assert "Osaan avata puhelun" in page
    assert not {"record-form", "close-form"} & set(page.forms)


def test_nobody_outside_sees_a_pair(signed_in):
    petri, noora = signed_in("Petri Saarela"), signed_in("Noora Vainio")
    number = make.active_pair(petri.person, noora.person).id
    aino = signed_in("Aino Koskela")
    token = aino.get("/mentoring/new").forms["goal-form"]["csrf_token"].value

    aino.get(f"/mentoring/pairings/{number}", status=404)
    aino.get(f"/mentoring/pairings/{number}/agreement", status=404)
    for deed in DEEDS:
        given = {
            "csrf_token": token,
            "motivation": "x",
            "summary": "x",
            "held_on": "2026-01-02",
            "outcome": "met",
            "closing_words": "x",
        }
        aino.post(f"/mentoring/pairings/{number}/{deed}", given, status=404)
    assert GOAL not in aino.get("/mentoring")
    assert session.get(Pairing, number).outcome is None


def test_a_coordinator_sees_a_pair_and_records_nothing(signed_in):
    petri, noora = signed_in("Petri Saarela"), signed_in("Noora Vainio")
    number = make.active_pair(petri.person, noora.person).id

    page = signed_in("Leena Ahokas").get(f"/mentoring/pairings/{number}")

    assert GOAL in page
    assert not {"record-form", "close-form", "answer-form", "fit-form"} & set(page.forms)


def test_the_pages_speak_english(signed_in):
    petri = signed_in("Petri Saarela", language="en")
    noora = signed_in("Noora Vainio", language="en")
    assert "You have no pair yet" in noora.get("/mentoring")

    page = agree(petri, noora)

    assert "The pair is agreed" in page
    assert "Record a meeting" in page
    assert "Covering for a colleague" in page


def test_an_address_beyond_any_number_is_not_found(signed_in):
    signed_in("Petri Saarela").get("/mentoring/pairings/99999999999999999999", status=404)
