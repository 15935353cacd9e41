"""Writing a practice in the browser, and its page."""

import io
import re
from urllib.parse import quote

from PIL import Image
from sqlalchemy import event, select
from webtest import Upload

from kb.document.attachments.models import Attachment
from kb.document.revisions.models import Draft
from kb.foundation.db import session
from kb.practices.models import Practice
from support import make
from support.writing import press, writing

MOST_STATEMENTS = 18


def told(page):
    """What a page says; its tokens are new every second, its forms' numbers every time."""
    return re.sub(r'name="(?:csrf_token|once)" value="[^"]+"', "", page.text)


def practice_named(title):
    return session.scalar(select(Practice).where(Practice.title == title))


def picture(colour="red", kind="PNG"):
    out = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, kind)
    return out.getvalue()


def test_a_name_is_enough_to_begin_with(signed_in):
    petri = signed_in("Petri Saarela")

    page = writing(petri, action="").submit().follow()

    assert page.html.h1.get_text() == "Soitto ennen laskua"
    assert "Tunnistettu" in page.html.select_one(".chip").get_text()
    assert "Mitä vielä puuttuu" in page


def test_ones_own_text_is_published_at_once(signed_in):
    petri, jesse = signed_in("Petri Saarela"), signed_in("Jesse Lindqvist")
    form = writing(petri, medium="short_text", medium_reason="Luetaan nopeasti.")

    press(petri, form, "/practices/publication")

    page = jesse.get("/practices/soitto-ennen-laskua")
    assert "<strong>heti</strong>" in page
    assert "Näkyväksi tehty" in page.html.select_one(".chip").get_text()


def test_a_colleagues_knowledge_waits_for_their_yes(signed_in):
    marjatta, noora = signed_in("Marjatta Hietala"), signed_in("Noora Vainio")
    jesse = signed_in("Jesse Lindqvist")
    form = writing(noora, holder=str(marjatta.person.id))
    press(noora, form, "/practices/publication")
    assert "heti" not in jesse.get("/practices/soitto-ennen-laskua")

    page = marjatta.get("/").click("Lue ja päätä")
    page.forms["approve"].submit().follow()

    assert "heti" in jesse.get("/practices/soitto-ennen-laskua")


def test_a_text_handed_back_comes_home_with_its_reason(signed_in):
    marjatta, noora = signed_in("Marjatta Hietala"), signed_in("Noora Vainio")
    press(noora, writing(noora, holder=str(marjatta.person.id)), "/practices/publication")

    form = marjatta.get("/").click("Lue ja päätä").forms["hand-back"]
    refused = form.submit(status=422)
    form["reason"] = "En minä heti, vaan aamulla."
    form.submit().follow()

    assert "Kerro kirjoittajalle, mitä pitäisi muuttaa." in refused
    assert "Soitto ennen laskua" in noora.get("/drafts")


def test_a_refused_form_keeps_what_was_typed(signed_in):
    petri = signed_in("Petri Saarela")

    page = writing(petri, title=" ", action="Pitkä teksti", medium="video").submit(status=422)

    form = page.forms["writing"]
    assert form["action"].value == "Pitkä teksti"
    assert form["medium"].value == "video"
    assert "Anna käytännölle nimi." in page
    assert practice_named("Soitto ennen laskua") is None


def test_a_note_becomes_a_practice_with_links_both_ways(signed_in):
    petri = signed_in("Petri Saarela")
    aino_id = make.person("Aino Koskela").id
    address = f"/sparring/{make.note(by=petri.person).id}"

    page = petri.get(address).click("Tee käytännöksi")
    form = page.forms["writing"]
    assert form["action"].value == "Soita ja kerro yksi havainto."
    assert form["holder"].value == str(aino_id)
    practice = form.submit().follow()

    assert practice.html.find("a", href=address)
    assert petri.get(address).html.find("a", href=practice.request.path)


def test_two_writers_at_once_lose_nothing(signed_in):
    aino, petri = signed_in("Aino Koskela"), signed_in("Petri Saarela")
    practice = make.practice("Yhteinen", by=aino.person)
    make.document(practice, by=aino.person)
    mine = aino.get("/practices/yhteinen/drafts/fi").forms["writing"]
    theirs = petri.get("/practices/yhteinen/drafts/fi").forms["writing"]
    address = "/practices/yhteinen/drafts/fi/publication"
    mine["action"], theirs["action"] = "Ainon tapa.", "Petrin tapa."

    press(aino, mine, address)
    answer = press(petri, theirs, address)

    assert answer.status_int == 409
    for text in ("Ainon tapa.", "Petrin tapa."):
        assert text in answer.forms["merge"]["action"].value
    kept = petri.get("/practices/yhteinen/drafts/fi").forms["writing"]
    assert kept["action"].value == "Petrin tapa."
    assert "Ainon tapa." in petri.get("/drafts").click("Yhdistä tekstit")


def test_a_reader_does_not_write(signed_in):
    jesse = signed_in("Jesse Lindqvist")
    make.practice("Yhteinen", by=make.person("Aino Koskela"))

    assert jesse.get("/practices/yhteinen/drafts/fi", status="*").status_int == 403
    assert jesse.get("/practices/new", status="*").status_int == 403


def test_what_one_may_not_see_is_as_if_it_were_not(signed_in):
    aino, petri = signed_in("Aino Koskela"), signed_in("Petri Saarela")
    writing(aino, title="Omaa", holder="").submit()

    unseen = petri.get("/practices/omaa", status=404)
    absent = petri.get("/practices/olematon", status=404)

    assert told(unseen).replace("omaa", "") == told(absent).replace("olematon", "")


def test_a_picture_comes_with_the_draft_and_is_shown_to_readers(signed_in):
    aino, jesse = signed_in("Aino Koskela"), signed_in("Jesse Lindqvist")
    make.practice("Kartta", by=aino.person)
    form = aino.get("/practices/kartta/drafts/fi").forms["writing"]
    form["action"] = "![roolikartta](kartta.png)"
    form["file"] = [Upload("kartta.png", picture(), "image/png")]

    form.submit()
    form = aino.get("/practices/kartta/drafts/fi").forms["writing"]
    press(aino, form, "/practices/kartta/drafts/fi/publication")

    shown = jesse.get("/practices/kartta").html.select_one(".prose img")
    answer = jesse.get(shown["src"])
    assert shown["alt"] == "roolikartta"
    assert answer.content_type == "image/png"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_what_is_no_picture_is_refused_and_the_text_kept(signed_in):
    aino = signed_in("Aino Koskela")
    make.practice("Kartta", by=aino.person)
    form = aino.get("/practices/kartta/drafts/fi").forms["writing"]
    form["action"] = "Tärkeä teksti"
    form["file"] = [Upload("kuva.png", b"<svg onload=alert(1)>", "image/png")]

    page = form.submit(status=422)

    assert "Tiedostoa kuva.png ei voi liittää." in page
    assert page.forms["writing"]["action"].value == "Tärkeä teksti"
    assert session.scalar(select(Attachment)) is None


def test_a_link_by_title_leads_to_the_practice_or_to_search(signed_in):
    aino = signed_in("Aino Koskela")
    make.practice("Muistio samana päivänä", by=aino.person)

    found = aino.get("/practices/titled/" + quote("Muistio samana päivänä"))
    missing = aino.get("/practices/titled/Ei%20ole")

    assert found.location.endswith("/practices/muistio-samana-p%C3%A4iv%C3%A4n%C3%A4")
    assert "/search?q=Ei+ole" in missing.location


def test_a_draft_can_be_discarded(signed_in):
    aino = signed_in("Aino Koskela")
    writing(aino).submit()

    page = aino.get("/practices/soitto-ennen-laskua/drafts/fi")
    form = next(form for form in page.forms.values() if form.action.endswith("/removal"))
    form.submit().follow()

    assert session.scalar(select(Draft)) is None


def test_where_it_belongs_can_be_said_anew(signed_in):
    aino = signed_in("Aino Koskela")
    make.practice("Kunnan budjetti", by=aino.person)
    form = aino.get("/practices/kunnan-budjetti/place").forms["place"]
    form["tags"] = "kunta, budjetti"
    form.set("industries", value=True, index=4)

    page = form.submit().follow()

    assert "budjetti, kunta" in page
    assert "Julkinen sektori" in page


def test_a_practices_page_asks_the_database_little(signed_in):
    aino, jesse = signed_in("Aino Koskela"), signed_in("Jesse Lindqvist")
    practice = make.practice("Yhteinen", by=aino.person)
    make.document(practice, by=aino.person)
    make.trial(practice, by=jesse.person)
    jesse.get("/practices/yhteinen")
    asked = []
    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", lambda *a: asked.append(a[2]))

    jesse.get("/practices/yhteinen")

    asked = [statement for statement in asked if statement != "BEGIN"]
    assert len(asked) <= MOST_STATEMENTS, "\n\n".join(asked)
