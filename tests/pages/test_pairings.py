"""A pair by its pages: answered, agreed upon, let rest, ended, withdrawn and begun again."""

from datetime import timedelta

import pytest

from kb.foundation import clock
from kb.foundation.db import session
from kb.share.pairings.models import Pairing
from kb.share.pairings.states import PairingState
from support import make

GOAL = "Noora herättää hiljaisen asiakkaan yksin"
STATES = {
    "proposed": ("ehdotettu", "proposed"),
    "agreed": ("sovittu", "agreed"),
    "active": ("käynnissä", "active"),
    "paused": ("tauolla", "paused"),
    "concluding": ("päättymässä", "concluding"),
    "completed": ("päättynyt", "completed"),
    "completed_early": ("päättynyt etuajassa", "completed early"),
    "ended_early": ("päättynyt kesken", "ended early"),
    "declined": ("ei nyt sopinut", "did not suit now"),
    "withdrawn": ("peruttu", "withdrawn"),
    "expired": ("rauennut", "lapsed"),
}


@pytest.fixture
def people(signed_in):
    return tuple(map(signed_in, ("Petri Saarela", "Noora Vainio", "Aino Koskela")))


def page_of(number):
    return f"/mentoring/pairings/{number}"


def state_of(number):
    return session.get_one(Pairing, number).state


def in_days(days):
    return (clock.today() + timedelta(days=days)).isoformat()


def fill(form, **given):
    for name, value in given.items():
        form[name] = value
    return form.submit(status=302).follow()


def agreement(browser, pairing, **given):
    said = {
        "rhythm": "Joka toinen viikko",
        "meetings": "8",
        "ends_on": in_days(90),
        "not_discussed": "Palkat",
        "confidentiality": "Vain tunnuksilla",
        **given,
    }
    return fill(browser.get(f"{page_of(pairing)}/agreement").forms["agreement-form"], **said)


def proposed(mentor, learner, **otherwise):
    return make.proposed_pair(mentor.person, learner.person, **otherwise).id


def agreed(mentor, learner):
    return make.agreed_pair(mentor.person, learner.person).id


def active(mentor, learner):
    return make.active_pair(mentor.person, learner.person).id


@pytest.mark.parametrize("state", list(PairingState))
def test_the_state_is_said_in_words(signed_in, people, state):
    petri, noora, _ = people
    address = page_of(make.pair_in(state, petri.person, noora.person).id)
    english = signed_in("Petri Saarela", language="en")

    for browser, words in zip((noora, english), STATES[state], strict=True):
        assert browser.get(address).html.select_one("p.over .badge").get_text().strip() == words


def test_the_agreement_is_asked_written_and_accepted(people):
    petri, noora, _ = people
    pairing = agreed(petri, noora)
    assert "Kirjatkaa, kuinka usein" in petri.get("/")

    page = agreement(petri, pairing)
    assert "Sopimuksen hyväksyntä puuttuu: Noora Vainio" in page
    assert "sovittu" in page
    assert "Sopimus odottaa hyväksyntääsi" in noora.get("/")
    assert "Sopimus odottaa" not in petri.get("/")
    page = fill(noora.get(page_of(pairing)).forms["sign-form"])

    assert "Sopimus on hyväksytty, ja pari on käynnissä" in page
    for said in ("Joka toinen viikko", "8 tapaamista", "Palkat", "Vain tunnuksilla"):
        assert said in page
    assert "Kaikki ovat hyväksyneet" in page
    assert "sign-form" not in page.forms


def test_a_refused_agreement_comes_back_as_it_was_typed(people):
    petri, noora, _ = people
    form = petri.get(f"{page_of(agreed(petri, noora))}/agreement").forms["agreement-form"]
    form["rhythm"], form["ends_on"] = "Joka viikko", "2020-01-01"

    refused = form.submit(status=422)

    assert "Päivä on jo mennyt" in refused
    assert "Kirjoita, mikä jää teidän kesken" in refused
    assert refused.forms["agreement-form"]["rhythm"].value == "Joka viikko"


def test_who_read_an_agreement_that_was_changed_meanwhile_reads_it_anew(people):
    petri, noora, _ = people
    pairing = agreed(petri, noora)
    agreement(petri, pairing)
    form = noora.get(page_of(pairing)).forms["sign-form"]
    agreement(petri, pairing, rhythm="Kerran kuussa")

    refused = form.submit(status=409)

    assert "Sopimusta on muutettu" in refused
    assert "Kerran kuussa" in refused
    assert "sign-form" in refused.forms


def test_an_agreement_one_would_have_otherwise_is_worded_anew(people):
    petri, noora, _ = people
    pairing = agreed(petri, noora)
    agreement(petri, pairing)

    form = noora.get(page_of(pairing)).click("Ehdota muutosta").forms["agreement-form"]
    assert form["confidentiality"].value == "Vain tunnuksilla"
    fill(form, rhythm="Kerran kuussa")

    assert "Hyväksyn sopimuksen" in petri.get(page_of(pairing))


def test_a_meeting_before_the_agreement_is_recorded_and_the_agreement_still_asked(people):
    petri, noora, _ = people
    pairing = agreed(petri, noora)

    page = fill(petri.get(page_of(pairing)).forms["record-form"], summary="Tapasimme jo.")

    assert "Olette jo tavanneet" in page
    assert "sovittu" in page


def test_a_pair_from_before_says_so_and_may_write_its_agreement(people):
    petri, noora, _ = people
    page = petri.get(page_of(active(petri, noora)))

    assert "alkoi ennen kuin sopimuksia kirjattiin" in page
    assert "agreement-form" in page.click("Kirjaa sopimus").forms


def test_a_pair_rests_and_goes_on(people):
    petri, noora, _ = people
    pairing = active(petri, noora)
    form = noora.get(page_of(pairing)).forms["pause-form"]
    form["paused_until"] = "2020-01-01"
    assert "Valitse tauolle tuleva päivä" in form.submit(status=422)

    page = fill(form, paused_until=in_days(20))
    assert "Pari on tauolla" in page
    assert "record-form" not in page.forms
    session.get_one(Pairing, pairing).paused_until = clock.today()
    assert "Parin tauko päättyi: Noora Vainio" in petri.get("/")
    page = petri.get(page_of(pairing))
    assert "Jatkuuko pari?" in page
    (resumption,) = [one for one in page.forms.values() if one.action.endswith("/resumption")]
    page = fill(resumption)

    assert "Pari jatkuu" in page
    assert "record-form" in page.forms


def test_a_pair_that_concludes_meets_once_more_and_is_judged(people):
    petri, noora, _ = people
    page = noora.get(page_of(active(petri, noora)))
    (conclusion,) = [one for one in page.forms.values() if one.action.endswith("/conclusion")]

    page = fill(conclusion)

    assert "päättymässä" in page
    assert {"record-form", "close-form"} <= set(page.forms)
    judged = {"ending": "stopped", "outcome": "not", "means_suited": "no"}
    page = fill(page.forms["close-form"], closing_words="Työ vaihtui kesken", **judged)
    for said in ("päättynyt kesken", "Työ vaihtui kesken", "Ei sopinut"):
        assert said in page


def test_an_end_offers_to_identify_what_was_noticed_and_to_go_on(people):
    petri, noora, _ = people
    avaus, former = make.practice("Avaus", by=petri.person), active(petri, noora)
    pairing, number = session.get_one(Pairing, former), avaus.id
    pairing.targets = [avaus]
    make.talk(pairing, avaus)
    form = petri.get(page_of(former)).forms["close-form"]
    form["ending"], form["outcome"], form["means_suited"] = "done", "met", "yes"
    page = fill(form, closing_words="Hyvin")

    assert "Läpi käydyt käytännöt jäävät teidän hyväksenne" in page
    noticing = page.click("Kirjaa, mitä huomasit").forms["noticing"]
    assert noticing["summary"].value == GOAL
    form = page.click("Jatka uutena parina").forms["goal-form"]
    assert form["goal"].value == GOAL
    assert form["mentor"].value == str(petri.person.id)
    form = form.submit(status=302).follow().forms["means-form"]
    assert form["means"].value == "mentoring"
    assert [one.value for one in form.fields["practices"] if one.checked] == [str(number)]
    page = fill(form, motivation="Jatketaan")
    assert "Jatkaa paria" in page
    assert "Jatkui parina" in petri.get(page_of(former))


def test_a_mentor_stops_new_requests_with_the_last_yes(people):
    petri, noora, aino = people
    one, other = proposed(petri, noora, by=noora.person), proposed(petri, aino, by=aino.person)
    form = petri.get(page_of(one)).forms["answer-form"]
    assert "take_no_more" not in noora.get(page_of(one)).text

    form["take_no_more"].checked = True
    fill(form, motivation="Tervetuloa")

    assert "Se ei sopinut nyt" in aino.get(page_of(other))
    refused = aino.get("/mentoring/new").forms["goal-form"]
    refused["goal"], refused["goal_kind"] = "Oppia", "do_alone"
    refused["mentor"], refused["learner"] = str(petri.person.id), str(aino.person.id)
    assert "Petri Saarela ei ota nyt uusia mentoroitavia" in refused.submit(status=422)


def test_a_mentor_says_no_to_all_who_ask(people):
    petri, noora, aino = people
    one, other = proposed(petri, noora, by=noora.person), proposed(petri, aino, by=aino.person)
    form = petri.get(page_of(one)).forms["refusal-form"]

    form["take_none"].checked = True
    fill(form)

    assert {state_of(one), state_of(other)} == {PairingState.DECLINED}


def test_a_full_mentor_is_said_to_be_full(people):
    petri, noora, aino = people
    make.mentor_profile(petri.person, capacity=1)
    active(petri, aino)
    form = noora.get(page_of(proposed(petri, noora))).forms["answer-form"]
    form["motivation"] = "Haluan"

    refused = form.submit(status=422)

    assert "Petri Saarela ei voi nyt ottaa enempää mentoroitavia" in refused
    assert refused.forms["answer-form"]["motivation"].value == "Haluan"


def test_a_manager_and_a_report_say_yes_to_just_that(people):
    petri, noora, _ = people
    noora.person.manager_id = petri.person.id
    session.commit()
    form = noora.get("/mentoring/new").forms["goal-form"]
    form["goal"], form["goal_kind"] = "Oppia soittamaan", "do_alone"
    form["mentor"], form["learner"] = str(petri.person.id), str(noora.person.id)
    refused = form.submit(status=422)
    assert "esihenkilö ja alainen" in refused
    form = refused.forms["goal-form"]
    form["across_line"].checked = True
    fill(form.submit(status=302).follow().forms["means-form"], motivation="Haluan silti")
    pairing = session.query(Pairing).one().id

    answer = petri.get(page_of(pairing)).forms["answer-form"]
    answer["motivation"] = "Hyvä ajatus"
    assert "Merkitse, että haluat parin silti" in answer.submit(status=422)
    answer["across_line"].checked = True
    assert "Pari on sovittu" in fill(answer)


def test_who_proposed_for_others_withdraws_on_their_own_page(people):
    petri, noora, aino = people
    pairing = proposed(petri, noora, by=aino.person)
    page = aino.get("/mentoring")
    assert "Muille ehdottamasi parit" in page
    (withdrawal,) = [one for one in page.forms.values() if one.action.endswith("/withdrawal")]

    page = fill(withdrawal)

    assert "Ehdotus on peruttu" in page
    assert "Muille ehdottamasi parit" not in page
    assert state_of(pairing) is PairingState.WITHDRAWN


def test_a_coordinator_withdraws_what_is_agreed_and_others_do_not(signed_in, people):
    petri, noora, aino = people
    pairing = agreed(petri, noora)
    leena = signed_in("Leena Ahokas")
    assert "Peru ehdotus" not in petri.get(page_of(pairing))
    token = petri.get(page_of(pairing)).forms["record-form"]["csrf_token"].value
    petri.post(f"{page_of(pairing)}/withdrawal", {"csrf_token": token}, status=403)

    page = leena.get(page_of(pairing))
    (withdrawal,) = [one for one in page.forms.values() if one.action.endswith("/withdrawal")]
    page = fill(withdrawal)

    assert "peruttu" in page
    assert aino.get("/mentoring")


def test_a_group_is_proposed_and_each_answers(people):
    petri, noora, aino = people
    form = petri.get("/mentoring/new").forms["goal-form"]
    form["goal"], form["goal_kind"] = "Sopia yhteinen tapa", "agree_common"
    form["mentor"], form["learner"] = str(petri.person.id), str(noora.person.id)
    offered = [box["value"] for box in form.html.select("input[name=fellows]")]
    form.fields["fellows"][offered.index(str(aino.person.id))].checked = True
    page = form.submit(status=302).follow()
    assert "Noora Vainio ja Aino Koskela" in page
    page = fill(page.forms["means-form"], motivation="Opetan mielelläni")
    pairing = session.query(Pairing).one().id

    assert "Petri Saarela, Noora Vainio ja Aino Koskela" in page
    assert "Ryhmä" in page
    for one in (noora, aino):
        assert "Vastaa kyllä tai ei" in one.get("/")
        page = fill(one.get(page_of(pairing)).forms["answer-form"], motivation="Haluan")

    assert "Pari on sovittu" in page
    assert state_of(pairing) is PairingState.AGREED


def test_a_learner_of_a_group_steps_aside_and_sees_it_no_more(people):
    petri, noora, aino = people
    pairing = make.proposed_group(petri.person, noora.person, aino.person).id

    page = fill(aino.get(page_of(pairing)).forms["refusal-form"])

    assert page.request.path == "/mentoring"
    aino.get(page_of(pairing), status=404)
    assert state_of(pairing) is PairingState.PROPOSED


def test_the_way_round_is_chosen_with_the_goal(people):
    petri, noora, _ = people
    form = noora.get("/mentoring/new").forms["goal-form"]
    form["goal"], form["goal_kind"], form["roles"] = "Nähdä vuoro", "see_whole", "reverse"
    form["mentor"], form["learner"] = str(noora.person.id), str(petri.person.id)

    page = fill(form.submit(status=302).follow().forms["means-form"], motivation="Kerron")

    assert "Käänteinen mentorointi" in page


def test_the_pages_speak_english(signed_in, people):
    petri, noora, _ = people
    pairing = agreed(petri, noora)
    english = signed_in("Petri Saarela", language="en")

    page = agreement(english, pairing)

    assert "The agreement waits to be accepted: Noora Vainio" in page
    assert "How do you go about it?" in english.get(f"{page_of(pairing)}/agreement")
