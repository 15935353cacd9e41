"""Learning paths: made by authors, walked by learners, shown to the mentor by choice."""

from urllib.parse import quote

import pytest
from sqlalchemy import select

from kb.foundation.db import session
from kb.internalise.paths.actions import add_step, follow_path, open_path
from kb.internalise.paths.forms import PathAbout, StepReason
from kb.internalise.paths.models import LearningPath, PathRole, PathStep
from kb.practices.models import Practice
from kb.share.mentoring.showing import show_progress
from support import make


@pytest.fixture
def petri(signed_in):
    return signed_in("Petri Saarela")


@pytest.fixture
def jesse(signed_in):
    return signed_in("Jesse Lindqvist")


@pytest.fixture
def path(petri):
    """Return the address of a path of two practices that are Petri's."""
    about = PathAbout("Ensimmäiset viikot", "Osaat soittaa.", PathRole.NEWCOMER, None)
    made = open_path(about, by=petri.person, language="fi")
    for title in ("Hiljainen asiakas", "Vihainen puhelu"):
        practice = make.practice(title, by=petri.person)
        make.document(practice, by=petri.person)
        add_step(made, practice.id, StepReason("Tätä tarvitaan heti.", 1), by=petri.person)
    return f"/paths/{made.id}"


def form_to(answer, end):
    return next(form for form in answer.forms.values() if form.action.endswith(end))


def steps():
    wanted = select(PathStep).where(PathStep.removed_at.is_(None)).order_by(PathStep.place)
    return [one.practice.title for one in session.scalars(wanted)]


def step_of(title):
    wanted = select(PathStep).join(Practice).where(Practice.title == title)
    return session.scalars(wanted).one().id


def followed(path, browser):
    form_to(browser.get(path), "/following").submit(status=302)


def test_an_author_makes_a_path(petri):
    practice = make.practice("Muistio samana päivänä", by=petri.person)
    number = str(practice.id)
    form = form_to(petri.get("/paths/new"), "/paths")
    form["title"], form["role"] = "Alkuun", "newcomer"
    page = form.submit(status=302).follow()

    form = form_to(page, "/steps")
    form["practice"], form["why"], form["week"] = number, "Ensimmäisestä palaverista.", "1"
    page = form.submit(status=302).follow()

    assert "Viikko 1" in page
    assert "Ensimmäisestä palaverista." in petri.get("/paths").click("Alkuun")


def test_what_is_missing_is_said_with_what_was_typed(petri, path):
    form = form_to(petri.get(f"{path}/steps"), "/steps")
    form["week"] = "99"

    refused = form.submit(status=422)

    assert form_to(refused, "/steps")["week"].value == "99"
    assert "Valitse käytäntö" in refused


def test_steps_move_and_come_off_and_back_without_javascript(petri, path):
    last = step_of("Vihainen puhelu")

    form_to(petri.get(f"{path}/steps"), f"/{last}/place/up").submit(status=302)
    assert steps() == ["Vihainen puhelu", "Hiljainen asiakas"]
    said = form_to(petri.get(f"{path}/steps"), f"/{last}/removal").submit().follow()
    assert steps() == ["Hiljainen asiakas"]
    form_to(said, f"/{last}/restoration").submit(status=302)

    assert steps() == ["Vihainen puhelu", "Hiljainen asiakas"]


def test_a_step_says_anew_why_it_is_there(petri, path):
    number = step_of("Vihainen puhelu")
    form = form_to(petri.get(f"{path}/steps/{number}"), f"/steps/{number}")
    form["why"], form["week"] = "Joku huutaa aina.", ""

    form.submit(status=302)

    assert "Joku huutaa aina." in petri.get(path)


def test_a_path_is_deleted_and_put_back(petri, path, jesse):
    said = form_to(petri.get(f"{path}/steps"), f"{path}/removal").submit(status=302).follow()
    jesse.get(path, status=404)
    assert session.scalars(select(LearningPath)).one().removed_at

    form_to(said, "/restoration").submit(status=302)

    assert "Ensimmäiset viikot" in jesse.get("/paths")


def test_a_reader_changes_no_path(jesse, path):
    page = jesse.get(path)

    assert "/steps" not in page
    for address in ("/paths/new", f"{path}/edit", f"{path}/steps"):
        jesse.get(address, status=403)


def test_the_next_step_stands_first_and_on_my_page(jesse, path):
    page = jesse.get(path)
    assert page.text.index("Seuraava askeleesi") < page.text.index("Koko polku")
    assert "Ensimmäiset viikot" not in jesse.get("/")

    followed(path, jesse)
    assert "Hiljainen asiakas" in jesse.get("/")
    first = session.scalars(select(Practice).where(Practice.title == "Hiljainen asiakas"))
    make.trial(first.one(), by=jesse.person)

    assert "Vihainen puhelu" in jesse.get("/")
    assert jesse.get(path).html.find(id="next-step").get_text() == "Vihainen puhelu"


def test_who_leaves_a_path_is_reminded_no_more(jesse, path):
    followed(path, jesse)

    form_to(jesse.get(path), "/following/removal").submit(status=302)

    assert "Hiljainen asiakas" not in jesse.get("/")


def test_a_path_is_found_by_role_and_industry(jesse, path):
    assert "Ensimmäiset viikot" in jesse.get("/paths?role=newcomer&industry=energy")
    assert "Sellaista polkua ei ole" in jesse.get("/paths?role=mentor")


def test_without_paths_the_page_says_what_to_do(jesse, petri):
    assert "Kysy" in jesse.get("/paths")
    assert "/paths/new" in petri.get("/paths")


def test_the_mentor_sees_the_way_that_is_shown_and_no_other(petri, jesse, path):
    pair = make.active_pair(petri.person, jesse.person)
    address = f"/mentoring/pairings/{pair.id}/progress"
    follow_path(session.scalars(select(LearningPath)).one(), by=jesse.person)
    assert "Ensimmäiset viikot" in jesse.get(address)
    assert "Ensimmäiset viikot" not in petri.get(address)

    form_to(jesse.get(address), "/progress").submit(status=302)
    assert "Ensimmäiset viikot" in petri.get(address)

    hidden = session.scalars(select(Practice).where(Practice.title == "Hiljainen asiakas"))
    hidden.one().removed_at = make.clock.now()
    assert quote("hiljainen-asiakas") not in petri.get(address)


def test_nobody_else_sees_who_follows(petri, jesse, signed_in, path):
    leena = signed_in("Leena Ahokas")
    pair = make.active_pair(petri.person, jesse.person)
    show_progress(pair, by=jesse.person)
    progress = f"/mentoring/pairings/{pair.id}/progress"
    pages = ("/", path, "/paths", f"/people/{jesse.person.id}")
    before = [words(browser, page) for browser in (petri, leena) for page in pages]

    followed(path, jesse)

    assert [words(browser, page) for browser in (petri, leena) for page in pages] == before
    leena.get(progress, status=403)


def words(browser, page):
    return browser.get(page).html.main.get_text()
