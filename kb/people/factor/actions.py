"""What can be done with a second factor: take it, prove by it, take it off, ask for it."""

from secrets import token_urlsafe

from sqlalchemy import delete, select, update

from kb.foundation import clock
from kb.foundation.db import beside, session
from kb.foundation.errors import DomainError, InvalidError
from kb.foundation.news import announce
from kb.people.accounts.actions import refuse_oneself
from kb.people.accounts.models import UNUSABLE
from kb.people.actions import end_sign_ins, hash_of, is_own_password
from kb.people.events import SignInRefused
from kb.people.factor.codes import codes_on_paper, step_of
from kb.people.factor.events import FactorAsked, FactorReset, FactorTaken, FactorTakenOff
from kb.people.factor.forms import Code
from kb.people.factor.models import (
    MISSES,
    WAITS,
    FactorRole,
    RecoveryCode,
    SecondFactor,
    SecondStep,
)
from kb.people.factor.queries import factor_of, roles_with_factor, step_by_token
from kb.people.factor.sealing import opened, seal
from kb.people.models import Person, Role
from kb.people.tries import count_try, forget_try

KEPT = "kept"


def take_factor(person: Person, secret: bytes, code: Code, *, keys: list[str]) -> list[str]:
    """Take a second factor that a first code has confirmed; return the codes for paper."""
    if factor_of(person):
        raise DomainError("factor.there")
    step = step_of(code.letters, secret, after=0)
    if step is None:
        raise InvalidError({"code": "factor.code_wrong"})
    sealed = seal(secret, keys, person_id=person.id, purpose=KEPT)
    session.add(SecondFactor(person_id=person.id, sealed=sealed, last_step=step))
    session.flush()
    announce(FactorTaken(person.id))
    return renew_codes(person)


def renew_codes(person: Person) -> list[str]:
    """Return new codes for paper; the former ones open nothing any more."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))
    codes = codes_on_paper()
    for one in codes:
        kept = hash_of(one.replace("-", ""))
        session.add(RecoveryCode(code_hash=kept, person_id=person.id))
    session.flush()
    return codes


def spend_code(person: Person, code: Code, *, keys: list[str], address: str) -> None:
    """Take a code of ``person``, which is then spent; to guess counts as at the door."""
    number, tried = person.id, count_try(person.email, address)
    known = session.get_one(Person, number)
    if not is_code_of(known, code, keys):
        beside(lambda: announce(SignInRefused(number)))
        raise InvalidError({"code": "factor.code_wrong"})
    forget_try(tried)


def is_code_of(person: Person, code: Code, keys: list[str]) -> bool:
    """Say whether it is a code of ``person``; if so, it is spent."""
    right = _is_of_phone if code.is_of_a_phone else _is_of_paper
    return right(person, code.letters, keys)


def begin_second_step(person: Person) -> str:
    """Let a sign-in whose first step is proven wait for its code; return its token."""
    session.execute(delete(SecondStep).where(SecondStep.made_at < clock.now() - WAITS))
    token = token_urlsafe(32)
    session.add(SecondStep(token_hash=hash_of(token), person_id=person.id))
    return token


def end_second_step(token: str, code: Code, *, keys: list[str], address: str) -> Person:
    """Return who has proven the second step too; a try counts before it is judged."""
    waiting = step_by_token(token)
    if waiting is None:
        raise DomainError("factor.step_over")
    person, kept = waiting.person, waiting.token_hash
    beside(lambda: _count_miss(kept))
    spend_code(person, code, keys=keys, address=address)
    session.execute(delete(SecondStep).where(SecondStep.person_id == person.id))
    return person


def take_off(
    person: Person, password: str, code: Code, *, keys: list[str], address: str
) -> None:
    """Take one's own second factor off, by password and code."""
    known = person.password_hash == UNUSABLE or is_own_password(
        person, password, address=address
    )
    if not known:
        raise InvalidError({"password": "person.former_wrong"})
    spend_code(person, code, keys=keys, address=address)
    remove_factor(person)
    announce(FactorTakenOff(person.id))


def remove_factor(person: Person) -> None:
    """Take off a second factor, with its codes on paper and whatever waits for one."""
    for table in (SecondFactor, RecoveryCode, SecondStep):
        session.execute(delete(table).where(table.person_id == person.id))


def seal_anew(keys: list[str]) -> int:
    """Seal with the newest of the house's keys what a former one sealed; return how many.

    A former key is taken away some day (OPERATIONS.md); what it alone opened would be lost.
    """
    renewed = 0
    for factor in session.scalars(select(SecondFactor)):
        secret = _secret_of(factor, keys[:-1])
        if secret:
            factor.sealed = seal(secret, keys, person_id=factor.person_id, purpose=KEPT)
            renewed += 1
    return renewed


def reset_factor(person: Person, *, by: Person) -> None:
    """Take off the second factor of somebody who lost it; they are told, and sign in anew."""
    refuse_oneself(person, by)
    reset_by_command(person, by=by)


def reset_by_command(person: Person, *, by: Person | None = None) -> None:
    """Take off a second factor at the machine itself, where no admin can sign in."""
    if factor_of(person) is None:
        raise DomainError("factor.none")
    remove_factor(person)
    end_sign_ins(person)
    announce(FactorReset(person.id, by.id if by else None))


def ask_of_roles(roles: set[Role], *, by: Person) -> None:
    """Let the people of these roles need a second factor from their next sign-in on."""
    for gone in roles_with_factor() - roles:
        session.delete(session.get_one(FactorRole, gone))
    for new in roles - roles_with_factor():
        session.add(FactorRole(role=new))
    session.flush()
    announce(FactorAsked(by.id, " ".join(sorted(roles))))


def _count_miss(token_hash: str) -> None:
    still = SecondStep.token_hash == token_hash, SecondStep.misses < MISSES
    counted = update(SecondStep).where(*still).values(misses=SecondStep.misses + 1)
    if session.execute(counted.returning(SecondStep.misses)).first() is None:
        raise DomainError("factor.step_over")


def _is_of_phone(person: Person, letters: str, keys: list[str]) -> bool:
    """Say whether a code is of now, and remember its step: it is taken once."""
    factor = factor_of(person)
    kept = factor and _secret_of(factor, keys)
    if not factor or not kept:
        return False
    step = step_of(letters, kept, after=factor.last_step)
    factor.last_step = step or factor.last_step
    return step is not None


def _secret_of(factor: SecondFactor, keys: list[str]) -> bytes | None:
    return opened(factor.sealed, keys, person_id=factor.person_id, purpose=KEPT)


def _is_of_paper(person: Person, letters: str, _keys: list[str]) -> bool:
    """Say whether a code was on paper, and cross it out."""
    spent = delete(RecoveryCode).where(
        RecoveryCode.code_hash == hash_of(letters), RecoveryCode.person_id == person.id
    )
    return session.execute(spent.returning(RecoveryCode.code_hash)).first() is not None
