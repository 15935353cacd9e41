"""The owner's pages: still true, choosing an owner, the queue of reviews."""

from datetime import timedelta

from sqlalchemy import select

from kb.foundation import clock
from kb.foundation.db import session
from kb.people.models import Person
from kb.practices.models import Practice
from support import make

TITLE = "Soitto ennen laskua"


def written(browser, title=TITLE):
    practice = make.practice(title, by=browser.person)
    make.document(practice, by=browser.person)
    return practice.slug


def practice_now():
    return session.scalar(select(Practice).where(Practice.title == TITLE))


def texts(page, selector):
    return [one.get_text(" ", strip=True) for one in page.html.select(selector)]


def test_the_owner_says_that_it_is_still_true(signed_in):
    petri = signed_in("Petri Saarela")
    slug = written(petri)
    page = petri.get(f"/practices/{slug}")
    assert "Vahvistamaton" in page.html.select_one(".badge").get_text()

    form = next(one for one in page.forms.values() if one.action.endswith("/verification"))
    page = form.submit().follow()

    assert "Ajantasaisuus on vahvistettu." in page
    assert "Vahvistettu" in page.html.select_one(".badge").get_text()


def test_a_reader_is_offered_neither(signed_in):
    petri, jesse = signed_in("Petri Saarela"), signed_in("Jesse Lindqvist")
    slug = written(petri)

    page = jesse.get(f"/practices/{slug}")

    assert "/verification" not in page
    assert "/upkeep" not in page
    jesse.get(f"/practices/{slug}/upkeep", status=403)


def test_the_owner_is_chosen_with_the_interval(signed_in):
    petri, noora = signed_in("Petri Saarela"), signed_in("Noora Vainio")
    slug = written(petri)

    form = petri.get(f"/practices/{slug}/upkeep").forms["upkeep"]
    form["owner"], form["months"] = str(noora.person.id), "12"
    page = form.submit().follow()

    assert "Noora Vainio" in page.html.select_one("#trust").get_text()
    assert practice_now().review_months == 12


def test_an_owner_nobody_knows_is_refused_and_the_form_kept(signed_in):
    petri = signed_in("Petri Saarela")
    slug = written(petri)

    form = petri.get(f"/practices/{slug}/upkeep").forms["upkeep"]
    form["months"] = "24"
    form["owner"].force_value("")
    page = form.submit(status=422)

    assert "Valitse, kuka käytännöstä vastaa." in page
    assert page.forms["upkeep"]["months"].value == "24"


def test_the_queue_leads_to_still_true_and_back(signed_in):
    petri, leena = signed_in("Petri Saarela"), signed_in("Leena Ahokas")
    slug = written(petri)
    assert texts(leena.get("/reviews"), "ol.lines h3") == [TITLE]

    queue = petri.get("/reviews")
    form = next(one for one in queue.forms.values() if slug in one.action)
    page = form.submit().follow()

    assert page.request.path == "/reviews"
    assert "Mikään ei odota tarkistusta" in page


def test_what_is_to_be_reviewed_waits_on_my_page(signed_in):
    petri = signed_in("Petri Saarela")
    written(petri)

    assert TITLE in texts(petri.get("/"), ".lines h3")


def test_the_practices_of_one_who_was_suspended_ask_for_a_new_owner_and_stay_visible(signed_in):
    petri, leena = signed_in("Petri Saarela"), signed_in("Leena Ahokas")
    jesse = signed_in("Jesse Lindqvist")
    slug = written(petri)
    session.scalar(select(Person).where(Person.name == "Petri Saarela")).suspended_at = (
        clock.now() - timedelta(hours=1)
    )

    queue = leena.get("/reviews")
    assert texts(queue, ".panel h3") == [TITLE]
    assert "Vastuuhenkilö on poissa" in jesse.get(f"/practices/{slug}")

    form = queue.click(description="Valitse vastuuhenkilö").forms["upkeep"]
    form["owner"] = str(leena.person.id)
    form.submit().follow()
    assert texts(leena.get("/reviews"), ".panel h3") == []


def test_what_links_to_a_practice_is_shown_below_it_by_names_one_may_see(signed_in):
    petri, jesse = signed_in("Petri Saarela"), signed_in("Jesse Lindqvist")
    slug = written(petri)
    other = make.practice("Muistio heti", by=petri.person)
    make.document(other, by=petri.person, action=f"Ensin [[{TITLE}]].")
    ways = f"/practices/{slug}/provenance"
    assert texts(jesse.get(ways), "#linked-from a") == ["Muistio heti"]

    hidden = session.scalar(select(Practice).where(Practice.title == "Muistio heti"))
    hidden.audience = "named"

    assert not jesse.get(ways).html.select("#linked-from")
    assert "Muistio heti" not in jesse.get(ways)


def test_a_link_by_a_former_name_is_followed(signed_in):
    petri = signed_in("Petri Saarela")
    slug = written(petri)
    form = petri.get(f"/practices/{slug}/place").forms["place"]
    form["title"] = "Rauhallinen puhelu"
    form.submit()

    page = petri.get(f"/practices/titled/{TITLE.replace(' ', '%20')}").follow()

    assert page.html.h1.get_text() == TITLE or slug in page.request.path


def test_the_lists_of_links_are_for_authors(signed_in):
    petri, jesse = signed_in("Petri Saarela"), signed_in("Jesse Lindqvist")
    practice = make.practice("Muistio heti", by=petri.person)
    make.document(practice, by=petri.person, action="Ensin [[Tätä ei ole]].")

    assert "[[Tätä ei ole]]" in petri.get("/links")
    assert "Muistio heti" in petri.get("/links?show=orphans")
    jesse.get("/links", status=403)
