"""A search that found nothing leaves a question behind, and the coordinator sees it."""

from kb.identify.needs.demand import demand
from kb.identify.needs.forms import Among
from support import make

QUERY = "matkalaskun hyväksyminen ulkomaanmatkasta"


def need_form(browser, query=QUERY):
    return browser.get("/needs/new", {"q": query}).forms["need"]


def test_what_was_searched_is_the_question_to_begin_with(signed_in):
    form = need_form(signed_in("Jesse Lindqvist"))

    assert form["question"].value == QUERY
    assert form["query"].value == QUERY
    assert form["industry"].value == "energy"


def test_a_left_question_appears_in_the_list_of_demand(signed_in):
    jesse, leena = signed_in("Jesse Lindqvist"), signed_in("Leena Ahokas")
    form = need_form(jesse)
    form["question"] = "Kuka hyväksyy matkalaskun ulkomailta?"

    answer = form.submit().follow()

    assert "Kysymys on tallessa." in answer
    said = leena.get("/needs").html.main.get_text(" ", strip=True)
    for part in ("Kuka hyväksyy matkalaskun ulkomailta?", QUERY, "Jesse Lindqvist", "Energia"):
        assert part in said


def test_an_anonymous_asker_is_not_named_to_the_coordinator(signed_in):
    jesse, leena = signed_in("Jesse Lindqvist"), signed_in("Leena Ahokas")
    form = need_form(jesse)
    form["anonymous"] = True
    address = form.submit().location

    for page in (leena.get("/needs"), leena.get(address)):
        assert "Jesse" not in page.html.main.get_text()
        assert "Nimettömänä" in page
    assert "Jesse Lindqvist" in jesse.get(address).html.main.get_text()


def test_an_empty_question_is_refused_and_the_rest_kept(signed_in):
    form = need_form(signed_in("Jesse Lindqvist"))
    form["question"], form["anonymous"] = "", True

    answer = form.submit(status=422)

    assert "Kirjoita, mitä sinun pitää saada tietää." in answer
    assert answer.forms["need"]["anonymous"].checked
    assert answer.forms["need"]["query"].value == QUERY
    assert demand(Among(), 1).total == 0


def test_the_list_is_for_coordinators(signed_in):
    for name in ("Jesse Lindqvist", "Petri Saarela", "Samuel Forsman"):
        signed_in(name).get("/needs", status=403)


def test_the_menu_offers_the_list_to_those_who_may_read_it(signed_in):
    leena, samuel = signed_in("Leena Ahokas"), signed_in("Samuel Forsman")

    assert "Tiedontarpeet" in leena.get("/settings").html.nav.get_text()
    assert "Tiedontarpeet" not in samuel.get("/settings").html.nav.get_text()


def test_an_empty_list_says_what_comes_there(signed_in):
    page = signed_in("Leena Ahokas").get("/needs")

    assert "Kukaan ei ole jättänyt kysymystä" in page


def test_a_need_leads_to_asking_somebody(signed_in):
    leena = signed_in("Leena Ahokas")
    make.need(by=make.person("Jesse Lindqvist"))

    form = leena.get("/needs").click("Kysy osaajalta").forms["ask"]

    assert form["text"].value == "Kuka hyväksyy matkalaskun?"


def test_others_find_no_such_need(signed_in):
    jesse = signed_in("Jesse Lindqvist")
    address = need_form(jesse).submit().location

    signed_in("Petri Saarela").get(address, status=404)
