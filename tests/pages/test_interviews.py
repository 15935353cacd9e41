"""Interviews: two roles on the same pages, and nobody else."""

import pytest
from sqlalchemy import select

from kb.document.elicitation.models import Elicitation
from kb.document.elicitation.notes import ElicitationAnswer
from kb.document.elicitation.queries import answers_in
from kb.document.revisions.models import Draft, Revision
from kb.foundation.db import session
from kb.practices.models import Practice
from support import make

CANARY = "kanarialintu"
NAME = "Häiriöilta, jolloin asiakas oli jo lähdössä"


@pytest.fixture
def pair(signed_in):
    """Return the interviewer's and the carrier's browser."""
    return signed_in("Noora Vainio"), signed_in("Marjatta Hietala")


def agreed(noora, marjatta, **otherwise):
    return make.interview(marjatta.person, by=noora.person, **otherwise).id


def planned(browser, carrier, **fields):
    form = browser.get("/interviews/new").forms["plan"]
    form["topic"], form["method"] = NAME, "critical_decision"
    for box in form.fields["carriers"]:
        box.checked = box._value == str(carrier.person.id)  # noqa: SLF001 - which box it is
    for name, value in fields.items():
        form[name] = value
    return form.submit()


def with_action(page, ending):
    return next(one for one in page.forms.values() if one.action.endswith(ending))


def write(page, text, key="critical-decision-1"):
    form = with_action(page, f"/answers/{key}")
    form[f"text-{key}"] = text
    return form


def drafted(noora, marjatta, text="Soitin ensin."):
    number = agreed(noora, marjatta)
    write(noora.get(f"/interviews/{number}/talk"), text).submit().follow()
    form = noora.get(f"/interviews/{number}/draft").forms["draft"]
    form["title"] = "Soitto ensin"
    form.submit().follow()
    return number


def handed_over(noora, marjatta):
    number = drafted(noora, marjatta)
    slug = session.scalar(select(Practice.slug))
    page = noora.get(f"/practices/{slug}/drafts/fi")
    form = page.forms["writing"]
    form.action = f"/practices/{slug}/drafts/fi/publication"
    form.submit().follow()
    return number, slug


def test_it_is_asked_for_agreed_to_and_begun(pair):
    noora, marjatta = pair
    page = planned(noora, marjatta).follow()
    assert "Odottaa suostumusta" in page

    asked = marjatta.get("/").click("Lue ja päätä")
    assert "Säilytys, poistaminen ja jatkokäyttö" in asked
    said = with_action(asked, "/consent").submit().follow()

    assert "Olet suostunut." in said
    assert "Voitte aloittaa" in noora.get("/interviews").click(NAME)


def test_a_plan_without_anybody_comes_back_with_what_was_typed(signed_in):
    noora = signed_in("Noora Vainio")
    signed_in("Marjatta Hietala")
    form = noora.get("/interviews/new").forms["plan"]
    form["topic"], form["consent-benefit"] = NAME, "Pääset kertomaan."

    page = form.submit(status=422)

    assert "Valitse ainakin yksi, joka kertoo." in page
    assert page.forms["plan"]["topic"].value == NAME
    assert page.forms["plan"]["consent-benefit"].value == "Pääset kertomaan."


def test_the_practice_page_leads_to_asking_its_holder(pair):
    noora, marjatta = pair
    slug = make.practice("Soitto ensin", by=marjatta.person).slug

    form = noora.get(f"/practices/{slug}").click("Haastattele osaajaa").forms["plan"]

    chosen = [box for box in form.fields["carriers"] if box.checked]
    assert [box._value for box in chosen] == [str(marjatta.person.id)]  # noqa: SLF001
    assert "Haastattele osaajaa" not in marjatta.get(f"/practices/{slug}")
    form.submit().follow()
    assert session.scalar(select(Elicitation.practice_id)) is not None


def test_a_refused_plan_keeps_the_practice_it_is_about(pair):
    noora, marjatta = pair
    slug = make.practice("Soitto ensin", by=marjatta.person).slug
    form = noora.get(f"/interviews/new?practice={slug}").forms["plan"]
    form["topic"] = ""

    page = form.submit(status=422)

    assert page.forms["plan"]["practice"].value == slug


def test_a_need_leads_to_asking_one_who_knows(signed_in):
    leena, jesse = signed_in("Leena Ahokas"), signed_in("Jesse Lindqvist")
    number = make.need("Mistä muutoksen huomaa?", by=jesse.person).id

    form = leena.get(f"/needs/{number}").click("Haastattele asiaa tuntevaa").forms["plan"]

    assert form["topic"].value == "Mistä muutoksen huomaa?"
    assert form["need"].value == str(number)


def test_nothing_can_be_written_before_the_yes(pair):
    noora, marjatta = pair
    number = agreed(noora, marjatta, agreed=False)

    page = noora.get(f"/interviews/{number}/talk")

    assert "Mitään ei voi kirjoittaa" in page
    assert not any("/answers/" in one.action for one in page.forms.values())


def test_the_interviewer_sees_what_to_add_and_the_carrier_only_the_question(pair):
    noora, marjatta = pair
    number = agreed(noora, marjatta)
    probe = "Jos kuulet yleisen neuvon"

    assert probe in noora.get(f"/interviews/{number}/talk")
    told = marjatta.get(f"/interviews/{number}/talk")
    assert probe not in told
    assert "Kerro yksi tilanne" in told


def test_the_phases_follow_one_another(pair):
    noora, marjatta = pair
    number = agreed(noora, marjatta)
    page = noora.get(f"/interviews/{number}/talk")

    page = with_action(page, "/phases/timeline").submit().follow()

    assert "Käydään se läpi alusta loppuun." in page
    assert "noin 12 min riittää" in page
    assert "Käydään se läpi" in marjatta.get(f"/interviews/{number}/talk")


def test_an_answer_is_kept_by_itself_and_found_again(pair):
    noora, marjatta = pair
    number = agreed(noora, marjatta)

    write(noora.get(f"/interviews/{number}/talk"), "Asiakas soitti.").submit().follow()

    page = marjatta.get(f"/interviews/{number}/talk")
    assert with_action(page, "-1")["text-critical-decision-1"].value == "Asiakas soitti."
    assert "Noora Vainio kirjoitti" in page


def test_an_answer_is_saved_while_it_is_written(pair):
    noora, marjatta = pair
    number = agreed(noora, marjatta)
    form = write(noora.get(f"/interviews/{number}/talk"), "Asiakas so")
    fields = dict(form.submit_fields())

    told = noora.post(f"{form.action}/autosave", fields).json
    again = {
        **fields,
        "text-critical-decision-1": "Asiakas soitti.",
        "version": told["version"],
    }
    noora.post(f"{form.action}/autosave", again)

    assert told["said"].startswith("Tallennettu klo")
    assert session.scalar(select(ElicitationAnswer.text)) == "Asiakas soitti."


def test_two_who_write_at_once_both_find_their_text(pair):
    noora, marjatta = pair
    number = agreed(noora, marjatta)
    hers = write(noora.get(f"/interviews/{number}/talk"), "Asiakas soitti.")
    theirs = write(marjatta.get(f"/interviews/{number}/talk"), "Asiakas kirjoitti.")
    hers.submit().follow()

    page = theirs.submit(status=409)

    assert "Molemmat tekstit ovat tallessa" in page
    assert with_action(page, "-1")["text-critical-decision-1"].value == "Asiakas soitti."
    page = with_action(page, "/joining").submit().follow()
    value = with_action(page, "-1")["text-critical-decision-1"].value
    assert value == "Asiakas soitti.\n\nAsiakas kirjoitti."


def test_the_second_who_saves_while_writing_is_told(pair):
    noora, marjatta = pair
    number = agreed(noora, marjatta)
    form = write(noora.get(f"/interviews/{number}/talk"), "Sitten.")
    late = dict(form.submit_fields())
    write(noora.get(f"/interviews/{number}/talk"), "Ensin.").submit().follow()

    json = {"Accept": "application/json"}
    told = noora.post(f"{form.action}/autosave", late, headers=json, status=409).json

    assert "Molemmat tekstit ovat tallessa" in told["said"]


def test_an_answer_too_long_comes_back_as_it_was_typed(client, signed_in, pair):
    noora, marjatta = pair
    number = agreed(noora, marjatta)
    long = "a" * 20_001
    form = write(noora.get(f"/interviews/{number}/talk"), long)

    page = form.submit(status=422)

    assert "enintään 20000 merkkiä" in page
    assert with_action(page, "-1")["text-critical-decision-1"].value == long


def test_it_is_broken_off_and_gone_on_with(pair):
    noora, marjatta = pair
    number = agreed(noora, marjatta)
    write(noora.get(f"/interviews/{number}/talk"), "Asiakas soitti.").submit().follow()

    page = with_action(noora.get(f"/interviews/{number}"), "/pause").submit().follow()
    assert "Keskeytetty. Vastaukset ovat tallessa" in page
    page = with_action(page, "/resumption").submit().follow()

    assert with_action(page, "-1")["text-critical-decision-1"].value == "Asiakas soitti."


def test_answers_become_a_draft_with_codes_for_names(pair):
    noora, marjatta = pair
    number = agreed(noora, marjatta)
    page = noora.get(f"/interviews/{number}/talk")
    write(page, "Illalla asiakas Pohjolan Voima soitti.").submit().follow()
    form = noora.get(f"/interviews/{number}/draft").forms["draft"]
    form["title"], form["code-0"] = "Häiriöillan ensimmäinen soitto", "Energia-07"

    page = form.submit().follow()

    assert page.forms["writing"]["situation"].value == "Illalla asiakas Energia-07 soitti."
    assert "Pohjolan" not in page


def test_a_draft_without_a_name_comes_back(pair):
    noora, marjatta = pair
    number = agreed(noora, marjatta)
    write(noora.get(f"/interviews/{number}/talk"), "Asiakas soitti.").submit().follow()
    form = noora.get(f"/interviews/{number}/draft").forms["draft"]
    form["title"] = " "

    assert "Anna käytännölle nimi" in form.submit(status=422)


def test_the_carrier_says_how_they_would_and_the_interviewer_sees_both(pair):
    noora, marjatta = pair
    number, slug = handed_over(noora, marjatta)
    form = marjatta.get(f"/interviews/{number}").forms["disagree"]
    form["own_words"] = "Luin ensin lokin."
    assert "Kirjoita, mikä ei ole oikein." in form.submit(status=422)
    form["why"] = "En soittanut ensin."

    form.submit().follow()

    page = noora.get(f"/interviews/{number}")
    assert "Ei vielä niin kuin osaaja sen sanoisi" in page
    assert "En soittanut ensin." in page
    assert "Luin ensin lokin." in page
    assert page.click("Avaa luonnos").forms["writing"]["situation"].value == "Soitin ensin."
    assert slug in page


def test_the_practice_says_to_those_who_took_part_where_it_came_from(pair, signed_in):
    noora, marjatta = pair
    number, slug = handed_over(noora, marjatta)
    revision = session.scalar(select(Revision.id))
    page = marjatta.get(f"/practices/{slug}/revisions/{revision}")
    with_action(page, "/publication").submit().follow()

    interview = marjatta.get(f"/practices/{slug}").click("Dokumentointitapaaminen: ")
    assert interview.request.path == f"/interviews/{number}"
    leena = signed_in("Leena Ahokas")
    assert "/interviews/" not in leena.get(f"/practices/{slug}").html.main.decode()
    assert "Hyväksytty ja julkaistu" in noora.get(f"/interviews/{number}")


def test_a_yes_taken_back_is_said_to_both(pair):
    noora, marjatta = pair
    number = drafted(noora, marjatta, text=f"Tämä on {CANARY}.")

    page = with_action(marjatta.get(f"/interviews/{number}"), "/withdrawal").submit().follow()

    assert "Suostumus peruttiin" in page
    assert CANARY not in page
    assert CANARY not in noora.get(f"/interviews/{number}")
    assert session.scalars(select(Draft)).all() == []


def test_what_was_said_is_on_nobody_elses_page(pair, signed_in):
    noora, marjatta = pair
    number = drafted(noora, marjatta, text=f"Tämä on {CANARY}.")
    talk = session.get(Elicitation, number)
    assert CANARY in str([one.text for one in answers_in(talk).values()])
    slug, topic = talk.practice.slug, talk.topic
    others = [signed_in(one) for one in ("Leena Ahokas", "Samuel Forsman", "Petri Saarela")]
    private = [
        f"/interviews/{number}",
        f"/interviews/{number}/talk",
        f"/interviews/{number}/talk/case",
        f"/interviews/{number}/draft",
        f"/interviews/{number}/answers/critical-decision-1",
    ]
    open_pages = [
        "/",
        "/interviews",
        "/drafts",
        "/my-knowledge",
        f"/search?q={CANARY}",
        f"/search/alike?title={CANARY}",
        f"/practices/{slug}",
        f"/practices/{slug}/revisions",
    ]

    for other in others:
        for path in private:
            assert CANARY not in other.get(path, status=404)
        for path in open_pages:
            page = other.get(path).text.replace(f"q={CANARY}", "").replace(f'"{CANARY}"', "")
            assert f"Tämä on {CANARY}" not in page
        assert topic not in other.get("/interviews")


def test_others_can_do_nothing_to_it(pair, signed_in):
    noora, marjatta = pair
    number = agreed(noora, marjatta)
    leena = signed_in("Leena Ahokas")
    token = leena.get("/interviews/new").forms["plan"]["csrf_token"].value
    deeds = ("consent", "withdrawal", "pause", "resumption", "phases/case", "draft")

    for deed in (*deeds, "disagreements", "answers/critical-decision-1"):
        leena.post(
            f"/interviews/{number}/{deed}", {"csrf_token": token, "why": "x"}, status=404
        )


def test_the_empty_list_teaches(signed_in):
    assert "Pyydä häneltä kolme varttia." in signed_in("Noora Vainio").get("/interviews")
    assert "Sinä päätät." in signed_in("Jesse Lindqvist").get("/interviews")
