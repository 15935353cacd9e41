"""The address of each row of the table of rights, for a thing of the guarded house."""

from support.rights import NONE, NOTHING, PLACE

ALWAYS = {
    "language": "fi",
    "state": "grouping",
    "way": "down",
    "name": "identified",
    "title": "Avoin tapa",
}
ABSENT = {"slug": "ei-ole-sellaista", "key": "ei-ole", "name": "ei-ole", "token": "0" * 32}
NAMED = {"name", "title"}  # of things too, else of the map alone
NOWHERE = "987654"


def things_by_name(doings):
    """Return what the house always has, beside what was done in it."""
    return {
        **doings,
        "removed-board": doings["board"],
        "removed-path": doings["path"],
        "template": {"shown": {"name": "key-account-plan"}},
        "static": {"shown": {"filename": "css/base.css"}},
    }


def has_all(things, row, state):
    """Say whether a thing in that state has all that a row's address names."""
    if row.thing == NOTHING:
        return state == ""
    known = things[row.thing].get(state)
    return bool(known) and all(
        known.get(name) or (name in ALWAYS and name not in NAMED) for name in row.names
    )


def address_of(things, row, state):
    known = {} if state == NONE else things.get(row.thing, {}).get(state, {})
    return PLACE.sub(lambda found: _value(found[1], known), row.rule)


def _value(name, known):
    return str(known.get(name) or ALWAYS.get(name) or ABSENT.get(name, NOWHERE))
