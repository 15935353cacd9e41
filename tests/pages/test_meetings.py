"""A pair and its calendar: to agree, move, cancel, miss, meet in one tap, tell of it later."""

import re
from datetime import timedelta

import pytest

from kb.foundation import clock
from kb.foundation.db import session
from kb.people.models import Person
from kb.share.mentoring.actions import record_session
from kb.share.mentoring.models import MeetingState, Session
from kb.share.pairings.models import Pairing
from support import make
from support.plain_calendar import read


@pytest.fixture
def petri(signed_in):
    return signed_in("Petri Saarela")


@pytest.fixture
def noora(signed_in):
    return signed_in("Noora Vainio")


@pytest.fixture
def pair(petri, noora):
    return make.active_pair(petri.person, noora.person).id


def page_of(pair):
    return f"/mentoring/pairings/{pair}"


def plan(browser, pair, *, status=302, **given):
    """Agree on a meeting a week from now, by the page's own form."""
    form = browser.get(page_of(pair)).click("Sovi tapaaminen").forms["plan"]
    form["day"] = (clock.today() + timedelta(days=7)).isoformat()
    for name, value in given.items():
        form[name] = value
    return form.submit(status=status)


def meeting():
    (found,) = session.query(Session).all()
    return found


def button(page, action):
    (form,) = [one for one in page.forms.values() if one.action.endswith(action)]
    return form.submit(status=302).follow()


def hour_has_come(number):
    """Let the meeting be over by now."""
    found = session.get(Session, number)
    found.starts_at = clock.now() - timedelta(hours=2)
    found.ends_at = clock.now() - timedelta(hours=1)
    found.held_on = clock.today()
    session.commit()


def test_a_meeting_is_agreed_and_stands_on_both_pages(petri, noora, pair):
    page = plan(petri, pair, place="Kahvila", agenda="Avaus").follow()

    assert "Tapaaminen on sovittu" in page
    assert "Kahvila" in page
    assert "klo 9.00–10.00" in page
    mine = noora.get("/")
    assert "Seuraava tapaaminen:" in mine
    assert "Tapaaminen on sovittu" in mine


def test_a_plan_that_cannot_be_read_comes_back_as_it_was_typed(petri, pair):
    refused = plan(petri, pair, begins="11:00", ends="10:00", place="Kahvila", status=422)

    assert "päättyy alkamisensa jälkeen" in refused
    assert refused.forms["plan"]["place"].value == "Kahvila"
    assert refused.forms["plan"]["begins"].value == "11:00"


def test_the_hour_that_the_clocks_skip_is_refused_in_both_languages(petri, pair, signed_in):
    skipped = {"day": "2027-03-28", "begins": "03:30", "ends": "04:30"}

    assert "kelloja siirretään" in plan(petri, pair, **skipped, status=422)
    english = signed_in("Petri Saarela", language="en")
    form = english.get(f"{page_of(pair)}/meetings/new").forms["plan"]
    for name, value in skipped.items():
        form[name] = value
    assert "the clocks go forward" in form.submit(status=422)


def test_an_hour_that_comes_twice_is_said(petri, pair):
    page = plan(petri, pair, day="2027-10-31", begins="03:30", ends="05:00").follow()

    assert "tulee sinä yönä kahdesti" in page


def test_a_meeting_is_moved_and_cancelled_and_the_other_is_told(petri, noora, pair):
    plan(petri, pair)
    number = meeting().id
    form = noora.get(f"/mentoring/meetings/{number}").click("Muuta tapaamista").forms["plan"]
    assert form["begins"].value == "09:00"
    form["begins"], form["ends"] = "13:00", "14:00"

    moved = form.submit(status=302).follow()

    assert "klo 13.00–14.00" in moved
    assert "Tapaamista on muutettu" in petri.get("/notices")
    page = button(noora.get(f"/mentoring/meetings/{number}"), "/cancellation")
    assert "peruttu" in page
    assert "Peru tapaaminen" not in page
    assert "Tapaaminen on peruttu" in petri.get("/notices")


def test_a_notice_of_a_meeting_opens_it(petri, noora, pair):
    plan(petri, pair)
    page = noora.get("/notices")

    (form,) = [one for one in page.forms.values() if one.action.endswith("/opening")]
    opened = form.submit(status=302).follow()

    assert opened.request.path == f"/mentoring/meetings/{meeting().id}"


def test_what_is_over_waits_on_my_page_and_is_told_with_one_field(petri, noora, pair):
    plan(petri, pair)
    number = meeting().id
    hour_has_come(number)
    page = noora.get("/")
    assert "Tapasitteko: Petri Saarela?" in page

    form = page.click("Kirjaa tapaaminen", index=0).forms["telling"]
    form["summary"] = "Harjoittelimme avausta."
    told = form.submit(status=302).follow()

    assert "Harjoittelimme avausta." in told
    assert session.get(Session, number).state is MeetingState.HELD
    assert "Tapasitteko" not in noora.get("/")


def test_what_was_not_held_is_noted_and_nobody_is_blamed(petri, noora, pair):
    plan(petri, pair)
    number = meeting().id
    hour_has_come(number)

    page = button(noora.get("/"), "/absence")

    assert "Syytä ei kysytä" in page
    assert "jäi pitämättä" in page
    assert "Jäi pitämättä" in petri.get(page_of(pair))
    form = page.click("Tapasimme sittenkin").forms["telling"]
    form["summary"] = "Olimme toisessa huoneessa."
    assert "pidetty" in form.submit(status=302).follow()


def test_we_met_elsewhere_is_one_tap_from_my_page(petri, noora, pair):
    page = button(noora.get("/"), "/meetings/elsewhere")

    assert "tapasitte tänään" in page
    assert meeting().held_on == clock.today()
    form = page.click("Täydennä tai korjaa").forms["telling"]
    form["summary"] = "Kahvilla puhuttiin avauksesta."
    told = form.submit(status=302).follow()
    assert "Kahvilla puhuttiin avauksesta." in told
    seen = petri.get(f"/mentoring/meetings/{meeting().id}")
    assert "Täydennä tai korjaa" not in seen


def test_who_did_not_tell_of_a_meeting_does_not_put_it_right(petri, noora, pair):
    button(noora.get("/"), "/meetings/elsewhere")
    address = f"/mentoring/meetings/{meeting().id}/record"
    form = petri.get(address).forms["telling"]
    form["summary"] = "Toisin"

    form.submit(status=403)

    assert meeting().summary == ""


def test_a_meeting_gives_a_practice_its_name_in_one_click(petri, noora, pair):
    button(noora.get("/"), "/meetings/elsewhere")
    found = meeting()
    number = found.id
    found.summary = "Puhelun avaus: ensin hiljaa, sitten yksi kysymys."
    session.commit()
    form = (
        noora.get(f"/mentoring/meetings/{number}")
        .click("Uusi käytäntöehdotus")
        .forms["proposal"]
    )
    assert form["summary"].value == "Puhelun avaus: ensin hiljaa, sitten yksi kysymys."
    assert form["carrier"].value == str(petri.person.id)
    form["title"] = "Puhelun avaus hiljaisuudella"

    page = form.submit(status=302).follow()

    assert "Puhelun avaus hiljaisuudella" in page
    assert f"/mentoring/meetings/{number}" in page
    assert "Puhelun avaus hiljaisuudella" in petri.get(f"/mentoring/meetings/{number}")


def test_the_end_of_the_pair_takes_its_meetings_along(petri, noora, pair):
    plan(petri, pair)
    form = noora.get(page_of(pair)).forms["close-form"]
    form["ending"], form["outcome"], form["means_suited"] = "done", "met", "yes"
    form["closing_words"] = "Osaan avata puhelun"
    form.submit(status=302)

    assert meeting().state is MeetingState.CANCELLED
    assert "Seuraava tapaaminen" not in petri.get("/")
    assert "Sovi tapaaminen" not in petri.get(page_of(pair))


def test_nobody_else_sees_a_meeting_or_does_anything_with_it(petri, noora, pair, signed_in):
    plan(petri, pair, agenda="Luottamuksellinen asia")
    number = meeting().id
    aino = signed_in("Aino Koskela")
    token = aino.get("/mentoring/new").forms["goal-form"]["csrf_token"].value

    for page in ("", "/time", "/record", "/practice"):
        aino.get(f"/mentoring/meetings/{number}{page}", status=404)
    aino.get(f"/calendar/meetings/{number}.ics", status=404)
    aino.get(f"{page_of(pair)}/meetings/new", status=404)
    aino.get(f"{page_of(pair)}/progress", status=404)
    sent = {"csrf_token": token, "day": "2027-05-05", "begins": "9:00", "ends": "10:00"}
    told = {"summary": "x", "held_on": "2026-01-02", "title": "x"}
    for deed in ("time", "record", "practice", "cancellation", "absence"):
        aino.post(f"/mentoring/meetings/{number}/{deed}", {**sent, **told}, status=404)
    for deed in ("meetings", "meetings/elsewhere", "progress", "progress/removal"):
        aino.post(f"{page_of(pair)}/{deed}", {**sent, **told}, status=404)
    assert "Luottamuksellinen asia" not in aino.get("/search?q=luottamuksellinen")


def test_a_coordinator_sees_a_meeting_and_does_nothing_with_it(petri, noora, pair, signed_in):
    plan(petri, pair, link="https://video.example/salainen")
    leena = signed_in("Leena Ahokas")

    page = leena.get(f"/mentoring/meetings/{meeting().id}")

    assert "Muuta tapaamista" not in page
    assert "salainen" not in page
    token = leena.get("/mentoring/new").forms["goal-form"]["csrf_token"].value
    deed = f"/mentoring/meetings/{meeting().id}/cancellation"
    leena.post(deed, {"csrf_token": token}, status=403)
    leena.get(f"{page_of(pair)}/progress", status=403)


def test_the_learner_shows_how_far_they_are_and_hides_it_again(petri, noora, pair):
    practice = make.practice(by=petri.person)
    make.document(practice, by=petri.person)
    pairing = session.get(Pairing, pair)
    pairing.targets.append(practice)
    title = practice.title
    address = f"{page_of(pair)}/progress"
    assert "pitää vaiheensa omana tietonaan" in petri.get(address)

    page = button(noora.get(address), "/progress")

    assert "Mentorisi näkee nyt" in page
    assert title in petri.get(address)
    button(noora.get(address), "/progress/removal")
    assert title not in petri.get(address)


def test_the_progress_comes_as_a_part_of_the_pairs_page(petri, pair):
    whole = petri.get(f"{page_of(pair)}/progress")
    part = petri.get(f"{page_of(pair)}/progress", headers={"HX-Request": "true"})

    assert "<html" in whole
    assert "<html" not in part
    assert "Missä vaiheessa on Noora Vainio" in part


def address_in(page):
    return re.search(r"/calendar/[\w-]{43}\.ics", page.text)[0]


def test_a_feed_is_made_shown_once_changed_and_taken_back(petri, noora, pair, client):
    plan(petri, pair, place="Kahvila", agenda="Avaus")
    page = noora.get("/settings").click("Tapaamiseni omassa kalenterissani")
    first = address_in(submit(page, "/calendar/feed"))

    answer = client.get(first)
    assert answer.content_type == "text/calendar"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    (event,) = read(answer.body).inside
    assert event.text("SUMMARY") == "Tapaaminen"
    for hidden in ("Petri", "Kahvila", "Avaus"):
        assert hidden not in answer.text

    page = noora.get("/calendar")
    assert "/calendar/" + first.split("/")[-1] not in page
    second = address_in(submit(page, "/calendar/feed"))
    client.get(first, status=404)
    button(noora.get("/calendar"), "/titles")
    (event,) = read(client.get(second).body).inside
    assert event.text("SUMMARY") == "Petri Saarela, Noora Vainio"
    assert event.text("LOCATION") == "Kahvila"
    assert event.raw("DESCRIPTION") == []
    button(noora.get("/calendar"), "/titles/removal")
    assert "Petri" not in client.get(second)
    button(noora.get("/calendar"), "/feed/removal")
    client.get(second, status=404)


def submit(page, action):
    (form,) = [one for one in page.forms.values() if one.action == action]
    return form.submit(status=200)


def test_the_feed_of_who_was_suspended_stops(noora, client):
    address = address_in(submit(noora.get("/calendar"), "/calendar/feed"))
    assert client.get(address).status_code == 200
    session.get(Person, noora.person.id).suspended_at = clock.now()
    session.commit()

    client.get(address, status=404)


def test_an_address_that_is_nobodys_is_not_found(client):
    client.get("/calendar/x.ics", status=404)
    client.get(f"/calendar/{'a' * 43}.ics", status=404)


def test_a_meeting_is_a_file_of_its_own(petri, pair):
    plan(petri, pair)

    answer = petri.get(f"/mentoring/meetings/{meeting().id}").click("Omaan kalenteriin")

    (event,) = read(answer.body).inside
    assert event.raw("UID") == [meeting().uid]
    assert "attachment" in answer.headers["Content-Disposition"]


def test_the_pages_of_meetings_speak_english(petri, noora, pair, signed_in):
    plan(petri, pair)
    english = signed_in("Noora Vainio", language="en")

    page = english.get(f"/mentoring/meetings/{meeting().id}")

    assert "Change the meeting" in page
    assert "agreed" in page
    assert "We met elsewhere" in english.get(page_of(pair))


def test_only_held_meetings_are_in_the_pairs_numbers(petri, noora, pair):
    record_session(session.get(Pairing, pair), make.meeting(), by=petri.person)
    session.commit()
    plan(noora, pair)

    page = petri.get(page_of(pair))

    assert "Tapaaminen 1" in page
    assert "Tapaaminen 2" not in page
