"""The table of rights, read: what every cell of it says."""

import re
from dataclasses import dataclass
from pathlib import Path

from kb.people.models import Role
from support.guarded import ACTORS, PEOPLE, role_of

TABLE = Path(__file__).parents[1] / "matrix" / "rights.txt"
SIGN_IN, IN, FORBIDDEN, ABSENT = "sign-in", "in", "403", "404"
NOTHING = "-"  # a route that names no thing
NONE = "none"  # the state of a thing that does not exist
GROUPS = {
    "everyone": set(PEOPLE) - {"suspended"},
    "pair": {"owner", "member"},
    "nobody": set(),
}
AUTHORS = {Role.AUTHOR, Role.COORDINATOR}
ROLES = {
    "signed-in": set(Role),
    "authors": AUTHORS,
    "coordinators": {Role.COORDINATOR},
    "admins": {Role.ADMIN},
}
OPEN = {"open", "address"}
ELSE = "else 404"
PLACE = re.compile(r"<(?:[^<>:]+:)?(\w+)>")


@dataclass(frozen=True)
class Row:
    """One route: for which role, of which thing, and who of those who see it may."""

    method: str
    rule: str
    role: str
    thing: str
    may: dict
    otherwise: str  # what those get who see it and may not

    @property
    def names(self):
        """Return what the address names."""
        return PLACE.findall(self.rule)

    def who_may(self, state):
        return self.may.get(state, self.may[""])


@dataclass(frozen=True)
class Cell:
    """What one of them gets at one route of a thing in one state."""

    row: Row
    actor: str
    state: str
    expected: str

    @property
    def name(self):
        return f"{self.actor} {self.row.method} {self.row.rule} [{self.row.thing} {self.state}]"


class Rights:
    """The whole table."""

    def __init__(self, text):
        things, routes = text.split("== Routes", 1)
        self.seen = _things(things)
        self.rows = [_row(line) for line in _lines(routes.partition("\n")[2])]

    @classmethod
    def read(cls):
        return cls(TABLE.read_text("utf-8"))

    def cells(self, exists):
        """Yield every cell; ``exists`` says whether a thing's state has what a row names."""
        for row in self.rows:
            states = [state for state in self.seen.get(row.thing, {""}) if exists(row, state)]
            for state in [*states, NONE] if row.thing != NOTHING else states:
                for actor in ACTORS:
                    yield Cell(row, actor, state, self._expected(row, actor, state))

    def _expected(self, row, actor, state):
        if row.role not in OPEN:
            if actor in {"anonymous", "suspended"}:
                return SIGN_IN
            if role_of(actor) not in ROLES[row.role]:
                return FORBIDDEN
        if state == NONE or (state and actor not in self.seen[row.thing][state]):
            return ABSENT
        return IN if actor in row.who_may(state) else row.otherwise


def _things(text):
    found, thing = {}, ""
    for line in _lines(text):
        if line.startswith(" "):
            state, *who = line.split()
            found[thing][state] = _people(who)
        elif not line.startswith("=="):
            thing = line.strip()
            found[thing] = {}
    return found


def _row(line):
    fields, _, exceptions = f"{line} ".partition(" | ")
    method, rule, role, thing, *who = fields.split()
    every = _people(who or ["everyone", "anonymous", "suspended"])
    may = {"": every, **_exceptions(exceptions)}
    return Row(method, rule, role, thing, may, ABSENT if ELSE in exceptions else FORBIDDEN)


def _exceptions(text):
    """Read ``state: who who; state: who``; ``else 404`` says what the others get."""
    said = (one.partition(":") for one in text.split(";") if one.strip() not in {"", ELSE})
    return {state.strip(): _people(who.split()) for state, _, who in said}


def _people(words):
    return set().union(*(GROUPS.get(word, {word}) for word in words))


def _lines(text):
    bare = (line.partition("#")[0].rstrip() for line in text.splitlines())
    return [line for line in bare if line]
