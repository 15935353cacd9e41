"""The loop of a need: asked in vain, offered, answered, told – and found the next time."""

from sqlalchemy import select

from kb.document.revisions.models import Revision
from kb.foundation.db import session
from kb.identify.needs.models import Need
from kb.identify.needs.offers import offer_need
from support import make
from support.needs import settle

QUERY = "paha tunne projektista"
QUESTION = "Miten saan aavistuksen tuotua puheeksi?"


def form_to(page, part):
    return next(form for form in page.forms.values() if part in form.action)


def left(browser):
    """Search in vain, and leave a question in other words."""
    page = browser.get("/search", {"q": QUERY})
    assert "Mikään ei vastaa tähän hyvin." in page
    form = page.click("Jätä kysymys").forms["need"]
    assert form["question"].value == QUERY
    form["question"] = QUESTION
    return form.submit().follow()


def offered(signed_in, to, *, by="Jesse Lindqvist"):
    """Let somebody ask and the coordinator take it to ``to``; return their browsers."""
    asker, carrier = signed_in(by), signed_in(to)
    leena = signed_in("Leena Ahokas")
    need = make.need(QUERY, by=asker.person)
    offer_need(need, carrier.person, by=leena.person)
    return asker, carrier, f"/needs/{need.id}"


def test_a_search_in_vain_ends_in_a_practice_that_is_found(signed_in):
    jesse, marjatta = signed_in("Jesse Lindqvist"), signed_in("Marjatta Hietala")
    make.practice("Aavistuksen sanominen ääneen", by=marjatta.person, summary="Näin.")
    assert "Kysymys on tallessa." in left(jesse)
    settle()

    page = marjatta.get("/")
    assert QUESTION in page
    assert "Voit osata vastata tähän." in page
    page = page.click("Vastaa", href="/needs/")
    said = page.html.main.get_text(" ", strip=True)
    assert "Aavistuksen sanominen ääneen" in said
    assert "Energia" in said
    form = page.click("Kirjoita siitä käytäntö").forms["writing"]
    assert form["situation"].value == QUESTION
    form["title"], form["action"] = "Tuo havainto, älä epäilystä", "Kerron yhden havainnon."
    page = publish(form)
    assert f"Tarve: {QUESTION}" in page

    page = jesse.get("/")
    assert "Kysymykseesi on vastattu" in page
    page = form_to(page, "/opening").submit().follow()
    assert "Tuo havainto, älä epäilystä" in page
    page = form_to(page, "/help").submit().follow()
    assert "Kerroit, että tästä oli apua." in page
    assert "Vastauksestasi oli apua" in marjatta.get("/")
    assert "Tuo havainto, älä epäilystä" in jesse.get("/search", {"q": QUERY})


def test_an_interview_with_the_one_who_was_asked_answers_it(signed_in):
    jesse, marjatta = signed_in("Jesse Lindqvist"), signed_in("Marjatta Hietala")
    leena = signed_in("Leena Ahokas")
    make.practice("Aavistuksen sanominen ääneen", by=marjatta.person, summary="Näin.")
    left(jesse)
    settle()
    assert "Voit osata vastata tähän." in marjatta.get("/")

    page = leena.get("/needs").click(QUESTION).click("Haastattele asiaa tuntevaa")
    form = page.forms["plan"]
    for box in form.fields["carriers"]:
        box.checked = box._value == str(marjatta.person.id)  # noqa: SLF001 - which box it is
    interview = interviewed(form.submit(), marjatta, leena)
    form = leena.get(f"{interview}/draft").forms["draft"]
    form["title"] = "Tuo havainto, älä epäilystä"
    slug = form.submit().follow().request.path.split("/")[2]
    form = leena.get(f"/practices/{slug}/drafts/fi").forms["writing"]
    form.action = f"/practices/{slug}/drafts/fi/publication"
    form.submit().follow()
    assert "Kysymykseesi on vastattu" not in jesse.get("/")

    waiting = session.scalar(select(Revision.id))
    page = marjatta.get(f"/practices/{slug}/revisions/{waiting}")
    form_to(page, "/publication").submit().follow()

    assert "Kysymykseesi on vastattu" in jesse.get("/")
    assert "Tuo havainto, älä epäilystä" in jesse.get("/search", {"q": QUERY})


def interviewed(planned, carrier, interviewer):
    """Agree, and write down the first answer; return where the interview is."""
    address = planned.follow().request.path
    form_to(carrier.get(address), "/consent").submit()
    page = interviewer.get(f"{address}/talk")
    form = next(one for one in page.forms.values() if "/answers/" in one.action)
    key = form.action.rpartition("/")[2]
    form[f"text-{key}"] = "Paha tunne projektista: kerron yhden havainnon."
    form.submit()
    return address


def publish(form):
    form.action = "/practices/publication"
    return form.submit().follow()


def test_a_short_answer_is_read_by_the_asker_and_becomes_a_practice(signed_in):
    jesse, marjatta, address = offered(signed_in, "Marjatta Hietala")
    form = marjatta.get(address).forms["answer-form"]
    form["answer"] = "Sano havainto, älä epäilystä."

    page = form.submit().follow()

    assert "Vastattu. Kysyneet ovat saaneet tiedon." in page
    assert "Sano havainto, älä epäilystä." in jesse.get(address)
    form = page.click("Tee käytännöksi").forms["writing"]
    assert form["action"].value == "Sano havainto, älä epäilystä."
    form["title"] = "Havainto ensin"
    form.submit(index=0)
    assert "Havainto ensin" in jesse.get(address)
    assert "Tee käytännöksi" not in marjatta.get(address)


def test_an_empty_answer_is_refused_and_says_so(signed_in):
    _, marjatta, address = offered(signed_in, "Marjatta Hietala")
    form = marjatta.get(address).forms["answer-form"]
    form["answer"] = "  "

    assert "Kirjoita vastauksesi." in form.submit(status=422)


def test_a_practice_that_is_there_is_looked_for_and_answers(signed_in):
    jesse, marjatta, address = offered(signed_in, "Marjatta Hietala")
    make.practice("Aavistuksen sanominen ääneen", by=marjatta.person)
    form = marjatta.get(address).forms["find-practice"]
    form["find"] = "olematon"
    assert "Sen nimistä käytäntöä ei ole." in form.submit()
    form["find"] = "aavis"

    page = form_to(form.submit(), "/practices/").submit().follow()

    assert "Vastattu" in page
    assert "Aavistuksen sanominen ääneen" in jesse.get(address)


def test_who_does_not_know_says_so_and_sees_it_no_longer(signed_in):
    _, marjatta, address = offered(signed_in, "Marjatta Hietala")

    page = form_to(marjatta.get(address), "/refusal").submit().follow()

    assert "Kysymme joltakulta muulta." in page
    assert QUERY not in page
    marjatta.get(address, status=404)


def test_the_asker_says_that_it_is_open_still(signed_in):
    jesse, marjatta, address = offered(signed_in, "Marjatta Hietala")
    form = marjatta.get(address).forms["answer-form"]
    form["answer"] = "En ole varma."
    form.submit()

    page = form_to(jesse.get(address), "/reopening").submit().follow()

    assert "Kysymys on taas auki" in page
    assert "Avoin" in page.html.main.get_text()


def test_the_coordinator_asks_by_hand_joins_splits_and_closes(signed_in):
    jesse, leena = signed_in("Jesse Lindqvist"), signed_in("Leena Ahokas")
    petri = signed_in("Petri Saarela")
    first = make.need(QUERY, by=jesse.person)
    other = make.need("Kuinka kerron epäilyksestäni?", by=petri.person)
    address, second = f"/needs/{first.id}", other.id
    form = leena.get(address).forms["offer"]
    assert "Valitse kollega, jolta kysytään." in form.submit(status=422)
    form["person"].select(text="Petri Saarela")
    assert "Odottaa vastausta" in form.submit().follow()
    assert QUERY in petri.get("/")

    settle()
    page = leena.get(f"/needs/{second}").click("Kysytäänkö samaa muuallakin?")
    page = form_to(page, "/under/").submit().follow()
    assert "2 kysyjää" in leena.get("/needs")
    assert "Kuinka kerron epäilyksestäni?" in page
    page = form_to(page, f"/{second}/splitting").submit().follow()
    assert "Nyt oma tarpeensa" in page
    page = form_to(leena.get(address), "/closing").submit().follow()
    assert "Suljettu" in page
    assert "Ohjelman omistaja sulki kysymyksen" in jesse.get(address)


def test_the_list_is_sifted(signed_in):
    jesse, leena = signed_in("Jesse Lindqvist"), signed_in("Leena Ahokas")
    make.need(QUERY, by=jesse.person)
    form = leena.get("/needs").forms["sift"]
    form["state"] = "open"
    assert QUERY in form.submit()
    form["state"] = "answered"

    assert "Tällaisia tiedontarpeita ei juuri nyt ole." in form.submit()


def test_ones_own_questions_are_listed_with_what_came_of_them(signed_in):
    jesse = signed_in("Jesse Lindqvist")
    assert "Et ole jättänyt kysymystä" in jesse.get("/needs/mine")
    make.need(QUERY, by=jesse.person)

    assert QUERY in jesse.get("/").click("Kaikki kysymykseni")


def test_a_question_about_a_practice_begins_on_its_page(signed_in):
    jesse, marjatta = signed_in("Jesse Lindqvist"), signed_in("Marjatta Hietala")
    slug = make.practice("Aavistuksen sanominen", by=marjatta.person).slug
    form = jesse.get(f"/practices/{slug}").click("Jätä kysymys tästä").forms["need"]
    form["question"] = "Entä jos asiakas suuttuu?"

    page = form.submit().follow()

    assert "Aavistuksen sanominen" in page
    assert session.scalar(select(Need.practice_id)) is not None


def test_a_question_leaks_to_nobody_else(signed_in):
    jesse, petri = signed_in("Jesse Lindqvist"), signed_in("Petri Saarela")
    canary = "kanarialintu karkasi"
    need = make.need(canary, by=jesse.person)
    make.practice("Kanarialintu ja muut linnut", by=petri.person)
    number = need.id
    address = f"/needs/{number}"

    for page in ("/", "/notices", "/needs/mine", "/practices", "/people"):
        assert canary not in petri.get(page)
    petri.get(address, status=404)
    petri.get(f"/practices/new/from-need/{number}", status=404)
    token = petri.get("/needs/new").forms["need"]["csrf_token"].value
    for deed in ("answers", "refusal", "help", "reopening"):
        answer = petri.post(
            f"{address}/{deed}", {"csrf_token": token, "answer": "a"}, status=404
        )
        assert canary not in answer
    for deed in ("offers", "closing", "splitting", f"under/{number}"):
        petri.post(f"{address}/{deed}", {"csrf_token": token}, status=403)
