"""The gallery of templates, and a practice begun with one."""


def press(browser, form, address):
    return browser.post(address, form.submit_fields(), status="*")


def test_a_template_fills_the_form_of_a_new_practice(signed_in):
    petri = signed_in("Petri Saarela")

    page = petri.get("/practices/new").click("Aloita pohjasta").click("GAP-analyysi")
    form = page.click("Aloita tästä suomeksi").forms["writing"]

    assert "### Odotus\n\n> ✎ Mitä asiakas odotti" in form["action"].value
    assert form["language"].value == "fi"
    assert form["title"].value == ""


def test_it_can_be_begun_in_the_other_language(signed_in):
    petri = signed_in("Petri Saarela")

    form = petri.get("/templates/gap-analysis").click("Begin with this in English")

    assert "### Expectation" in form.forms["writing"]["action"].value
    assert form.forms["writing"]["language"].value == "en"


def test_a_hint_left_is_refused_at_its_part_and_the_text_is_kept(signed_in):
    petri = signed_in("Petri Saarela")
    form = petri.get("/practices/new/from-template/gap-analysis/fi").forms["writing"]
    form["title"] = "Odotus ja kokemus"
    form["why"], form["when_not"], form["example"] = "Se toimii.", "", ""
    form["situation"] = "Asiakas sanoi odottaneensa muuta."

    refused = press(petri, form, "/practices/publication")

    assert refused.status_int == 422
    assert "Tässä on vielä pohjan vihje" in refused.html.find(id="f-action-error").get_text()
    assert refused.html.find(id="f-why-error") is None
    assert refused.forms["writing"]["situation"].value == "Asiakas sanoi odottaneensa muuta."
    again = refused.forms["writing"]
    again["action"] = "### Odotus\n\nHän odotti soittoa."
    assert press(petri, again, "/practices/publication").status_int == 302


def test_a_reader_sees_the_templates_but_begins_nothing(signed_in):
    jesse = signed_in("Jesse Lindqvist")

    page = jesse.get("/templates").click("Vuosisuunnitelma")

    assert "Aloita tästä suomeksi" not in page
    assert jesse.get("/practices/new/from-template/yearly-plan/fi", status=403)
