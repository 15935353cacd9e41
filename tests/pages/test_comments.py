"""Commenting on a practice and watching it, in the browser."""

from kb.foundation.db import session
from kb.people.models import Role
from kb.practices.models import Audience, PracticeReader
from support import make


def written(browser):
    practice = make.practice("Soitto", by=browser.person)
    make.document(practice, by=browser.person)


def form_to(page, ending):
    return next(one for one in page.forms.values() if one.action.endswith(ending))


def test_a_comment_names_a_colleague_who_finds_it_by_the_notice(signed_in):
    petri, jesse = signed_in("Petri Saarela"), signed_in("Jesse Lindqvist")
    noora = signed_in("Noora Vainio")
    written(petri)

    form = jesse.get("/practices/soitto").click(href="/comments").forms["comment"]
    form["text"] = "Miten tämä onnistuu sotessa, @Noora Vainio? <b>"
    page = form.submit().follow()
    name = page.html.select_one("article a")
    assert name.get_text() == "@Noora Vainio"
    assert "&lt;b&gt;" in page

    notice = form_to(noora.get("/notices"), "/opening").submit()
    assert notice.location.endswith("/practices/soitto/comments#comment-1")
    assert "Käytäntöä kommentoitiin" in petri.get("/notices")


def test_an_empty_comment_is_refused_on_the_page_of_comments(signed_in):
    petri = signed_in("Petri Saarela")
    written(petri)

    page = petri.get("/practices/soitto/comments").forms["comment"].submit(status=422)

    assert "Kirjoita kommentti." in page


def test_below_a_practice_only_the_comments_come(signed_in):
    petri = signed_in("Petri Saarela")
    written(petri)

    part = petri.get("/practices/soitto/comments", headers={"HX-Request": "true"})

    assert "<html" not in part
    assert "Kukaan ei ole vielä kommentoinut." in part


def test_a_practice_is_watched_and_no_longer(signed_in):
    petri, jesse = signed_in("Petri Saarela"), signed_in("Jesse Lindqvist")
    written(petri)

    form_to(jesse.get("/practices/soitto/comments"), "/watch").submit().follow()
    page = jesse.get("/practices/soitto/comments")
    assert "Lopeta seuraaminen" in page
    form_to(page, "/watch/removal").submit()

    assert "Lopeta seuraaminen" not in jesse.get("/practices/soitto/comments")


def test_only_ones_own_comment_is_offered_for_removal(signed_in):
    petri, jesse = signed_in("Petri Saarela"), signed_in("Jesse Lindqvist")
    written(petri)
    form = jesse.get("/practices/soitto/comments").forms["comment"]
    form["text"] = "Kiitos."
    form.submit()

    assert "Poista kommentti" not in petri.get("/practices/soitto/comments")
    form_to(jesse.get("/practices/soitto/comments"), "/comments/1/removal").submit()

    assert "Kiitos." not in jesse.get("/practices/soitto/comments")


def test_a_reader_is_offered_those_who_may_read_the_practice(signed_in):
    petri, jesse = signed_in("Petri Saarela"), signed_in("Jesse Lindqvist", Role.READER)
    signed_in("Noora Vainio")
    practice = make.practice("Soitto", by=petri.person)
    make.document(practice, by=petri.person)
    practice.audience = Audience.NAMED
    session.add(PracticeReader(practice_id=practice.id, person_id=jesse.person.id))
    session.commit()

    def offered(**asked):
        page = jesse.get("/practices/completions", {"kind": "person", **asked})
        return [one.get_text(strip=True) for one in page.html.select("[role=option] > span")]

    assert "Noora Vainio" in " ".join(offered(q="noo"))
    assert offered(q="noo", practice="soitto") == []
    assert "Petri Saarela" in " ".join(offered(q="pet", practice="soitto"))


def test_a_practice_and_a_person_are_followed_from_a_question_and_its_answer(signed_in):
    petri, jesse = signed_in("Petri Saarela"), signed_in("Jesse Lindqvist")
    written(petri)
    form = petri.get("/ask").forms["ask"]
    form["asked"], form["text"] = str(jesse.person.id), "Onko [[Soitto]] sinulle tuttu?"
    address = form.submit().location

    page = jesse.get(address)
    form = page.forms["answer-form"]
    form["answer"] = "Kysy: @Petri Saarela"
    page = form.submit().follow()

    assert page.html.h1.get_text() == "Onko Soitto sinulle tuttu?"
    assert page.click("Soitto", href="titled").follow().html.h1.get_text(strip=True) == "Soitto"
    assert page.click("@Petri Saarela").html.h1.get_text(strip=True) == "Petri Saarela"
