"""A form that is refused comes back to whoever may see it, and to nobody else."""

import re

from kb.foundation.db import session
from kb.practices.models import Audience
from kb.share.pairings.states import PairingState
from support import make


def send_nothing(browser, address):
    """Send a form without a word, as somebody does who has never seen it."""
    token = browser.get("/settings").forms["settings"]["csrf_token"].value
    return browser.post(address, {"csrf_token": token}, status="*")


def without_its_number(page):
    """Leave out what tells one sheet of a form from the next, new on each page."""
    return re.sub(r'name="once" value="[^"]+"', "", page.text)


def test_an_empty_form_of_what_one_may_not_see_is_as_of_what_is_not_there(signed_in):
    petri, jesse = signed_in("Petri Saarela"), signed_in("Jesse Lindqvist")
    secret = make.practice("Salainen tapa", by=petri.person)
    secret.audience = Audience.NAMED

    hidden = send_nothing(jesse, "/practices/salainen-tapa/comments")
    absent = send_nothing(jesse, "/practices/ei-ole-sellaista/comments")

    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert without_its_number(hidden) == without_its_number(absent)


def test_an_empty_form_that_is_not_ones_own_is_not_given_back(signed_in):
    petri, jesse = signed_in("Petri Saarela"), signed_in("Jesse Lindqvist")
    make.practice("Avoin tapa", by=petri.person)

    assert send_nothing(jesse, "/practices/avoin-tapa/dropping").status_code == 403
    assert send_nothing(petri, "/practices/avoin-tapa/dropping").status_code == 422


def test_a_meeting_that_was_held_cannot_be_moved_and_says_so(signed_in):
    petri, noora = signed_in("Petri Saarela"), signed_in("Noora Vainio")
    held = make.talk(make.pair_in(PairingState.ACTIVE, petri.person, noora.person))
    session.flush()
    address = f"/mentoring/meetings/{held.id}/time"

    assert petri.get(address, status="*").status_code == 422
    assert send_nothing(petri, address).status_code == 422
