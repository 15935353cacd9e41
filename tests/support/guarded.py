"""A small house in which somebody owns one thing of each kind, in each of its states.

Beside its owner stands who has a part in it (the pair's other, who is named, who was asked),
somebody outside who has as much of their own, and one person of each role who has nothing.
"""

from dataclasses import dataclass

from kb.foundation.db import session
from kb.identify.carriers.models import Basis, CarrierReason
from kb.people.models import Role
from kb.practices.models import Audience, PracticeReader
from support import make

ACTORS = (
    "anonymous",
    "suspended",
    "reader",
    "author",
    "coordinator",
    "admin",
    "owner",
    "member",
    "outsider",
)
PEOPLE = {
    "suspended": ("Sanna Salmi", Role.AUTHOR),
    "reader": ("Rauno Ranta", Role.READER),
    "author": ("Auli Aalto", Role.AUTHOR),
    "coordinator": ("Leena Ahokas", Role.COORDINATOR),
    "admin": ("Samuel Forsman", Role.ADMIN),
    "owner": ("Petri Saarela", Role.AUTHOR),
    "member": ("Noora Vainio", Role.AUTHOR),
    "outsider": ("Olli Oja", Role.AUTHOR),
}


@dataclass(frozen=True)
class Cast:
    """Who is there, by the part they play."""

    suspended: object
    reader: object
    author: object
    coordinator: object
    admin: object
    owner: object
    member: object
    outsider: object

    @classmethod
    def invited(cls):
        return cls(**{part: make.person(*said) for part, said in PEOPLE.items()})


def role_of(actor):
    return PEOPLE[actor][1] if actor in PEOPLE else None


def written(title, *, by, action="Soitan ja kerron havainnon.", **otherwise):
    """Return a practice that ``by`` holds and has published."""
    made = make.practice(title, by=by, **otherwise)
    make.document(made, by=by, action=action)
    return made


def for_named(practice, *people):
    """Let nobody but these, and who writes it or takes care of it, see ``practice``."""
    practice.audience = Audience.NAMED
    practice.reader_rows = [PracticeReader(person_id=one.id) for one in people]
    session.flush()
    return practice


def held_too(practice, *people):
    """Let these hold ``practice`` as well."""
    for one in people:
        session.add(
            CarrierReason(
                practice=practice, person=one, basis=Basis.DECLARED, since=practice.made_at
            )
        )
    session.flush()
    return practice
