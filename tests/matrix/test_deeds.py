"""What changes anything: deeds alone, by their own fields; and nothing where judging fails."""

import os
import random

import pytest

from kb.foundation.db import Base
from kb.people import signed_in
from support.guarded import ACTORS
from support.guarded_addresses import address_of
from support.guarded_house import answered
from support.rights import IN, SIGN_IN
from support.whole_rows import changed, rows_in

pytestmark = pytest.mark.xdist_group("deeds")

WHOLE = "WHOLE" in os.environ
SEED = int(os.environ.get("MATRIX_SEED") or random.SystemRandom().randrange(10**6))
A_SHARE = 60
VERBS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"}
# Nobody's number and nobody's day: where either is written, a column was named by a form.
NUMBER, DAY = "770077", "2001-02-03"
AS_TYPED = {"beginning"}  # a page left open, kept as it was typed, and read as a form again
# Columns that a form has under the same name, to be judged by its own rules.
THEIR_OWN = {
    "role": {"/accounts", "/accounts/<number>/role", "/paths", "/paths/<number>"},
    "state": {"/flaws/<number>/answer", "/improvements/<number>/decision"},
}


def deeds(guarded, actor="owner"):
    """Return one cell of each deed that ``actor`` may do."""
    found = {}
    for cell in guarded.cells():
        if cell.row.method == "POST" and cell.actor == actor and cell.expected == IN:
            found.setdefault(cell.row.rule, cell)
    return [found[rule] for rule in sorted(found)]


def some(things):
    chance = random.Random(SEED)  # noqa: S311 - no secret
    return things if WHOLE else chance.sample(things, min(A_SHARE, len(things)))


@pytest.mark.parametrize("actor", ["reader", "coordinator", "admin", "owner"])
def test_reading_changes_nothing(guarded, actor):
    read = [one for one in guarded.cells() if one.row.method == "GET" and one.actor == actor]
    before = rows_in(guarded.file)

    for cell in some(read):
        guarded.ask_for(cell)

    assert changed(before, rows_in(guarded.file)) == {}, f"MATRIX_SEED={SEED}"


def test_no_address_answers_to_another_verb(guarded):
    adapter = guarded.app.url_map.bind("localhost")
    addresses = {
        address_of(guarded.things, one.row, one.state)
        for one in guarded.cells()
        if one.actor == "owner"
    }
    answers = {
        (verb, address): guarded.ask("owner", verb, address).status_code
        for address in some(sorted(addresses))
        for verb in VERBS - set(adapter.allowed_methods(address))
    }

    assert len(answers) >= A_SHARE
    assert {at: status for at, status in answers.items() if status != 405} == {}


def test_a_head_is_judged_as_the_page_is(guarded):
    read = [
        one for one in guarded.cells() if one.row.method == "GET" and one.actor == "outsider"
    ]
    for cell in some(read):
        address = address_of(guarded.things, cell.row, cell.state)
        page, head = (guarded.ask("outsider", verb, address) for verb in ("GET", "HEAD"))

        assert (head.status_code, head.data) == (page.status_code, b""), cell.name


@pytest.mark.parametrize("actor", ["owner", "reader"])
def test_no_form_names_a_column_that_is_not_its_own(guarded, actor):
    columns = {
        column.name for table in Base.metadata.tables.values() for column in table.columns
    }
    forced = {name: [NUMBER] for name in columns if name.endswith("_id")}
    forced |= {name: [DAY] for name in columns if name.endswith(("_at", "_day"))}
    forced |= {"id": [NUMBER], "is_admin": ["1"], "role": ["admin"], "state": ["published"]}
    forced |= {"slug": [NUMBER], "uid": [NUMBER], "ref": [NUMBER], "password_hash": [NUMBER]}

    for cell in some(deeds(guarded, actor)):
        known = guarded.things.get(cell.row.thing, {}).get(cell.state, {})
        form = guarded.forms.sent(f"POST {cell.row.rule}", actor, known)
        kept = {name for name, rules in THEIR_OWN.items() if cell.row.rule in rules}
        extra = {name: said for name, said in forced.items() if name not in {*form, *kept}}
        asked = {name: said for name, said in form.items() if not name.startswith("?")}
        before = rows_in(guarded.file)
        address = address_of(guarded.things, cell.row, cell.state)
        answer = guarded.ask(actor, "POST", address, {**extra, **asked}, undone=False)
        rows = changed(before, rows_in(guarded.file))
        guarded.restore()

        assert answer.status_code < 500, cell.name
        written = [row for name, each in rows.items() if name not in AS_TYPED for row in each]
        assert [row for row in written if NUMBER in row or DAY in row] == [], cell.name
        assert not any("'admin'" in row for row in rows.get("person", ())), cell.name


@pytest.mark.parametrize("part", ["access_of", "sign_in_by_hash", "ROLES"])
def test_where_judging_fails_nobody_is_let_in_and_nothing_is_written(
    guarded, part, monkeypatch
):
    def broken(*_arguments):
        raise RuntimeError("the judge is ill")

    monkeypatch.setattr(signed_in, part, {} if part == "ROLES" else broken)
    before = rows_in(guarded.file)
    pages = [one for one in guarded.cells() if one.actor == "owner" and one.expected == IN]
    guarded_ones = [one for one in pages if one.row.role not in {"open", "address"}]
    for cell in some(guarded_ones):
        address = address_of(guarded.things, cell.row, cell.state)
        answer = guarded.ask("owner", cell.row.method, address, undone=False)
        assert answer.status_code == 500, cell.name
        assert "the judge is ill" not in answer.text

    assert changed(before, rows_in(guarded.file)) == {}


def test_a_cookie_that_was_put_there_before_signing_in_is_not_signed_in(guarded):
    stranger = guarded.sittings["anonymous"].cookie
    browser = guarded.app.test_client(use_cookies=False)
    headers = {"Cookie": stranger, "X-CSRFToken": guarded.sittings["anonymous"].token}
    told = dict(
        part.split("=", 1) for part in guarded.forms.forms["POST /sign-in"].split(" & ")
    )

    entered = browser.post("/sign-in", data=told, headers=headers)

    assert entered.headers["Location"] == "/"
    assert entered.headers["Set-Cookie"].split(";")[0] != stranger
    assert answered(guarded.ask("anonymous", "GET", "/"), "/") == SIGN_IN
    guarded.restore()


def test_everybody_else_is_somebody(guarded):
    """The control of all this: whoever is signed in gets in."""
    for actor in set(ACTORS) - {"anonymous", "suspended"}:
        assert answered(guarded.ask(actor, "GET", "/"), "/") == IN
