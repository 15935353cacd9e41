"""An address or a form that names two things is judged by both, and both belong together."""

import re

import pytest

from support.guarded_addresses import NOWHERE, has_all
from support.rights import PLACE, Rights
from support.whole_rows import changed, rows_in

pytestmark = pytest.mark.xdist_group("two numbers")

TOKEN = re.compile(r'name="(?:csrf_token|once)" value="[^"]*"')
# What an address names beside its things: a way, a page of a form, a question of a set.
NO_THINGS = {"language", "state", "way", "phase", "key"}
# The second of the two is a practice of its own, and need only be seen.
ITS_OWN = {
    "/my-knowledge/answers/<number>/practices/<slug>",
    "/needs/<number>/practices/<slug>",
    "/people/<number>/handovers/<slug>",
    "/people/<number>/handovers/<slug>/completion",
    "/people/<number>/handovers/<slug>/completion/removal",
    "/people/<number>/handovers/<slug>/removal",
    "/needs/<number>/under/<other>",
}
# Each form that names something by number or name: whose form, and what else it needs.
IN_FORMS = (
    ("/combinations", "practices", "practice"),
    ("/events", "practices", "practice"),
    ("/events", "board", "board"),
    ("/events/<number>", "practices", "practice"),
    ("/events/<number>", "board", "board"),
    ("/interviews", "practice", "slug"),
    ("/interviews", "need", "need"),
    ("/mentoring/goals", "practice", "slug"),
    ("/mentoring/goals", "follows", "pairing"),
    ("/mentoring/pairings", "practices", "practice"),
    ("/mentoring/pairings", "follows", "pairing"),
    ("/mentoring/meetings/<number>/record", "practices", "practice"),
    ("/mentoring/pairings/<number>/sessions", "practices", "practice"),
    ("/mentoring/profile/offer", "practices", "practice"),
    ("/mentoring/profile/wish", "practices", "practice"),
    ("/needs", "practice", "slug"),
    ("/paths/<number>/steps", "practice", "practice"),
    ("/practices", "answer", "answer"),
    ("/questions", "practice", "slug"),
    ("/reviews/aside", "practice", "practice"),
    ("/reviews/aside", "other", "practice"),
    ("/turns/<number>/practices", "practices", "practice"),
    ("/boards/<number>/groups/<group>/draft", "practice", "slug"),
    ("/boards/<number>/notes/<note>/place", "to", "group"),
)
OTHERS_PRACTICE = {"/mentoring/profile/wish": "wished", "/interviews": "learned"}


def two_named():
    """Return the rows of the table whose address names two things."""
    return [
        row
        for row in Rights.read().rows
        if len([name for name in row.names if name not in NO_THINGS]) > 1
        and "question-sets" not in row.rule
    ]


def filled(row, first, second):
    """Return the address with the first name of one thing and the second of another."""
    order = [name for name in row.names if name not in NO_THINGS]
    named = {order[0]: first[order[0]], order[1]: second[order[1]]}
    always = {"way": "down", "language": "fi"}
    return PLACE.sub(lambda found: str(named.get(found[1]) or always[found[1]]), row.rule)


def owned(guarded, row):
    """Return the owner's one of that kind, with all that the address names."""
    states = guarded.things[row.thing]
    if "active" in states:  # a pair that meets
        return states["active"]
    return next(one for state, one in states.items() if has_all(guarded.things, row, state))


def asked_and_kept(guarded, row, address, form):
    """Return the answer to the owner, and whatever it changed."""
    before = rows_in(guarded.file)
    answer = guarded.ask("owner", row.method, address, form, undone=False)
    after = rows_in(guarded.file)
    guarded.restore()
    return answer, changed(before, after)


@pytest.mark.parametrize("row", two_named(), ids=lambda row: f"{row.method} {row.rule}")
def test_ones_own_beside_anothers_is_refused_and_nothing_is_written(guarded, row):
    own, foreign = owned(guarded, row), foreign_to(guarded, row)
    form = guarded.forms.sent(f"{row.method} {row.rule}", "owner", own)

    mixed = [(own, foreign), (foreign, own)]
    answers = {
        filled(row, first, second): asked_and_kept(
            guarded, row, filled(row, first, second), form
        )
        for first, second in (mixed[:1] if row.rule in ITS_OWN else mixed)
    }

    told = {
        address: answer.status_code
        for address, (answer, _) in answers.items()
        if answer.status_code < 400 and not is_as_of_nothing(guarded, row, address, answer)
    }
    assert told == {}
    assert {address: rows for address, (_, rows) in answers.items() if rows} == {}


def is_as_of_nothing(guarded, row, address, answer):
    """Say whether a page tells no more than it would if there had never been any."""
    number = address.rsplit("/", 1)[-1]
    nothing = guarded.ask("owner", row.method, address.removesuffix(number) + NOWHERE)
    return bare(nothing.text.replace(NOWHERE, number)) == bare(answer.text)


def bare(page):
    return TOKEN.sub("", page)


def foreign_to(guarded, row):
    others = guarded.others
    if row.rule in ITS_OWN:
        return {"slug": others["practice"]["slug"], "other": others["need"]["number"]}
    return others["path" if row.thing.endswith("step") else row.thing]


@pytest.mark.parametrize(("rule", "field", "kind"), IN_FORMS)
def test_a_form_cannot_name_what_its_sender_does_not_see(guarded, rule, field, kind):
    row = next(one for one in Rights.read().rows if (one.method, one.rule) == ("POST", rule))
    here = {} if row.thing == "-" else owned(guarded, row)
    form = guarded.forms.sent(f"POST {rule}", "owner", here)
    hidden = {
        **guarded.others["practice"],
        **guarded.others["need"],
        **guarded.others["own-note"],
    }
    hidden |= {"board": guarded.others["board"]["number"], **guarded.others["board"]}
    number = hidden[kind]

    beside = [guarded.forms.known["open"]] if rule == "/combinations" else []
    address = PLACE.sub(lambda found: str(here.get(found[1])), rule)
    answer, rows = asked_and_kept(guarded, row, address, {**form, field: [*beside, number]})
    status = answer.status_code

    own = guarded.ask(
        "owner", "POST", address, {**form, field: [*beside, owned_named(guarded, kind, rule)]}
    )

    assert own.status_code < 400, "what one does see is taken"
    assert status >= 400 or not names(rows, number), (status, rows)
    assert status < 500


def owned_named(guarded, kind, rule):
    """Return what the owner may name there."""
    things, known = guarded.things, guarded.forms.known
    if rule in OTHERS_PRACTICE:
        return known[OTHERS_PRACTICE[rule]]
    return {
        "practice": known["held"],
        "slug": things["practice"]["held"]["slug"],
        "board": things["board"]["open"]["number"],
        "group": things["board"]["open"]["group"],
        "need": things["need"]["open"]["number"],
        "answer": things["need-answer"]["given"]["answer"],
        "pairing": things["pairing"]["ended"]["number"],
    }[kind]


def names(rows, number):
    """Say whether anything written refers to what was named."""
    said = re.compile(rf"[(' ]{re.escape(str(number))}[,)']")
    return any(said.search(row) for each in rows.values() for row in each)
