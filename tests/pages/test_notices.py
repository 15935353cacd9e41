"""Notices: one's own list, what is new on one's own page, and the way to it."""

from kb.notices.actions import tell
from kb.notices.models import About, NoticeKind, Topic
from support import make

QUESTION = "Kuka hyväksyy matkalaskun?"


def answered(person, by):
    need = make.need(QUESTION, by=person)
    tell(person, NoticeKind.NEED_ANSWERED, Topic(About.NEED, need.id), by=by)
    return need.id


def test_what_is_new_waits_on_ones_own_page_until_it_is_opened(signed_in):
    jesse, petri = signed_in("Jesse Lindqvist"), signed_in("Petri Saarela")
    number = answered(jesse.person, petri.person)
    page = jesse.get("/")
    assert "Kysymykseesi on vastattu" in page
    assert "Uusia ilmoituksia" in page

    opened = next(form for form in page.forms.values() if "/opening" in form.action).submit()

    assert opened.location.endswith(f"/needs/{number}")
    assert "Kysymykseesi on vastattu" not in jesse.get("/")
    said = jesse.get("/notices").html.main.get_text(" ", strip=True)
    assert "Kysymykseesi on vastattu" in said
    assert "Petri Saarela" in said
    assert "Uusi" not in said


def test_everything_can_be_seen_at_once(signed_in):
    jesse, petri = signed_in("Jesse Lindqvist"), signed_in("Petri Saarela")
    answered(jesse.person, petri.person)
    answered(jesse.person, petri.person)
    page = jesse.get("/notices")
    assert page.html.main.get_text().count("Uusi") == 2

    form = next(form for form in page.forms.values() if form.action == "/notices/seen")
    page = form.submit().follow()

    assert "Kaikki on nyt nähty." in page
    assert "Uusi" not in page.html.main.get_text()


def test_what_may_no_longer_be_seen_shows_nothing_and_can_be_taken_away(signed_in):
    jesse, petri = signed_in("Jesse Lindqvist"), signed_in("Petri Saarela")
    secret = make.need("Salaisuus?", by=petri.person)
    tell(jesse.person, NoticeKind.NEED_HELPED, Topic(About.NEED, secret.id))

    for page in (jesse.get("/"), jesse.get("/notices")):
        assert "Salaisuus" not in page
        assert "Et voi enää nähdä, mistä tässä oli kyse." in page
    forms = jesse.get("/").forms.values()
    next(form for form in forms if "/opening" in form.action).submit().follow()

    assert "Et voi enää nähdä" not in jesse.get("/")


def test_others_cannot_open_a_notice(signed_in):
    jesse, petri = signed_in("Jesse Lindqvist"), signed_in("Petri Saarela")
    answered(jesse.person, petri.person)
    form = next(f for f in jesse.get("/").forms.values() if "/opening" in f.action)
    token = petri.get("/needs/new").forms["need"]["csrf_token"].value

    petri.post(form.action, {"csrf_token": token}, status=404)


def test_an_empty_list_says_what_comes_there(signed_in):
    assert "Sinulle ei ole vielä ilmoitettu mitään" in signed_in("Noora Vainio").get("/notices")
