"""My page: only what waits for me, in one order; never a count of what is left."""

from dataclasses import replace
from datetime import timedelta
from urllib.parse import quote

import pytest
from sqlalchemy import select

from kb.document.revisions.actions import hand_over
from kb.document.revisions.forms import Wording, rendered
from kb.document.revisions.queries import current_revision
from kb.foundation import clock
from kb.foundation.db import session
from kb.internalise.marks.actions import toggle_reading
from kb.internalise.situations.actions import rehearse, tell_situation
from kb.internalise.situations.forms import Telling
from kb.practices.models import Practice
from kb.share.matching.actions import run_matching
from kb.share.mentoring.forms import Task
from kb.share.pairings.models import Pairing
from support import make


@pytest.fixture
def petri(signed_in):
    return signed_in("Petri Saarela")


@pytest.fixture
def noora(signed_in):
    return signed_in("Noora Vainio")


@pytest.fixture
def practice(petri):
    made = make.practice(by=petri.person)
    make.document(made, by=petri.person)
    return made


def kinds(browser):
    """Return what kind of thing waits, in the order of the page."""
    return [one.get_text(strip=True) for one in browser.get("/").html.select(".lines .kind")]


def told(practice, number, *, by):
    for at in range(number):
        told = Telling("Energia-07 ei vastaa.", f"Mitä teet, {at}?", "Soitan.")
        tell_situation(practice, told, by=by, language="fi")


def test_whoever_is_new_is_shown_where_to_begin(signed_in):
    page = signed_in("Eeva Uusi").get("/")

    assert "Tervetuloa, Eeva." in page
    assert page.html.select('main .empty a[href="/paths"]')
    assert kinds(signed_in("Eeva Uusi")) == []


def test_who_has_begun_and_for_whom_nothing_waits_is_told_so(noora, practice):
    toggle_reading(practice, by=noora.person)
    address = f"/practices/{quote(practice.slug)}"

    page = noora.get("/")

    assert "Hei Noora. Mikään ei odota sinua." in page
    assert page.html.select(f'.mine a[href="{address}"]')


def test_three_situations_are_one_line_and_no_fourth_is_hinted_at(petri, noora, practice):
    told(practice, 5, by=petri.person)
    rehearse(practice, by=noora.person)

    page = noora.get("/")

    assert kinds(noora) == ["Tilannetehtävä"]
    assert [f"Mitä teet, {at}?" in page for at in range(5)] == [True, True, True, False, False]


def test_who_waits_for_me_stands_before_what_i_am_trying(petri, noora, practice):
    pair = make.active_pair(petri.person, noora.person)
    make.talk(pair, practice, task=Task(practice.id, "Sote-05 on hiljaa", "soitan"))
    make.question(of=noora.person, by=petri.person)
    own = make.practice("Muistio samana päivänä", by=noora.person)
    make.document(own, by=noora.person)
    told(own, 1, by=petri.person)
    told(practice, 1, by=petri.person)
    rehearse(practice, by=noora.person)

    found = kinds(noora)

    assert [one for one in found if one in ORDER] == list(ORDER)


ORDER = ("Hyväksy", "Kysymys", "Kokeile työssä", "Tilannetehtävä")


def test_three_plans_stand_each_alone_and_the_later_ones_in_one_line(petri, noora):
    pair = make.active_pair(petri.person, noora.person)
    for at in range(5):
        practice = make.practice(f"Käytäntö {at}", by=petri.person)
        due = clock.today() + timedelta(days=at)
        task = Task(practice.id, f"on hiljaista, {at}", "soitan", due)
        make.talk(pair, practice, task=task)

    assert [one for one in kinds(noora) if one in PLANNED] == [
        *["Kokeile työssä"] * 3,
        "Myöhemmin",
    ]
    later = noora.get("/").html.select(".lines > li")[-1].get_text()
    assert [f"hiljaista, {at}" in later for at in range(5)] == [False, False, False, True, True]


PLANNED = ("Kokeile työssä", "Myöhemmin")


def test_what_changed_since_i_had_it_is_said_beside_it(petri, noora, practice):
    make.trial(practice, by=noora.person)
    former = current_revision(practice, "fi")
    text = replace(former.text, action="Soitan vasta toisena päivänä.")
    wording = Wording(text, rendered(text), base_id=former.id)
    assert "Kaipaa kertausta" not in noora.get("/").html.main.get_text()

    hand_over(the_practice(), "fi", wording, by=petri.person)

    assert "Kaipaa kertausta" in noora.get("/").html.select_one(".mine").get_text()


def the_practice():
    return session.scalars(select(Practice)).one()


def test_the_next_meeting_waits_once_it_is_near(petri, noora):
    number = make.active_pair(petri.person, noora.person).id
    make.planned(session.get_one(Pairing, number), by=petri.person, days=10)
    assert "Tapaaminen" not in kinds(noora)

    near = make.planned(session.get_one(Pairing, number), by=petri.person, days=3)
    address = f"/mentoring/meetings/{near.id}"

    assert "Tapaaminen" in kinds(noora)
    assert noora.get("/").html.select(f'.lines .actions a[href="{address}"]')


def test_proposed_pairs_wait_for_the_coordinator_alone(petri, noora, practice, signed_in):
    make.offer(petri.person, practice)
    make.wish(noora.person, practice)
    leena = signed_in("Leena Ahokas")
    run_matching(by=leena.person)

    assert "Pariehdotukset" in kinds(leena)
    for browser in (petri, noora):
        assert "Pariehdotukset" not in kinds(browser)


def test_many_practices_stand_behind_the_first_few(petri, noora):
    for at in range(6):
        with clock.standing_at(clock.now() - timedelta(days=at)):
            practice = make.practice(f"Käytäntö {at}", by=petri.person)
            toggle_reading(practice, by=noora.person)
    session.commit()

    mine = noora.get("/").html.select_one(".mine")

    assert len(mine.select("a")) == 6
    assert len(mine.select("details a")) == 2
