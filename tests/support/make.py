"""Builders: a thing as a test needs it, with everything else plausible."""

from datetime import date

from kb.foundation.db import session
from kb.identify.identifications.actions import identify_practice
from kb.people.models import Industry, Person, Role
from kb.practices.forms import Naming

PASSWORD = "kahvi on katettu"
# Argon2 costs 80 ms a hash on purpose; every test person has the one made here once.
_HASH: list[str] = []


def password_hash():
    from kb.people.passwords import hash_password

    if not _HASH:
        _HASH.append(hash_password(PASSWORD))
    return _HASH[0]


def person(name, role=Role.AUTHOR, *, industries=(Industry.GENERAL,), language="fi"):
    first, last = name.lower().replace("ä", "a").replace("ö", "o").split()
    made = Person(
        name=name,
        email=f"{first}.{last}@kisalli.example",
        password_hash=password_hash(),
        role=role,
        language=language,
    )
    made.industries = list(industries)
    session.add(made)
    session.flush()
    return made


def naming(title="Hiljaisen asiakkaan herättäminen", **otherwise):
    fields = {"summary": "Soitan ja kerron yhden havainnon.", "language": "fi", **otherwise}
    return Naming.of(title, **fields)


def practice(title="Hiljaisen asiakkaan herättäminen", *, by, holder=None, **otherwise):
    return identify_practice(naming(title, **otherwise), by=by, holder=holder or by)


def day(number):
    return date(2026, 11, number)
