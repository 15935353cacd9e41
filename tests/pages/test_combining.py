"""Combining practices in the browser, and seeing the way there and back."""

from support import make


def written(browser, title):
    practice = make.practice(title, by=browser.person)
    make.document(practice, by=browser.person)
    return practice.slug


def ticked(page):
    return [
        one.get_text(strip=True)
        for one in page.html.select("#combination .choice")
        if one.input.has_attr("checked")
    ]


def test_practices_ticked_on_the_list_become_a_draft_that_names_them(signed_in):
    petri = signed_in("Petri Saarela")
    for title in ("Soitto ensin", "Viesti perään", "Lasku viimeiseksi"):
        written(petri, title)

    form = petri.get("/practices").forms["combine"]
    for box in form.fields["practice"]:
        box.checked = box._value.startswith(("soitto", "viesti"))  # noqa: SLF001
    page = form.submit()
    assert ticked(page) == ["Soitto ensin", "Viesti perään"]

    form = page.forms["combination"]
    form["title"] = "Yhteydenpidon malli"
    page = form.submit().follow()

    assert page.request.path.startswith("/practices/yhteydenpidon-malli/drafts/")
    assert "### Soitto ensin" in page.forms["writing"]["action"].value


def test_from_a_practice_the_others_are_found_by_name(signed_in):
    petri = signed_in("Petri Saarela")
    slug = written(petri, "Soitto ensin")
    written(petri, "Viesti perään")

    page = petri.get(f"/practices/{slug}").click(description="Yhdistä muihin")
    form = page.forms["more"]
    form["q"] = "VIESTI"
    page = form.submit()

    assert ticked(page) == ["Soitto ensin"]
    assert "Viesti perään" in page.html.select_one("#combination").get_text()


def test_one_alone_is_refused_and_what_was_typed_kept(signed_in):
    petri = signed_in("Petri Saarela")
    slug = written(petri, "Soitto ensin")

    form = petri.get(f"/combinations/new?practice={slug}").forms["combination"]
    form["title"] = "Malli"
    page = form.submit(status=422)

    assert "Valitse vähintään kaksi" in page
    assert page.forms["combination"]["title"].value == "Malli"
    assert ticked(page) == ["Soitto ensin"]


def test_a_reader_combines_nothing(signed_in):
    petri, jesse = signed_in("Petri Saarela"), signed_in("Jesse Lindqvist")
    slug = written(petri, "Soitto ensin")

    assert "/combinations" not in jesse.get(f"/practices/{slug}")
    assert "combine" not in jesse.get("/practices").forms
    jesse.get("/combinations/new", status=403)


def test_the_way_is_a_page_and_a_part_of_one(signed_in):
    petri = signed_in("Petri Saarela")
    slug = written(petri, "Soitto ensin")

    whole = petri.get(f"/practices/{slug}/provenance")
    part = petri.get(f"/practices/{slug}/provenance", headers={"HX-Request": "true"})

    assert "Petri Saarela" in whole.html.select_one("#came-from").get_text()
    assert "<html" not in part
    assert "Mistä tämä tuli" in part
