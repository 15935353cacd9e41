"""A workshop board in browsers without scripts: every deed is a form."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from kb.config import Settings
from kb.document.boards.models import Board, BoardGroup, BoardNote
from kb.document.boards.removing import forget_removed
from kb.document.boards.sources import BoardDraft
from kb.foundation import clock
from kb.foundation.db import session
from support import make

TEXT = "Soitan ja kerron yhden havainnon."


def new_board(browser, question="Mitä teet, kun asiakas hiljenee?", **fields):
    form = browser.get("/boards/new").forms["asking"]
    form["question"] = question
    for name, value in fields.items():
        form[name] = value
    return form.submit(status=302).follow()


def address(page):
    return re.search(r'data-news="(/boards/\d+)/wall"', page.text)[1]


def put_up(browser, board, text=TEXT):
    form = browser.get(board).forms["write"]
    form["text"] = text
    return form.submit(status=302).follow()


def name_group(browser, board, name, level="sub"):
    form = browser.get(board).forms["naming"]
    form["name"], form["level"] = name, level
    return form.submit(status=302).follow()


def press(page, ending):
    """Send the page's form whose address ends so."""
    [form] = [one for one in page.forms.values() if one.action.endswith(ending)]
    return form.submit(status=302).follow()


def movers(page, kind="note"):
    return [form for key, form in page.forms.items() if str(key).startswith(f"move-{kind}")]


def move(page, number, to, kind="note"):
    form = page.forms[f"move-{kind}-{number}"]
    form["to"].select(text=to)
    return form.submit(status=302).follow()


def number_of(page, text):
    return re.search(rf'id="note-(\d+)"[^>]*>\s*<p[^>]*>{re.escape(text)}', page.text)[1]


@pytest.fixture
def aino(signed_in):
    return signed_in("Aino Koskela")


@pytest.fixture
def board(aino):
    return address(new_board(aino))


@pytest.mark.parametrize(
    ("language", "empty", "hung", "draft"),
    [
        ("fi", "Taulu on vielä tyhjä", "Lappusi on taululla.", "Tee luonnos käytännöksi"),
        ("en", "Nothing hangs here yet", "Your note hangs on", "Draft a practice of this"),
    ],
)
def test_from_a_question_to_a_draft(signed_in, language, empty, hung, draft):
    aino = signed_in("Aino Koskela", language=language)
    petri = signed_in("Petri Saarela", language=language)
    page = new_board(aino)
    board = address(page)
    assert empty in page

    page = put_up(petri, board)
    assert hung in page
    assert draft not in page
    press(aino.get(board), "/state/grouping")
    name_group(petri, board, "Arjessa", "upper")
    page = name_group(petri, board, "Soittaminen")
    page = move(page, number_of(page, TEXT), "Soittaminen")
    [group] = movers(page, "group")
    group["to"].select(text="Arjessa")
    page = group.submit(status=302).follow()
    assert draft in page

    form = aino.get(board).click(draft, index=1).forms["drafting"]
    assert form["title"].value == "Soittaminen"
    form["holder"].select(text="Petri Saarela")
    page = form.submit(status=302).follow()

    writing = page.forms["writing"]
    assert writing["action"].value == f"- {TEXT}"
    assert writing["method"].value == "workshop"
    assert [one.checked for one in writing.fields["with_whom"]] == [True]
    assert "Petri Saarela" in page
    handed = aino.post(f"{writing.action}/publication", writing.submit_fields(), status=302)
    page = handed.follow()
    practice = page.request.path
    assert "Työpaja: " in page or "Workshop: " in page
    source = page.click("Mitä teet, kun asiakas hiljenee", href="/boards/drafts/")
    assert TEXT in source
    assert "Petri Saarela" in source
    assert practice in petri.get(board).text


def test_what_was_typed_is_kept_when_a_note_is_refused(signed_in, aino, board):
    form = aino.get(board).forms["write"]
    form["text"] = "a" * 501

    refused = form.submit(status=422)

    assert "enintään 500 merkkiä" in refused
    assert refused.forms["write"]["text"].value == "a" * 501
    press(aino.get(board), "/state/closed")
    form["text"] = TEXT
    closed = form.submit(status=409)
    assert "Taulu on suljettu" in closed


def test_a_full_board_says_so_and_keeps_what_was_typed(signed_in, app, aino, board):
    app.extensions["settings"] = Settings(
        **{**vars(app.extensions["settings"]), "board_notes": 1}
    )
    put_up(aino, board)
    form = aino.get(board).forms["write"]
    form["text"] = "Toinen."

    refused = form.submit(status=422)

    assert "Taululla on jo 1 lappua" in refused
    assert refused.forms["write"]["text"].value == "Toinen."


def test_moving_what_its_author_deleted_says_so(signed_in, aino, board):
    petri = signed_in("Petri Saarela")
    page = put_up(petri, board)
    number = number_of(page, TEXT)
    old = aino.get(board)
    press(page, f"/notes/{number}/removal")

    form = old.forms[f"move-note-{number}"]
    refused = form.submit(status=409)

    assert "sen kirjoittaja on poistanut sen" in refused
    assert "write" in refused.forms


def test_who_moves_after_another_is_told(signed_in, aino, board):
    petri = signed_in("Petri Saarela")
    put_up(petri, board)
    press(aino.get(board), "/state/grouping")
    for name in ("Yksi", "Kaksi"):
        name_group(aino, board, name)
    old = aino.get(board)
    page = petri.get(board)
    number = number_of(page, TEXT)
    move(page, number, "Yksi")

    page = move(old, number, "Kaksi")

    assert "Lappu on ryhmässä: Kaksi." in page
    assert "Petri Saarela siirsi sitä juuri ennen sinua" in page


def test_moving_into_a_dissolved_group_says_so(signed_in, aino, board):
    put_up(aino, board)
    press(aino.get(board), "/state/grouping")
    old = name_group(aino, board, "Yksi")
    form = next(f for f in old.forms.values() if re.search(r"groups/\d+/removal", f.action))
    form.submit(status=302)

    number = number_of(old, TEXT)
    mover = old.forms[f"move-note-{number}"]
    mover["to"].select(text="Yksi")
    refused = mover.submit(status=409)

    assert "Ryhmää ei enää ole" in refused


def test_ones_own_note_is_reworded_and_a_gone_one_written_anew(signed_in, aino, board):
    petri = signed_in("Petri Saarela")
    page = put_up(petri, board)
    number = number_of(page, TEXT)
    form = page.click("Muokkaa").forms["rewording"]
    form["text"] = ""
    assert "Kirjoita lappuun jotakin" in form.submit(status=422)
    form["text"] = "Toisin."
    page = form.submit(status=302).follow()
    assert "Toisin." in page

    stale = petri.get(f"{board}/notes/{number}").forms["rewording"]
    press(petri.get(board), f"/notes/{number}/removal")
    stale["text"] = "Vielä toisin."
    gone = stale.submit(status=409).forms["rewording"]
    assert gone["text"].value == "Vielä toisin."
    assert "Vielä toisin." in gone.submit(status=302).follow()


def test_a_group_is_renamed_and_a_gone_one_named_anew(aino, board):
    press(aino.get(board), "/state/grouping")
    page = name_group(aino, board, "Yksi")
    renaming = page.click("Nimeä uudelleen").forms["renaming"]
    renaming["name"] = "Kaksi"
    page = renaming.submit(status=302).follow()
    assert "Kaksi" in page

    form = next(f for f in page.forms.values() if re.search(r"groups/\d+/removal", f.action))
    form.submit(status=302)
    renaming["name"] = "Kolme"
    gone = renaming.submit(status=409).forms["renaming"]
    assert gone["name"].value == "Kolme"
    assert "Kolme" in gone.submit(status=302).follow()


def test_others_hands_are_refused(signed_in, aino, board):
    petri = signed_in("Petri Saarela")
    number = number_of(put_up(petri, board), TEXT)
    page = aino.get(board)
    token = page.forms["write"]["csrf_token"].value

    assert f'{board}/notes/{number}"' not in page
    aino.get(f"{board}/notes/{number}", status=403)
    for deed in ("", "/removal"):
        given = {"csrf_token": token, "text": "x"}
        aino.post(f"{board}/notes/{number}{deed}", given, status=403)
    petri_token = petri.get(board).forms["write"]["csrf_token"].value
    petri.post(f"{board}/state/closed", {"csrf_token": petri_token}, status=403)
    given = {"csrf_token": petri_token, "question": "Muuta?"}
    petri.post(f"{board}/question", given, status=403)


def test_a_board_for_named_people_is_nobody_elses(signed_in, aino):
    petri, leena = signed_in("Petri Saarela"), signed_in("Leena Ahokas")
    form = aino.get("/boards/new").forms["asking"]
    form["question"], form["audience"] = "Kanarialintu?", "named"
    assert "Valitse vähintään yksi henkilö" in form.submit(status=422)
    [petris] = [one for one in form.fields["people"] if one._value == str(petri.person.id)]  # noqa: SLF001
    petris.checked = True
    chosen = form.submit(status=302).follow()
    board = address(chosen)

    assert "Kanarialintu" in petri.get("/boards")
    assert "Kanarialintu" not in leena.get("/boards")
    token = leena.get("/sparring/new").forms["sparring"]["csrf_token"].value
    for path in (board, f"{board}/wall", f"{board}/notes/1", f"{board}/groups/1"):
        leena.get(path, status=404)
    for path in (f"{board}/notes", f"{board}/groups", f"{board}/notes/1/place"):
        given = {"csrf_token": token, "text": "x", "name": "x", "to": ""}
        leena.post(path, given, status=404)


def test_a_reader_writes_and_moves_but_drafts_nothing(signed_in, aino, board):
    jesse = signed_in("Jesse Lindqvist")
    put_up(jesse, board)
    press(aino.get(board), "/state/grouping")
    page = name_group(jesse, board, "Yksi")

    page = move(page, number_of(page, TEXT), "Yksi")

    assert "Tee luonnos käytännöksi" not in page
    jesse.get("/boards/new", status=403)
    jesse.get(f"{board}/groups/1/draft", status=403)


def test_a_wall_is_told_anew_only_when_it_has_changed(aino, board):
    seen = re.search(r'data-seen="(\d+)"', aino.get(board).text)[1]

    assert aino.get(f"{board}/wall?seen={seen}").text == ""
    put_up(aino, board)
    page = aino.get(f"{board}/wall?seen={seen}")
    assert TEXT in page
    assert "<html" not in page


def test_an_empty_list_teaches(signed_in):
    assert "Neljäkymmentä minuuttia riittää" in signed_in("Petri Saarela").get("/boards")
    jesse = signed_in("Jesse Lindqvist")
    assert "Avaa taulu" not in jesse.get("/boards")
    assert "Yhtään taulua ei ole vielä suljettu" in jesse.get("/boards?shelf=closed")


def test_a_closed_board_is_read_and_opened_again(signed_in, aino, board):
    put_up(aino, board)
    page = press(aino.get(board), "/state/closed")
    assert "write" not in page.forms
    assert TEXT in signed_in("Jesse Lindqvist").get(board)

    page = press(page, "/state/grouping")

    assert "write" in page.forms


def test_a_board_is_deleted_by_who_runs_it_and_put_back(signed_in, aino, board):
    petri = signed_in("Petri Saarela")
    put_up(petri, board)
    assert "Poista taulu" not in petri.get(board)
    petri.post(f"{board}/removal", petri.get(board).forms["write"].submit_fields(), status=403)

    page = press(aino.get(board), f"{board}/removal")

    assert petri.get(board, status="*").status_int == 404
    page = press(page, "/restoration")
    assert "Taulu on palautettu lappuineen." in page
    assert TEXT in petri.get(board)


def test_a_board_that_became_a_practice_stays(aino, board):
    put_up(aino, board)
    press(aino.get(board), "/state/grouping")
    name_group(aino, board, "Soitto")
    sent = aino.get(board).forms["write"].submit_fields()
    group = session.scalars(select(BoardGroup)).one()
    session.add(
        BoardDraft(
            board_id=group.board_id,
            group_id=group.id,
            practice_id=make.practice(by=aino.person).id,
            language="fi",
            by_id=aino.person.id,
        )
    )
    session.commit()

    assert "Poista taulu" not in aino.get(board)
    aino.post(f"{board}/removal", sent, status=409)


def test_a_deleted_board_goes_for_good_after_its_time(aino, board):
    put_up(aino, board)
    press(aino.get(board), "/state/grouping")
    name_group(aino, board, "Soitto")
    name_group(aino, board, "Ylempi", "upper")
    press(aino.get(board), f"{board}/removal")

    forget_removed(30)
    assert session.scalars(select(Board)).all() != []
    with clock.standing_at(clock.now() + timedelta(days=31)):
        forget_removed(30)

    assert (
        session.scalars(select(Board)).all() == session.scalars(select(BoardNote)).all() == []
    )


def test_a_deleted_board_lies_in_the_trash_of_those_who_may_put_it_back(aino, signed_in, board):
    leena, petri = signed_in("Leena Ahokas"), signed_in("Petri Saarela")
    question = aino.get(board).html.h1.get_text(strip=True)
    press(aino.get(board), f"{board}/removal")

    assert question not in petri.get("/trash")
    assert question in leena.get("/trash")
    page = press(aino.get("/trash"), f"{board}/restoration")

    assert page.request.path == board
    assert question not in aino.get("/trash")
