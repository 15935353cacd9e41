"""A sparring caught on the phone, seen by the team, on its way to a practice."""

from urllib.parse import quote

from kb.people.models import Industry
from kb.socialise.sparring.actions import tie_note
from kb.socialise.sparring.queries import feed, note_by_id
from support import make

QUESTION = "Mitä teen, kun asiakkaasta ei ole kuulunut kolmeen viikkoon?"


def fill(browser, **otherwise):
    form = browser.get("/sparring/new").forms["sparring"]
    written = {
        "question": QUESTION,
        "advice": "Soita.",
        "with_whom": "Aino Koskela",
        **otherwise,
    }
    for name, value in written.items():
        form[name] = value
    return form


def test_the_form_has_exactly_three_required_fields(signed_in):
    page = signed_in("Petri Saarela").get("/sparring/new")

    required = [field["name"] for field in page.html.main.select("[required]")]

    assert required == ["question", "advice", "with_whom"]


def test_the_industry_is_filled_in_from_the_profile_and_closed(signed_in):
    page = signed_in("Noora Vainio").get("/sparring/new")

    assert page.forms["sparring"]["industry"].value == "health"
    assert "open" not in page.html.details.attrs
    assert page.html.main.details.summary.get_text(strip=True) == "Toimiala: Sote"


def test_colleagues_are_suggested_but_not_oneself(signed_in):
    petri = signed_in("Petri Saarela")
    make.person("Aino Koskela")

    page = petri.get("/sparring/new")

    assert [option["value"] for option in page.html.datalist.select("option")] == [
        "Aino Koskela"
    ]


def test_a_note_is_first_in_the_feed_for_everybody(signed_in):
    petri, jesse = signed_in("Petri Saarela"), signed_in("Jesse Lindqvist")
    fill(petri, question="Vanhempi kysymys?").submit()

    answer = fill(petri).submit().follow()

    assert "Sparraus on tallessa. Muut näkevät sen nyt." in answer
    questions = [title.get_text() for title in jesse.get("/sparring").html.select("main h2")]
    assert questions == [QUESTION, "Vanhempi kysymys?"]


def test_the_note_knows_its_writer_colleague_industry_and_language(signed_in):
    petri = signed_in("Petri Saarela", language="en")
    aino = signed_in("Aino Koskela")

    fill(petri, industry="retail").submit()

    note = feed(1).items[0]
    assert (note.by.name, note.colleague.name) == (petri.name, aino.name)
    assert (note.industry, note.language) == (Industry.RETAIL, "en")


def test_it_saves_without_an_industry(signed_in):
    fill(signed_in("Petri Saarela"), industry="").submit(status=302)

    assert feed(1).items[0].industry is None


def test_what_was_typed_is_kept_when_something_is_missing(signed_in):
    answer = fill(signed_in("Petri Saarela"), advice="").submit(status=422)

    form = answer.forms["sparring"]
    assert form["question"].value == QUESTION
    assert form["with_whom"].value == "Aino Koskela"
    assert "Kirjoita, mikä neuvo auttoi." in answer
    assert answer.html.find(id="f-advice")["aria-invalid"] == "true"
    assert feed(1).total == 0


def test_the_second_button_goes_on_to_a_practice(signed_in):
    petri = signed_in("Petri Saarela")

    answer = fill(petri).submit("practice")

    assert answer.location.endswith(f"/new/from-note/{feed(1).items[0].id}")


def test_a_note_has_a_road_to_both_people(signed_in):
    petri, aino = signed_in("Petri Saarela"), signed_in("Aino Koskela")
    page = fill(petri).submit().follow()

    roads = {link["href"] for link in page.html.main.select("a")}

    assert {f"/people/{petri.person.id}", f"/people/{aino.person.id}"} <= roads


def test_authors_are_offered_to_make_it_a_practice_readers_are_not(signed_in):
    petri, aino = signed_in("Petri Saarela"), signed_in("Aino Koskela")
    jesse = signed_in("Jesse Lindqvist")
    make.note(by=petri.person)

    assert "Tee käytännöksi" in aino.get("/sparring").html.main.get_text()
    assert "Tee käytännöksi" not in jesse.get("/sparring").html.main.get_text()


def test_a_reader_makes_a_practice_of_their_own_note(signed_in):
    jesse = signed_in("Jesse Lindqvist")

    page = fill(jesse).submit().follow()

    assert "Tee käytännöksi" in page.html.main.get_text()


def test_a_note_leads_to_its_practice(signed_in):
    petri = signed_in("Petri Saarela")
    note = make.note(by=petri.person)
    practice = make.practice("Hiljaisen herättäminen", by=petri.person)
    tie_note(note, practice)
    number, address = note.id, f"/practices/{quote(practice.slug)}"

    page = petri.get(f"/sparring/{number}")

    assert page.html.main.find("a", string="Hiljaisen herättäminen")["href"] == address
    assert "Tee käytännöksi" not in page


def test_a_practice_not_yet_open_is_not_named_to_others(signed_in):
    petri, jesse = signed_in("Petri Saarela"), signed_in("Jesse Lindqvist")
    note = make.note(by=petri.person)
    practice = make.practice("Salainen luonnos", by=petri.person)
    practice.opened_at = None
    tie_note(note, practice)

    page = jesse.get(f"/sparring/{note.id}")

    assert "Salainen luonnos" not in page
    assert "Tästä tehdään jo käytäntöä." in page


def test_an_empty_feed_teaches_the_first_step(signed_in):
    page = signed_in("Jesse Lindqvist").get("/sparring")

    assert "Yhtään sparrausta ei ole vielä kirjattu" in page
    assert page.html.select_one(".empty a")["href"] == "/sparring/new"


def test_a_long_feed_has_pages(signed_in):
    petri = signed_in("Petri Saarela")
    for number in range(31):
        make.note(f"Kysymys {number}", by=petri.person)

    second = petri.get("/sparring").click("Seuraava")

    assert [title.get_text() for title in second.html.select("main h2")] == ["Kysymys 0"]


def test_an_unknown_note_is_not_there(signed_in):
    signed_in("Petri Saarela").get("/sparring/4711", status=404)


def test_a_strangers_name_is_text_only(signed_in):
    petri = signed_in("Petri Saarela")

    page = fill(petri, with_whom="Talouspäällikkö, <b>Kauppa-05</b>").submit().follow()

    assert "Talouspäällikkö, <b>Kauppa-05</b>" in page.html.main.get_text()
    assert note_by_id(feed(1).items[0].id).with_id is None
