"""What is taken out is all that one may read, and a house takes it back as it was."""

import shutil

import pytest
from sqlalchemy import select

from kb.app import create_app
from kb.cycle.takeout.places import apart, safe
from kb.demo import load_demo
from kb.demo.house import House
from kb.document.attachments.actions import attach, open_files
from kb.document.attachments.pictures import read_picture
from kb.document.imports.own import mark_for, parted, written
from kb.document.revisions.actions import hand_over
from kb.document.revisions.drafts import save_draft
from kb.document.revisions.forms import Wording
from kb.foundation import clock
from kb.foundation.db import session
from kb.people.models import Person, Role
from kb.share.private_notes.keys import KeyPlace
from support import make
from support.files import picture
from support.site import let_go, settings_in
from support.takeouts import files_in, pages_in, taken_by, told_of_all


def published(title, *, by, language="fi", of=None, **parts):
    found = of or make.practice(title, by=by)
    wording = Wording.parse({"title": title, "action": "Soitan.", **parts}, slug=found.slug)
    hand_over(found, language, wording, by=by)
    return found


@pytest.fixture
def files(tmp_path):
    return tmp_path / "files"


# A house and another


def test_another_house_shows_every_practice_of_the_demo_as_it_was(empty_house, tmp_path):
    archive, before = taken_from_demo(empty_house, tmp_path)
    assert len(before) > 40
    assert {"fi", "en"} <= {one for told in before.values() for one in told["pages"]}

    after, again = taken_into_another(empty_house, tmp_path, archive)

    assert sorted(after) == sorted(before)
    assert all(after[slug] == told for slug, told in before.items())
    assert pages_in(again) == pages_in(archive)


def taken_from_demo(empty_house, tmp_path):
    app = create_app(settings_in(shutil.copytree(empty_house, tmp_path / "demo")))
    with app.app_context():
        kept = app.extensions["settings"]
        load_demo(House(kept.files, KeyPlace.of(kept)), lambda *_progress: None)
        leena = session.scalar(select(Person).where(Person.role == Role.COORDINATOR))
        archive, told = taken_by(leena, kept.files), told_of_all(leena)
    let_go(app)
    return archive, told


def taken_into_another(empty_house, tmp_path, archive):
    app = create_app(settings_in(shutil.copytree(empty_house, tmp_path / "another")))
    (tmp_path / "kisalli.zip").write_bytes(archive)
    run = app.test_cli_runner().invoke
    run(args=["person", "add", "Samuel Forsman", "samuel@example.com", "--role", "author"])
    came = run(args=["import", str(tmp_path / "kisalli.zip"), "--publish"])
    assert came.exit_code == 0, came.output
    assert "Not written" not in came.output
    with app.app_context():
        samuel = session.scalars(select(Person)).one()
        told = told_of_all(samuel)
        again = taken_by(samuel, app.extensions["settings"].files)
    let_go(app)
    return told, again


# What it holds


def test_the_same_house_gives_the_same_bytes(petri, files):
    published("Soita ensin", by=petri)

    assert taken_by(petri, files) == taken_by(petri, files)


def test_a_text_stands_as_it_was_written_under_its_own_headings(petri, files):
    text = "## Tilanne\n\n<!-- part: why -->\n\n    koodia\n\n| a | b |\n|---|---|\n| 1 | 2 |"
    published("Soita ensin", by=petri, action=text, why="Siksi.")

    page = pages_in(taken_by(petri, files))["practices/soita-ensin/fi.md"]

    assert f"\n## Miten toimin\n\n{text}\n" in page
    assert parted(page, "part-2")[0] == {"action": text, "why": "Siksi."}


def test_a_link_leads_to_the_other_file_and_one_to_nowhere_stays(petri, files):
    published("Toinen", by=petri)
    published("Soita", by=petri, action="[[Toinen|*näin*]] [[Ei ole]] `[[Toinen]]`")

    page = pages_in(taken_by(petri, files))["practices/soita/fi.md"]

    assert r"[\*näin\*](../toinen/fi.md) [[Ei ole]] `[[Toinen]]`" in page


def test_a_link_leads_to_the_page_in_its_own_language_where_there_is_one(petri, files):
    both = published("Toinen", by=petri)
    published("Another", by=petri, language="en", of=both)
    one = published("Soita", by=petri, action="[[Toinen]]")
    published("Call", by=petri, language="en", of=one, action="[[Another]]")

    pages = pages_in(taken_by(petri, files))

    assert "[Toinen](../toinen/fi.md)" in pages["practices/soita/fi.md"]
    assert "[Another](../toinen/en.md)" in pages["practices/soita/en.md"]


def test_what_is_not_written_is_there_by_its_name_with_whom_to_ask(petri, files):
    make.practice("Vain päässä", by=petri)

    page = files_in(taken_by(petri, files))["practices/vain-päässä/fi.md"].decode()

    assert "stage: identified" in page
    assert "Ei vielä kirjattu. Kysy osaajalta: Petri Saarela" in page


def test_files_lie_beside_the_page_under_names_that_no_computer_mistakes(petri, files):
    practice = published("Soita", by=petri)
    for name in ("Kuva.png", "kuva.png"):
        attach(practice, read_picture(name, picture()), by=petri, folder=files)
    open_files(practice, of=petri, until=clock.now())

    held = files_in(taken_by(petri, files))

    assert {"practices/soita/Kuva.png", "practices/soita/kuva-2.png"} <= set(held)
    assert b"file: kuva-2.png\n  name: kuva.png" in held["practices/soita/fi.md"]


def test_ones_own_draft_has_a_folder_of_its_own(petri, aino, files):
    practice = published("Soita", by=petri)
    wording = Wording.parse({"title": "Soita", "action": "Uusi ajatus [[Soita]]"})
    save_draft(practice, "fi", wording, by=aino)

    assert (
        b"Uusi ajatus [Soita](../../practices/soita/fi.md)"
        in files_in(taken_by(aino, files))["drafts/soita/fi.md"]
    )
    assert not any(b"Uusi ajatus" in one for one in files_in(taken_by(petri, files)).values())


def test_a_valuation_is_told_to_those_who_see_it(petri, jesse, leena, files):
    published("Soita", by=petri).criticality = 4
    session.flush()

    def tells(person):
        return b"criticality: 4" in files_in(taken_by(person, files))["practices/soita/fi.md"]

    assert [tells(person) for person in (petri, leena, jesse)] == [True, True, False]


def test_a_file_whose_bytes_are_lost_is_left_out(petri, files):
    practice = published("Soita", by=petri)
    attach(practice, read_picture("kuva.png", picture()), by=petri, folder=files)
    open_files(practice, of=petri, until=clock.now())
    for one in files.glob("??/*"):
        one.unlink()

    assert "practices/soita/kuva.png" not in files_in(taken_by(petri, files))


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("äiti-ja-öljy", "äiti-ja-öljy"),
        ("../../etc/passwd", "-.-etc-passwd"),
        ("CON.png", "_CON.png"),
        ("nul", "_nul"),
        ("a:b?.png", "a-b-.png"),
        ("päättyy. ", "päättyy"),
        ("", "-"),
    ],
)
def test_a_name_is_one_that_every_file_system_takes(name, place):
    assert safe(name) == place


def test_long_names_stay_whole_letters_and_apart():
    long = "ä" * 300

    places = apart([f"{long}.png", f"{long}.PNG"])

    assert all(len(place.encode()) < 255 for place in places.values())
    assert len({place.casefold() for place in places.values()}) == 2


def test_no_mark_stands_in_the_text_it_marks():
    parts = {"action": "<!-- part: why -->\n<!-- part-2: why -->", "why": "x"}
    mark = mark_for(parts)

    assert mark == "part-3"
    assert parted(written(parts, "fi", mark), mark) == (parts, "")
