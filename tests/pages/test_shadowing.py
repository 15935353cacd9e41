"""A guest tells of having been there, and the host acknowledges it."""

import pytest

from support import make


def practice_of(browser, title="Puhelun avaus"):
    return make.practice(title, by=browser.person).slug


def tell(browser, slug, *, kind="shadowing"):
    form = browser.get(f"/practices/{slug}/shadowings/new").forms["visit-form"]
    form["kind"], form["noticed"] = kind, "Hän odotti vastausta hiljaa."
    return form.submit(status=302).follow()


@pytest.mark.parametrize(
    ("language", "waits", "done", "thanks"),
    [
        ("fi", "ei vielä kuitattu", "Hän odotti vastausta hiljaa.", "Kuitattu"),
        ("en", "not acknowledged yet", "Hän odotti vastausta hiljaa.", "Acknowledged"),
    ],
)
def test_the_guest_tells_and_the_host_acknowledges(signed_in, language, waits, done, thanks):
    petri = signed_in("Petri Saarela", language=language)
    noora = signed_in("Noora Vainio", language=language)
    slug = practice_of(petri)

    told = tell(noora, slug)
    assert waits in told

    page = petri.get("/shadowings")
    assert done in page
    forms = [one for one in page.forms.values() if one.action.endswith("/acknowledgement")]
    assert thanks in forms[0].submit(status=302).follow()
    assert waits not in noora.get("/shadowings")


def test_what_was_noticed_is_needed_and_the_rest_is_kept(signed_in):
    petri, noora = signed_in("Petri Saarela"), signed_in("Noora Vainio")
    form = noora.get(f"/practices/{practice_of(petri)}/shadowings/new").forms["visit-form"]
    form["kind"] = "covering"

    refused = form.submit(status=422)

    assert "Kerro, mitä huomasit" in refused
    assert refused.forms["visit-form"]["kind"].value == "covering"


def test_who_alone_can_do_it_is_told_that_there_is_no_host(signed_in):
    petri = signed_in("Petri Saarela")

    page = petri.get(f"/practices/{practice_of(petri)}/shadowings/new")

    assert "Muita osaajia ei tunneta" in page
    assert "visit-form" not in page.forms


def test_the_guest_does_not_acknowledge_for_the_host_and_others_find_nothing(signed_in):
    petri, noora, aino = map(signed_in, ("Petri Saarela", "Noora Vainio", "Aino Koskela"))
    practice = make.practice(by=petri.person)
    number = make.shadowing(
        practice, host=petri.person, guest=noora.person, acknowledged=False
    ).id

    for browser, status in ((noora, 403), (aino, 404), (petri, 302)):
        token = browser.get("/mentoring/new").forms["goal-form"]["csrf_token"].value
        browser.post(
            f"/shadowings/{number}/acknowledgement", {"csrf_token": token}, status=status
        )


def test_the_empty_page_teaches(signed_in):
    page = signed_in("Noora Vainio").get("/shadowings")

    assert "Olin mukana, kun tätä tehtiin" in page


def test_what_one_may_not_see_has_no_form(signed_in):
    signed_in("Noora Vainio").get("/practices/ei-ole/shadowings/new", status=404)
