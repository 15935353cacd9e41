"""From a trial that did not work to a text that says so: the pages of it."""

import pytest
from sqlalchemy import select

from kb.document.revisions.queries import current_revision
from kb.foundation.db import session
from kb.internalise.improvements.models import Improvement
from kb.internalise.trials.models import Verdict
from kb.practices.models import Practice
from support import make

PARTS = ("text", "why", "part")


@pytest.fixture
def petri(signed_in):
    return signed_in("Petri Saarela")


@pytest.fixture
def noora(signed_in):
    return signed_in("Noora Vainio")


@pytest.fixture
def address(petri):
    practice = make.practice("Kellonaika", by=petri.person)
    make.document(practice, by=petri.person)
    return f"/practices/{practice.slug}"


def tried(browser, address, verdict="failed"):
    form = browser.get(f"{address}/trials/new?verdict={verdict}").forms["trial"]
    form["happened"], form["why"] = "Kukaan ei vastannut.", "Oli ilta."
    form["next_time"], form["verdict"] = "Soitan päivystäjälle.", verdict
    return form.submit(status=302)


def proposal():
    return session.scalars(select(Improvement)).one()


def proposed(browser, address):
    return tried(browser, address).follow().forms["improvement"].submit().follow()


@pytest.mark.parametrize("verdict", ["failed", "adapted"])
def test_after_such_a_trial_a_proposal_opens_filled_in(noora, address, verdict):
    form = tried(noora, address, verdict).follow().forms["improvement"]

    assert form["text"].value == "Soitan päivystäjälle."
    assert form["why"].value == "Kukaan ei vastannut. Oli ilta."


def test_what_worked_leads_back_to_the_practice(noora, address):
    assert tried(noora, address, "worked").location.endswith(address)


def test_a_refused_proposal_keeps_what_was_typed(noora, address):
    form = tried(noora, address).follow().forms["improvement"]
    form["text"], form["why"], form["part"] = "", "Iltaisin ei vastata.", "example"

    answer = form.submit(status=422)

    assert "Kirjoita, mitä siinä pitäisi sanoa." in answer
    kept = answer.forms["improvement"]
    assert [kept[one].value for one in PARTS] == ["", "Iltaisin ei vastata.", "example"]


def test_the_whole_way_from_trial_to_the_next_round(petri, noora, address):
    proposed(noora, address)
    page = petri.get("/").click("Lue ja päätä").forms["decision-form"]
    page["state"], page["answer"] = "accepted", "Ilta puuttui kokonaan."
    writing = page.submit().follow()

    form = writing.forms["writing"]
    assert "Soitan päivystäjälle." in form["when_not"].value
    assert "Noora Vainio" in form["change_note"].value
    form.action = f"{address}/drafts/fi/publication"
    said = form.submit().follow()

    assert "Kierros 2" in said
    assert "Kaipaa kertausta" in noora.get(address)
    assert "Ilta puuttui kokonaan." in noora.get("/")
    assert "Parannettiin kokeilusta" in noora.get(f"{address}/provenance")
    assert proposal().carried_at


def test_without_words_nothing_is_decided(petri, noora, address):
    proposed(noora, address)
    form = petri.get(f"/improvements/{proposal().id}").forms["decision-form"]
    form["state"] = "refused"

    answer = form.submit(status=422)

    assert answer.forms["decision-form"]["state"].value == "refused"


def test_refused_it_is_told_with_the_reason(petri, noora, address):
    proposed(noora, address)
    form = petri.get(f"/improvements/{proposal().id}").forms["decision-form"]
    form["state"], form["answer"] = "refused", "Iltaa varten on oma käytäntönsä."
    form.submit(status=302)

    assert "Parantamisehdotuksestasi on päätetty" in noora.get("/")
    assert "Iltaa varten on oma käytäntönsä." in noora.get(f"/improvements/{proposal().id}")


def test_the_proposer_withdraws_it(petri, noora, address):
    page = proposed(noora, address)
    said = next(f for f in page.forms.values() if f.action.endswith("/withdrawal")).submit()

    assert "Ehdotus on peruttu" in said.follow()
    assert "decision-form" not in petri.get(f"/improvements/{proposal().id}").forms
    assert "Lue ja päätä" not in petri.get("/")


def test_others_find_no_proposal(noora, address, signed_in):
    proposed(noora, address)
    number, trial = proposal().id, proposal().trial_id

    aino = signed_in("Aino Koskela")
    aino.get(f"/improvements/{number}", status=404)
    aino.get(f"/trials/{trial}/improvements/new", status=403)
    assert "Soitan päivystäjälle." not in aino.get("/improvements")


def test_an_empty_list_says_what_comes_there(noora):
    assert "Mikään ehdotus ei odota sinua" in noora.get("/improvements")


def test_who_had_it_is_told_and_marks_it_read_anew(petri, noora, address):
    make.trial(session.scalars(select(Practice)).one(), by=noora.person, verdict=Verdict.WORKED)
    assert "Kaipaa kertausta" not in noora.get(address)
    reword(petri.person)

    page = noora.get(address)
    assert "Kaipaa kertausta" in page
    assert "Kierros 2" in page
    form = next(f for f in page.forms.values() if f.action.endswith("/refresher"))
    said = form.submit().follow()

    assert "olet lukenut uuden" in said
    assert "Kaipaa kertausta" not in said
    assert "Kaipaa kertausta" not in petri.get(address)


def reword(person):
    practice = session.scalars(select(Practice)).one()
    base = current_revision(practice, "fi").id
    form = {
        "title": practice.title,
        "action": "Soitan illalla päivystäjälle.",
        "base": str(base),
    }
    make.hand_over(practice, "fi", make.Wording.parse(form), by=person)
