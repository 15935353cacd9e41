"""Proving anew who one is, by the password or a code, before what is hard to undo."""

from dataclasses import dataclass
from datetime import timedelta

from kb.foundation import clock
from kb.foundation.db import beside, session
from kb.foundation.errors import InvalidError
from kb.people.factor.actions import is_code_of
from kb.people.factor.forms import Code
from kb.people.models import Person, SignIn
from kb.people.passwords import is_right
from kb.people.tries import count_try, forget_try

# OWASP ASVS 5.0, 7.5: what an open screen may not do without its owner.
PROOF_LASTS = timedelta(minutes=30)


@dataclass(frozen=True)
class Proof:
    """What was typed to prove it, in which browser, from which network address."""

    typed: str
    sign_in: int
    address: str


def prove_anew(person: Person, proof: Proof, *, keys: list[str]) -> None:
    """Remember that ``person`` proved who they are just now; refuse whoever does not.

    It is remembered also where what was asked is refused afterwards.
    """
    number, kept = person.id, person.password_hash
    tried = count_try(person.email, proof.address)
    by_password = is_right(proof.typed, kept)

    def keep() -> None:
        known = session.get_one(Person, number)
        if not by_password and not _by_code(known, proof.typed, keys):
            raise InvalidError({"proof": "proof.wrong"})
        session.get_one(SignIn, proof.sign_in).proven_at = clock.now()
        forget_try(tried)

    beside(keep)


def _by_code(person: Person, typed: str, keys: list[str]) -> bool:
    return any(map(str.isalnum, typed)) and is_code_of(
        person, Code.parse({"code": typed}), keys
    )
