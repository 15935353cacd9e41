"""The writing page: what it keeps, offers, shows and refuses, by form and by module."""

import io
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image
from sqlalchemy import select
from webtest import Upload

from kb.document.attachments.models import Attachment
from kb.document.revisions.asides import Aside
from kb.document.revisions.models import Draft, Revision
from kb.foundation.db import session
from kb.identify.carriers.actions import add_basis
from kb.identify.carriers.models import Basis
from kb.people.models import Role
from kb.practices.models import Practice
from support import make

EDIT = "/practices/yhteinen/drafts/fi"
JSON = {"Accept": "application/json"}
CELLS = "\n".join(["|" + " a |" * 300, "|" + "---|" * 300, *["|" + " b |" * 300] * 299])


@pytest.fixture
def aino(signed_in):
    """Aino at her browser, with a published practice of her own."""
    browser = signed_in("Aino Koskela")
    practice = make.practice("Yhteinen", by=browser.person)
    make.document(practice, by=browser.person, action="Soitan. Kerron havainnon.")
    return browser


def writing(browser, **written):
    form = browser.get(EDIT).forms["writing"]
    for name, value in written.items():
        form[name] = value
    return form


def press(browser, form, address, **otherwise):
    """Send the form as its other button, or its module, does."""
    return browser.post(EDIT + address, form.submit_fields(), status="*", **otherwise)


def autosave(browser, form):
    return press(browser, form, "/autosave", headers=JSON)


def draft_of(browser):
    return session.scalar(select(Draft).where(Draft.author_id == browser.person.id))


def test_an_autosave_says_when_and_which(aino):
    form = writing(aino, action="Soitan heti.", change_note="Kiire")

    answer = autosave(aino, form)

    assert answer.json["version"]
    assert answer.json["said"].startswith("Tallennettu klo ")
    assert draft_of(aino).text.action == "Soitan heti."
    again = aino.get(EDIT).forms["writing"]
    assert (again["action"].value, again["change_note"].value) == ("Soitan heti.", "Kiire")
    assert again["version"].value == str(answer.json["version"])


def test_the_same_autosave_twice_counts_once(aino):
    form = writing(aino, action="Soitan heti.")

    first, second = autosave(aino, form), autosave(aino, form)

    assert first.json["version"] == second.json["version"]
    assert session.scalar(select(Aside)) is None


def test_an_older_tab_overwrites_nothing(aino):
    older, newer = writing(aino, action="Vanha sivu."), writing(aino, action="Uusi sivu.")
    autosave(aino, newer)

    answer = autosave(aino, older)

    assert answer.status_int == 409
    assert "Molemmat tekstit ovat tallessa" in answer.json["said"]
    assert draft_of(aino).text.action == "Uusi sivu."
    page = aino.get("/drafts").click("Yhdistä tekstit")
    for text in ("Vanha sivu.", "Uusi sivu."):
        assert text in page.forms["merge"]["action"].value


def test_an_older_tab_that_writes_on_keeps_its_last_text_once(aino):
    older, newer = writing(aino, action="Vanha."), writing(aino, action="Uusi.")
    autosave(aino, newer)
    autosave(aino, older)
    older["action"] = "Vanha, ja vielä vähän."

    autosave(aino, older)

    assert [one.text.action for one in session.scalars(select(Aside))] == [
        "Vanha, ja vielä vähän."
    ]


def test_an_older_tab_without_scripts_hears_the_same(aino):
    older, newer = writing(aino, action="Vanha sivu."), writing(aino, action="Uusi sivu.")
    newer.submit()

    page = older.submit(status=409)
    form = page.forms["merge"]
    form["action"] = "Vanha sivu. Uusi sivu."
    form.submit().follow()

    assert draft_of(aino).text.action == "Vanha sivu. Uusi sivu."
    assert session.scalar(select(Aside)) is None
    assert aino.get(EDIT).html.select_one(".panel a[href$='/merge']") is None


def test_an_older_tab_hands_nothing_newer_away(aino):
    older, newer = writing(aino, action="Vanha sivu."), writing(aino, action="Uusi sivu.")
    autosave(aino, newer)

    answer = press(aino, older, "/publication")

    assert answer.status_int == 409
    assert draft_of(aino).text.action == "Uusi sivu."
    assert session.scalar(select(Aside)).text.action == "Vanha sivu."


def test_an_older_page_discards_nothing_it_did_not_show(aino):
    autosave(aino, writing(aino, action="Ensin."))
    page = aino.get(EDIT)
    discard = next(one for one in page.forms.values() if one.action.endswith("/removal"))
    autosave(aino, writing(aino, action="Sitten."))

    refused = discard.submit(status=409)

    assert "Mitään ei poistettu" in refused
    assert draft_of(aino).text.action == "Sitten."


def test_what_is_kept_beside_outlives_the_draft(aino):
    older, newer = writing(aino, action="Vanha sivu."), writing(aino, action="Uusi sivu.")
    autosave(aino, newer)
    autosave(aino, older)

    press(aino, writing(aino), "/publication")

    assert draft_of(aino).text.action == "Vanha sivu."
    assert session.scalar(select(Aside)) is None


def test_two_presses_of_the_button_publish_once(aino):
    form = writing(aino, action="Soitan heti.")

    first, second = press(aino, form, "/publication"), press(aino, form, "/publication")

    assert (first.status_int, second.status_int) == (302, 302)
    numbers = session.scalars(select(Revision.number).order_by(Revision.number)).all()
    assert numbers == [1, 2]
    assert draft_of(aino) is None


def test_what_only_one_changed_is_brought_together(aino, signed_in):
    petri = signed_in("Petri Saarela")
    mine = writing(petri, action="Soitan. Kerron havainnon. Kysyn luvan.", why="Se toimii.")
    autosave(petri, mine)
    press(aino, writing(aino, action="Soitan aamulla. Kerron havainnon."), "/publication")

    page = petri.get("/drafts").click("Yhdistä tekstit")
    form = page.forms["merge"]

    assert form["action"].value == "Soitan aamulla. Kerron havainnon. Kysyn luvan."
    assert form["why"].value == "Se toimii."
    assert "Yhdistetty" in page
    form.submit().follow()
    press(petri, petri.get(EDIT).forms["writing"], "/publication")
    waiting = session.scalars(select(Revision).where(Revision.state == "awaiting")).one()
    assert waiting.text.action == "Soitan aamulla. Kerron havainnon. Kysyn luvan."


@pytest.mark.parametrize(
    ("side", "left"),
    [
        ("mine", "Soitan illalla. Kerron havainnon."),
        ("theirs", "Soitan aamulla. Kerron havainnon."),
        ("both", "Soitan illalla. Soitan aamulla. Kerron havainnon."),
    ],
)
def test_where_both_changed_the_writer_chooses(aino, signed_in, side, left):
    petri = signed_in("Petri Saarela")
    autosave(petri, writing(petri, action="Soitan illalla. Kerron havainnon."))
    press(aino, writing(aino, action="Soitan aamulla. Kerron havainnon."), "/publication")
    form = petri.get(EDIT).click("Yhdistä tekstit").forms["merge"]
    undecided = form.submit(status=422)

    page = petri.post(
        EDIT + "/merge/choice", [*form.submit_fields(), ("take", f"action:{side}")]
    )

    assert "Tässä on vielä molemmat tekstit" in undecided
    assert page.forms["merge"]["action"].value == left
    assert draft_of(petri).text.action == "Soitan illalla. Kerron havainnon."


def test_a_merge_that_was_overtaken_begins_anew(aino, signed_in):
    petri = signed_in("Petri Saarela")
    autosave(petri, writing(petri, action="Soitan. Kerron havainnon. Kysyn luvan."))
    press(aino, writing(aino, action="Soitan aamulla. Kerron havainnon."), "/publication")
    form = petri.get(EDIT + "/merge").forms["merge"]
    autosave(petri, writing(petri, action="Toisella sivulla kirjoitettu."))

    page = form.submit(status=409)

    assert "Toisella sivulla kirjoitettu." in page
    assert draft_of(petri).text.action == "Toisella sivulla kirjoitettu."
    aside = session.scalar(select(Aside))
    assert aside.text.action == "Soitan aamulla. Kerron havainnon. Kysyn luvan."


def test_what_nobody_overtook_has_nothing_to_merge(aino):
    assert aino.get(EDIT + "/merge").location.endswith(EDIT)


def test_another_practices_text_is_no_base(aino, signed_in):
    samuel = signed_in("Leena Ahokas")
    secret = make.practice("Salainen", by=samuel.person)
    hidden = make.document(secret, by=samuel.person, action="Salaisuus.").id
    form = writing(aino, action="Oma.")
    form["base"] = str(hidden)

    autosave(aino, form)

    assert draft_of(aino).base_id is None
    assert "Salaisuus." not in aino.get(EDIT + "/merge")


def test_an_approval_overwrites_nothing_newer(aino, signed_in):
    petri, noora = signed_in("Petri Saarela"), signed_in("Noora Vainio")
    for browser, text in ((petri, "Petrin tapa."), (noora, "Nooran tapa.")):
        press(browser, writing(browser, action=text), "/publication")
    numbers = session.scalars(select(Revision.id).where(Revision.state == "awaiting")).all()
    pages = [aino.get(f"/practices/yhteinen/revisions/{number}") for number in numbers]
    pages[0].forms["approve"].submit().follow()

    refused = pages[1].forms["approve"].submit(status=409)

    assert "Tästä on julkaistu uudempi versio" in refused
    assert "Petrin tapa." in aino.get("/practices/yhteinen")


def test_a_text_handed_back_overwrites_no_new_draft(aino, signed_in):
    petri = signed_in("Petri Saarela")
    press(petri, writing(petri, action="Annettu."), "/publication")
    autosave(petri, writing(petri, action="Uusi luonnos."))

    number = session.scalar(select(Revision.id).where(Revision.state == "awaiting"))
    form = aino.get(f"/practices/yhteinen/revisions/{number}").forms["hand-back"]
    form["reason"] = "Ei näin."
    form.submit().follow()

    assert draft_of(petri).text.action == "Uusi luonnos."
    assert session.scalar(select(Aside)).text.action == "Annettu."


def test_a_correction_leaves_what_was_verified(aino):
    aino.post("/practices/yhteinen/verification", csrf(aino))
    form = writing(aino, action="Soitan. Kerron havainnosta.")
    form["change"] = "correction"

    press(aino, form, "/publication")

    assert "Vahvistettu" in aino.get("/practices/yhteinen")
    assert session.scalars(select(Revision).where(Revision.correction)).one().number == 2


def test_a_material_change_is_to_be_verified_anew(aino):
    aino.post("/practices/yhteinen/verification", csrf(aino))

    press(aino, writing(aino, action="Kirjoitan viestin."), "/publication")

    assert "Vahvistamaton" in aino.get("/practices/yhteinen")


def csrf(browser):
    return {"csrf_token": browser.get(EDIT).forms["writing"]["csrf_token"].value}


def test_a_preview_shows_it_as_readers_will_see_it_and_keeps_what_was_typed(aino):
    form = writing(aino, action="Soitan **heti**. <b>x</b>", why="![kartta](k.png)")
    form["change_note"] = "Kiire"

    page = press(aino, form, "/preview")

    shown = page.html.select_one(".previewed")
    assert shown.select_one("strong").get_text() == "heti"
    assert shown.select_one("img")["src"] == "/practices/yhteinen/files/k.png"
    assert "<b>x</b>" in shown.get_text()
    kept = page.forms["writing"]
    assert kept["action"].value == "Soitan **heti**. <b>x</b>"
    assert kept["change_note"].value == "Kiire"
    assert draft_of(aino) is None


def test_a_preview_of_what_has_no_name_yet_keeps_what_was_typed(aino):
    form = aino.get("/practices/new").forms["writing"]
    form["title"], form["action"], form["medium"] = "Uusi", "1. Soitan", "video"

    page = aino.post("/practices/new/preview", form.submit_fields())

    assert page.html.select_one(".previewed ol li").get_text() == "Soitan"
    assert page.forms["writing"]["medium"].value == "video"


def test_a_preview_says_which_part_goes_over_a_limit(aino):
    form = writing(aino, action=CELLS, why="Se toimii.")

    page = press(aino, form, "/preview", headers={"HX-Request": "true"})

    assert "10000" in page.html.select_one(".error").get_text()
    assert "Se toimii." in page.html.select_one(".prose").get_text()


def test_a_table_of_300_by_300_is_kept_as_a_draft_and_goes_to_no_reader(aino):
    form = writing(aino, action=CELLS)

    assert autosave(aino, form).json["version"]
    page = press(aino, form, "/publication")

    assert page.status_int == 422
    assert page.forms["writing"]["action"].value == CELLS
    assert draft_of(aino).text.action == CELLS


def test_a_line_of_a_megabyte_is_refused_and_stays_in_the_form(aino):
    long = "a" * 1_000_000
    form = writing(aino, action=long)

    answer = autosave(aino, form)
    page = form.submit(status=422)

    assert answer.status_int == 422
    assert "512" in answer.json["said"]
    assert page.forms["writing"]["action"].value == long
    assert draft_of(aino) is None


def test_what_no_request_can_hold_is_refused_in_words(aino):
    form = writing(aino, action="a" * 2_200_000)

    answer = autosave(aino, form)

    assert answer.status_int == 413
    assert answer.json["said"]


def test_a_nul_is_shown_where_it_stood(aino):
    autosave(aino, writing(aino, action="Soitan\0heti."))

    assert draft_of(aino).text.action == "Soitan\N{REPLACEMENT CHARACTER}heti."


def test_a_refused_page_never_passes_for_a_newer_one(aino):
    older = writing(aino, title=" ", action="Vanha sivu.")
    autosave(aino, writing(aino, action="Uusi sivu."))

    refused = older.submit(status=422).forms["writing"]
    refused["title"] = "Yhteinen"
    page = refused.submit(status=409)

    assert "Vanha sivu." in page
    assert draft_of(aino).text.action == "Uusi sivu."


def picture(colour):
    out = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, "PNG")
    return out.getvalue()


def paste(browser, content, name="image.png"):
    sent = {**csrf(browser), "picture": Upload(name, content, "image/png")}
    return browser.post("/practices/yhteinen/pictures", sent, headers=JSON, status="*")


def test_each_pasted_picture_has_a_name_of_its_own(aino):
    names = [paste(aino, picture(colour)).json["name"] for colour in ("red", "blue", "red")]

    assert names == ["image.png", "image-2.png", "image.png"]
    assert len(session.scalars(select(Attachment)).all()) == 2


def test_what_is_no_picture_is_refused_in_words(aino):
    answer = paste(aino, b"%PDF-1.7", "ohje.pdf")

    assert answer.status_int == 422
    assert answer.json["said"] == "Kuvaa ohje.pdf ei voi lukea. Kuvaksi käy PNG, JPEG tai WebP."


def test_a_picture_goes_to_no_practice_one_may_not_see(aino, signed_in):
    petri = signed_in("Petri Saarela")
    sent = {**csrf(petri), "picture": Upload("a.png", picture("red"), "image/png")}
    form = aino.get("/practices/new").forms["writing"]
    form["title"], form["holder"] = "Omaa", ""
    form.submit()

    assert petri.post("/practices/omaa/pictures", sent, status="*").status_int == 404


def offered(browser, q, kind="practice"):
    page = browser.get("/practices/completions", {"q": q, "kind": kind})
    return [one["data-put"] for one in page.html.select("[role=option]")]


def test_practices_one_may_see_are_offered_by_the_beginnings_of_words(aino, signed_in):
    petri = signed_in("Petri Saarela")
    make.practice("Äänekäs asiakas [puhelu]", by=aino.person)
    make.practice("Asiakkaan herättäminen", by=aino.person)
    form = aino.get("/practices/new").forms["writing"]
    form["title"], form["holder"] = "Asiakas omassa luonnoksessa", ""
    form.submit()

    assert offered(petri, "asia") == [
        "[[Asiakkaan herättäminen]]",
        "[[äänekäs-asiakas-puhelu|Äänekäs asiakas puhelu]]",
    ]
    assert offered(petri, "ÄÄNE") == ["[[äänekäs-asiakas-puhelu|Äänekäs asiakas puhelu]]"]
    assert offered(petri, "kukaan") == []
    assert "[[Asiakas omassa luonnoksessa]]" in offered(aino, "asia")


def test_a_person_who_is_named_is_a_link_to_them(aino, signed_in):
    jesse = signed_in("Jesse Lindqvist")
    assert offered(aino, "jess lind", "person") == ["[[@Jesse Lindqvist]]"]
    press(aino, writing(aino, action="Kysy: [[@Jesse Lindqvist]]"), "/publication")

    page = jesse.get("/practices/yhteinen").click("@Jesse Lindqvist").follow()

    assert page.html.h1.get_text(strip=True) == "Jesse Lindqvist"
    assert jesse.get("/people/named/Ei Kukaan").location.endswith("/people")


def sit(browser, **told):
    return browser.post(EDIT + "/presence", {**csrf(browser), **told})


def test_who_else_writes_is_said_to_those_who_may_write(aino, signed_in):
    petri, jesse = signed_in("Petri Saarela"), signed_in("Jesse Lindqvist")

    sit(petri)

    assert "Petri Saarela muokkaa myös tätä (klo" in aino.get(EDIT)
    assert "Petri Saarela muokkaa" in sit(aino)
    assert sit(aino, told=str(petri.person.id)).text == ""
    assert "muokkaa myös" not in jesse.get("/practices/yhteinen")
    assert "muokkaa myös" not in aino.get("/practices/yhteinen/drafts/en")


def test_who_left_is_said_no_more(aino, signed_in):
    petri = signed_in("Petri Saarela")
    sit(petri)

    petri.post(EDIT + "/presence/removal", csrf(petri))

    assert "muokkaa myös" not in aino.get(EDIT)


def test_a_page_that_was_loaded_anew_is_still_there(aino, signed_in):
    petri = signed_in("Petri Saarela")
    sit(petri, sheet="after")

    petri.post(EDIT + "/presence/removal", {**csrf(petri), "sheet": "before"})

    assert "muokkaa myös" in aino.get(EDIT)


def test_who_hands_over_writes_no_more(aino, signed_in):
    petri = signed_in("Petri Saarela")
    sit(petri)

    press(petri, writing(petri, action="Petrin tapa."), "/publication")

    assert "muokkaa myös" not in aino.get(EDIT)


def test_of_fifty_who_publish_at_once_one_wins_and_no_text_is_lost(aino, signed_in):
    writers = [signed_in(f"Kirjoittaja Numero{number}", Role.AUTHOR) for number in range(50)]
    practice = session.get(Revision, 1).practice
    for writer in writers:
        add_basis(writer.person, practice, basis=Basis.DECLARED)
    forms = [writing(one, action=f"Teksti {at}.") for at, one in enumerate(writers)]
    fields = [form.submit_fields() for form in forms]
    session.commit()
    session.remove()

    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(hand_over, writers, fields))

    assert sorted(statuses) == [302] + [409] * 49
    published = set(session.scalars(select(Revision.action)))
    drafted = set(session.scalars(select(Draft.action)))
    assert {f"Teksti {number}." for number in range(50)} <= published | drafted
    assert len(published) == 2


def hand_over(browser, fields):
    return browser.post(EDIT + "/publication", fields, status="*").status_int


def begin(browser, form, *, status=200):
    """Send the form of a new practice as its module does."""
    fields = form.submit_fields()
    return browser.post("/practices/new/autosave", fields, headers=JSON, status=status)


def test_a_new_practice_is_kept_before_anybody_knows_of_it(aino, signed_in):
    petri = signed_in("Petri Saarela")
    form = aino.get("/practices/new").forms["writing"]
    form["action"], form["holder"] = "Kysyn ensin talouspäälliköltä.", str(petri.person.id)
    form["method"], form["tags"] = "pair", "talous"

    told = begin(aino, form).json
    form["version"] = str(told["version"])
    form["title"] = "Talous ensin"
    again = begin(aino, form).json

    assert again["address"] == told["address"]
    assert petri.get("/practices/talous-ensin", status="*").status_int == 404
    assert "Talous ensin" not in petri.get("/")
    form = aino.get("/drafts").click("Jatka kirjoittamista").follow().forms["writing"]
    assert form["title"].value == "Talous ensin"
    assert form["action"].value == "Kysyn ensin talouspäälliköltä."
    assert (
        "Luonnos tallennettu" in aino.get(told["address"]).html.select_one("#kept").get_text()
    )
    assert (form["method"].value, form["tags"].value) == ("pair", "talous")
    assert form["holder"].value == str(petri.person.id)
    form.submit()
    assert "Talous ensin" in petri.get("/")


def test_the_same_first_page_is_one_practice_however_often_it_is_sent(aino):
    form = aino.get("/practices/new").forms["writing"]
    form["title"] = "Kerran vain"
    first = begin(aino, form).json

    assert begin(aino, form).json["version"] == first["version"]
    form.submit()
    assert form.submit().location.endswith("/practices/kerran-vain")

    titles = session.scalars(select(Practice.title).where(Practice.title.like("Kerran%")))
    assert titles.all() == ["Kerran vain"]
    assert aino.get(first["address"]).location.endswith("/drafts/fi")


def test_the_older_of_two_tabs_of_a_first_page_overwrites_nothing(aino):
    form = aino.get("/practices/new").forms["writing"]
    form["title"] = "Kaksi välilehteä"
    address = begin(aino, form).json["address"]
    older, newer = (aino.get(address).forms["writing"] for _ in range(2))
    older["action"], newer["action"] = "Vanha.", "Uusi."
    begin(aino, newer)

    begin(aino, older, status=409)

    page = aino.get("/drafts").click("Yhdistä tekstit").forms["merge"]["action"].value
    assert "Vanha." in page
    assert "Uusi." in page


def test_a_first_page_is_its_writers_alone(aino, signed_in):
    petri = signed_in("Petri Saarela")
    form = aino.get("/practices/new").forms["writing"]
    form["title"] = "Omaa"
    address = begin(aino, form).json["address"]

    assert petri.get(address, status="*").status_int == 404


def test_nothing_at_all_is_no_practice(aino):
    begin(aino, aino.get("/practices/new").forms["writing"], status=422)

    assert session.scalars(select(Practice.title)).all() == ["Yhteinen"]


def test_how_and_with_whom_is_kept_while_one_writes(aino, signed_in):
    petri = signed_in("Petri Saarela")
    form = writing(aino, action="Yhdessä mietitty.", method="pair")
    form.set("with_whom", value=True, index=0)
    autosave(aino, form)

    again = aino.get(EDIT).forms["writing"]
    assert again["method"].value == "pair"
    assert again.get("with_whom", index=0).value == str(petri.person.id)
    again["method"] = ""
    again.submit()
    again = aino.get(EDIT).forms["writing"]
    assert again["method"].value == ""
    assert again.get("with_whom", index=0).checked


def test_what_does_not_clash_cannot_be_chosen(aino, signed_in):
    petri = signed_in("Petri Saarela")
    autosave(petri, writing(petri, action="Soitan illalla. Kerron havainnon."))
    press(aino, writing(aino, action="Soitan aamulla. Kerron havainnon."), "/publication")
    form = petri.get(EDIT + "/merge").forms["merge"]

    for take in ("action:nobodys", "nothing:mine", "action", ""):
        petri.post(EDIT + "/merge/choice", [*form.submit_fields(), ("take", take)], status=404)
