"""Question sets: read by all, minded by the admin."""

from kb.context.questions.models import QuestionSet
from kb.context.questions.queries import questions_of


def test_everybody_reads_what_is_asked(signed_in):
    jesse = signed_in("Jesse Lindqvist")

    page = jesse.get("/question-sets").click("Lähtevä osaaja")

    assert "joka olisi mennyt huonosti ilman sinua" in page
    assert "Muuta" not in page.html.main.get_text()


def test_only_the_admin_may_change_them(signed_in):
    signed_in("Leena Ahokas").get("/question-sets/group/new", status=403)


def test_the_admin_puts_a_question_into_other_words(signed_in):
    samuel = signed_in("Samuel Forsman")
    form = samuel.get("/question-sets/group").click("Muuta", index=0).forms["question"]
    form["fi"] = "Kerro kerta, jolloin tämä onnistui."

    page = form.submit().follow()

    assert "Näin kysytään tästä lähtien." in page
    assert "Kerro kerta, jolloin tämä onnistui." in page.html.main.get_text()


def test_a_question_wanting_a_language_comes_back_with_what_was_typed(signed_in):
    samuel = signed_in("Samuel Forsman", language="en")
    form = samuel.get("/question-sets/group/new").forms["question"]
    form["fi"] = "Mitä teit?"

    answer = form.submit(status=422)

    assert "Write the question in both languages." in answer
    assert answer.forms["question"]["fi"].value == "Mitä teit?"


def test_the_admin_adds_moves_and_removes_a_question(signed_in):
    samuel = signed_in("Samuel Forsman")
    form = samuel.get("/question-sets/group/new").forms["question"]
    form["fi"], form["en"] = "Mitä teit?", "What did you do?"
    page = form.submit().follow()
    moved = next(one for one in page.forms.values() if one.action.endswith("place/up"))
    second = questions_of(QuestionSet.GROUP)[1].key

    page = moved.submit().follow()

    assert questions_of(QuestionSet.GROUP)[0].key == second
    gone = [one for one in page.forms.values() if one.action.endswith("/removal")][-1]
    page = gone.submit().follow()
    assert "Mitä teit?" not in [one.fi for one in questions_of(QuestionSet.GROUP)]
    page = page.forms[len(page.forms) - 1].submit().follow()
    assert "Kysymykset ovat alkuperäiset." in page


def test_the_last_question_is_kept_with_a_sentence(signed_in):
    samuel = signed_in("Samuel Forsman")
    page = samuel.get("/question-sets/group")
    for _ in range(len(questions_of(QuestionSet.GROUP)) - 1):
        page = removal(page).submit().follow()

    answer = removal(page).submit(status=422)

    assert "Sarjassa pitää olla ainakin yksi kysymys." in answer


def test_a_set_that_is_none_is_not_found(signed_in):
    signed_in("Jesse Lindqvist").get("/question-sets/nothing", status=404)


def removal(page):
    return next(one for one in page.forms.values() if one.action.endswith("/removal"))


def test_the_older_of_two_tabs_overwrites_no_words_and_loses_none(signed_in):
    samuel = signed_in("Samuel Forsman")
    first, second = (
        samuel.get("/question-sets/group").click("Muuta", index=0).forms["question"]
        for _ in range(2)
    )
    first["fi"] = "Kerro kerta, jolloin tämä onnistui."
    first.submit()
    second["fi"] = "Muistele viime viikkoa."

    page = second.submit(status=409)

    assert questions_of(QuestionSet.GROUP)[0].fi == "Kerro kerta, jolloin tämä onnistui."
    assert (
        "Kerro kerta, jolloin tämä onnistui." in page.html.select_one("#meanwhile").get_text()
    )
    assert page.forms["question"]["fi"].value == "Muistele viime viikkoa."
    page.forms["question"].submit().follow()
    assert questions_of(QuestionSet.GROUP)[0].fi == "Muistele viime viikkoa."


def test_the_same_words_twice_are_no_conflict(signed_in):
    samuel = signed_in("Samuel Forsman")
    form = samuel.get("/question-sets/group").click("Muuta", index=0).forms["question"]
    form["fi"] = "Kerro kerta, jolloin tämä onnistui."
    form.submit()

    assert form.submit().status_int == 302
