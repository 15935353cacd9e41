"""Asking the one who can, and hearing back."""

from kb.socialise.talk.queries import answers_for, unanswered_for
from support import make


def ask_form(browser, **asked):
    return browser.get("/ask", asked).forms["ask"]


def ask_marjatta(jesse, marjatta, text="Milloin itse soittaisit?"):
    form = ask_form(jesse, person=marjatta.person.id)
    form["text"] = text
    return form.submit().follow()


def test_a_question_waits_for_the_holder(signed_in):
    jesse, marjatta = signed_in("Jesse Lindqvist"), signed_in("Marjatta Hietala")

    page = ask_marjatta(jesse, marjatta)

    assert "Vastaus tulee omalle sivullesi. Keneltä kysyit: Marjatta Hietala" in page
    assert [question.text for question in unanswered_for(marjatta.person)] == [
        "Milloin itse soittaisit?"
    ]


def test_the_question_says_which_practice_it_is_about(signed_in):
    jesse, marjatta = signed_in("Jesse Lindqvist"), signed_in("Marjatta Hietala")
    slug = make.practice("Hinnankorotus", by=marjatta.person).slug
    page = jesse.get("/ask", {"practice": slug, "person": marjatta.person.id})
    assert "Hinnankorotus" in page
    form = page.forms["ask"]
    form["text"] = "Milloin?"

    answer = form.submit().follow()

    assert answer.html.main.find("a", string="Hinnankorotus")["href"].endswith(slug)


def test_of_several_holders_one_is_chosen(signed_in):
    jesse = signed_in("Jesse Lindqvist")
    marjatta, petri = make.person("Marjatta Hietala"), make.person("Petri Saarela")
    numbers = [marjatta.id, petri.id]
    page = jesse.get("/ask", [("person", number) for number in numbers])
    form = page.forms["ask"]

    form["asked"], form["text"] = str(numbers[1]), "Mitä sanoisit?"
    answer = form.submit().follow()

    assert len(page.html.select("input[type=radio]")) == 2
    assert "Keneltä kysyit: Petri Saarela" in answer


def test_without_a_suggestion_anybody_else_can_be_chosen(signed_in):
    jesse = signed_in("Jesse Lindqvist")
    make.person("Marjatta Hietala")

    page = jesse.get("/ask")

    names = [option.get_text() for option in page.html.select("select option")]
    assert names == ["Valitse kollega", "Marjatta Hietala"]


def test_what_was_typed_is_kept_when_nobody_was_chosen(signed_in):
    jesse = signed_in("Jesse Lindqvist")
    make.person("Marjatta Hietala")
    form = ask_form(jesse)
    form["text"] = "Kuka tietää laskuista?"

    answer = form.submit(status=422)

    assert answer.forms["ask"]["text"].value == "Kuka tietää laskuista?"
    assert "Valitse, keneltä kysyt." in answer


def test_whom_and_practice_are_kept_when_the_text_is_missing(signed_in):
    jesse, marjatta = signed_in("Jesse Lindqvist"), signed_in("Marjatta Hietala")
    slug = make.practice("Hinnankorotus", by=marjatta.person).slug
    form = jesse.get("/ask", {"practice": slug, "person": marjatta.person.id}).forms["ask"]

    answer = form.submit(status=422)

    assert "Hinnankorotus" in answer
    assert answer.forms["ask"]["asked"].value == str(marjatta.person.id)


def test_the_holder_answers_and_the_asker_thanks(signed_in):
    jesse, marjatta = signed_in("Jesse Lindqvist"), signed_in("Marjatta Hietala")
    address = ask_marjatta(jesse, marjatta).request.path
    form = marjatta.get(address).forms["answer-form"]
    form["answer"] = "Aamulla, ennen kuin he ehtivät avata postin."
    answered = form.submit().follow()
    assert "Se näkyy nyt kysyjän omalla sivulla: Jesse Lindqvist" in answered

    seen = jesse.get(address)
    thanks = next(form for form in seen.forms.values() if form.action.endswith("/seen"))

    assert "Aamulla, ennen kuin" in seen
    assert len(answers_for(jesse.person)) == 1
    thanks.submit().follow()
    assert answers_for(jesse.person) == []
    assert "Kiitos, luin" not in jesse.get(address)


def test_opening_the_answer_changes_nothing(signed_in):
    jesse, marjatta = signed_in("Jesse Lindqvist"), signed_in("Marjatta Hietala")
    address = ask_marjatta(jesse, marjatta).request.path
    form = marjatta.get(address).forms["answer-form"]
    form["answer"] = "Aamulla."
    form.submit()

    jesse.get(address)
    jesse.get(address)

    assert len(answers_for(jesse.person)) == 1


def test_an_empty_answer_is_refused(signed_in):
    jesse, marjatta = signed_in("Jesse Lindqvist"), signed_in("Marjatta Hietala")
    address = ask_marjatta(jesse, marjatta).request.path

    answer = marjatta.get(address).forms["answer-form"].submit(status=422)

    assert "Kirjoita vastaus." in answer


def test_others_find_no_such_question(signed_in):
    jesse, marjatta = signed_in("Jesse Lindqvist"), signed_in("Marjatta Hietala")
    address = ask_marjatta(jesse, marjatta).request.path

    signed_in("Leena Ahokas").get(address, status=404)
    signed_in("Samuel Forsman").get(address, status=404)


def test_the_asker_cannot_answer_in_the_others_place(signed_in):
    jesse, marjatta = signed_in("Jesse Lindqvist"), signed_in("Marjatta Hietala")
    page = ask_marjatta(jesse, marjatta)
    token = page.html.find("input", {"name": "csrf_token"})["value"]

    jesse.post(
        f"{page.request.path}/answer", {"csrf_token": token, "answer": "Minä."}, status=403
    )


def test_a_practice_one_may_not_see_cannot_be_asked_about(signed_in):
    jesse, marjatta = signed_in("Jesse Lindqvist"), signed_in("Marjatta Hietala")
    practice = make.practice("Salainen", by=marjatta.person)
    practice.opened_at = None

    jesse.get("/ask", {"practice": practice.slug}, status=404)


def test_a_question_page_has_a_road_to_both_people(signed_in):
    jesse, marjatta = signed_in("Jesse Lindqvist"), signed_in("Marjatta Hietala")

    page = ask_marjatta(jesse, marjatta)

    roads = {link["href"] for link in page.html.main.select("a")}
    assert {f"/people/{jesse.person.id}", f"/people/{marjatta.person.id}"} <= roads


def test_the_text_may_come_from_a_need(signed_in):
    leena = signed_in("Leena Ahokas")
    make.person("Marjatta Hietala")

    assert ask_form(leena, text="Kuka hyväksyy?")["text"].value == "Kuka hyväksyy?"
