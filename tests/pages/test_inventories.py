"""My inventory: one page, an answer at a time, and a way back."""

from sqlalchemy import select

from kb.context.questions.models import QuestionSet
from kb.context.questions.queries import questions_of
from kb.foundation.db import session
from kb.identify.inventories.models import InventoryAnswer
from kb.people.models import Role
from kb.practices.models import Practice
from support import make

PATH = "/my-knowledge/questions/self-inventory"


def answer(page, text="Soitan ensin.", title="", **fields):
    form = page.forms["answer"]
    form["text"], form["title"] = text, title
    for name, value in fields.items():
        form[name] = value
    return form.submit().follow()


def test_an_answer_with_a_name_becomes_a_practice_and_the_next_question_opens(signed_in):
    marjatta = signed_in("Marjatta Hietala")
    first = marjatta.get("/my-knowledge").click("Aloita")
    asked = first.html.select_one("#open h2").get_text()

    page = answer(first, title="Soitto ennen sähköpostia", area="communication")

    assert "1/9 vastattu" in page
    assert "Nimetty: Soitto ennen sähköpostia." in page
    assert page.html.select_one("#open h2").get_text() != asked
    page.click("Soitto ennen sähköpostia", index=0)


def test_one_goes_on_where_one_stopped(signed_in):
    marjatta = signed_in("Marjatta Hietala")
    answer(marjatta.get(PATH), title="Soitto ennen sähköpostia")

    page = marjatta.get("/my-knowledge")

    assert "1/9 vastattu" in page
    second = questions_of(QuestionSet.SELF_INVENTORY)[1].fi
    assert page.click("Jatka").html.select_one("#open h2").get_text() == second


def test_an_answer_without_a_name_is_found_again(signed_in):
    marjatta = signed_in("Marjatta Hietala")
    answer(marjatta.get(PATH), text="Tämän nimeän myöhemmin.")

    page = marjatta.get(f"{PATH}/self-inventory-1")

    assert page.forms["answer"]["text"].value == "Tämän nimeän myöhemmin."


def test_what_is_a_practice_already_is_joined(signed_in):
    petri, marjatta = signed_in("Petri Saarela"), signed_in("Marjatta Hietala")
    make.practice("Soitto ennen sähköpostia", by=petri.person)

    page = answer(marjatta.get(PATH), title="Soitto ennen sähköpostia")

    assert "Onko tästä jo käytäntö?" in page
    joining = next(one for one in page.forms.values() if "/practices/" in one.action)
    page = joining.submit().follow()
    assert "Sinut on nyt nimetty osaajaksi." in page
    assert len(session.scalars(select(Practice)).all()) == 1


def test_a_name_used_already_may_be_used_anew(signed_in):
    petri, marjatta = signed_in("Petri Saarela"), signed_in("Marjatta Hietala")
    make.practice("Soitto ennen sähköpostia", by=petri.person)
    page = answer(marjatta.get(PATH), title="Soitto ennen sähköpostia")

    naming = next(one for one in page.forms.values() if one.action.endswith("/practice"))
    naming.submit().follow()

    assert len(session.scalars(select(Practice)).all()) == 2


def test_an_empty_answer_comes_back_with_what_was_typed(signed_in):
    marjatta = signed_in("Marjatta Hietala")
    form = marjatta.get(PATH).forms["answer"]
    form["title"] = "Soitto ennen sähköpostia"

    page = form.submit(status=422)

    assert "Kirjoita ensin, mitä vastaat." in page
    assert page.forms["answer"]["title"].value == "Soitto ennen sähköpostia"


def test_my_answer_is_beside_me_when_i_write(signed_in):
    marjatta, leena = signed_in("Marjatta Hietala"), signed_in("Leena Ahokas")
    page = answer(marjatta.get(PATH), text="Kanarialintu soittaa.", title="Soitto ensin")
    slug = session.scalar(select(Practice.slug))

    own = marjatta.get(f"/practices/{slug}/drafts/fi")
    others = leena.get(f"/practices/{slug}/drafts/fi")

    assert "Kanarialintu soittaa." in own
    assert "Kanarialintu" not in others
    assert "Kanarialintu soittaa." in page


def test_my_words_go_when_i_say_so(signed_in):
    marjatta = signed_in("Marjatta Hietala")
    page = answer(marjatta.get(PATH), title="Soitto ensin")

    gone = next(one for one in page.forms.values() if one.action.endswith("/removal"))
    page = gone.submit().follow()

    assert "Vastauksesi on poistettu." in page
    assert session.scalars(select(InventoryAnswer)).all() == []


def test_a_guide_for_two_is_no_inventory(signed_in):
    marjatta = signed_in("Marjatta Hietala")
    marjatta.get("/my-knowledge/questions/critical-decision", status=404)
    marjatta.get(f"{PATH}/no-such-question", status=404)


def test_the_leaving_expert_answers_their_own_set(signed_in):
    marjatta = signed_in("Marjatta Hietala", language="en")

    page = answer(
        marjatta.get("/my-knowledge/questions/leaving-expert"), title="Calling before writing"
    )

    assert "1/10 answered" in page


def test_a_reader_who_leaves_tells_what_they_know_and_holds_it(signed_in):
    jesse = signed_in("Jesse Lindqvist", Role.READER)
    assert "Aloita" in jesse.get("/my-knowledge")

    answer(jesse.get("/my-knowledge/questions/leaving-expert"), title="Varaosien haku yöllä")

    page = jesse.get("/my-knowledge").click("Varaosien haku yöllä")
    assert "Jesse Lindqvist" in page.html.select_one(".people").get_text()
