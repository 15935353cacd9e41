"""What can be done with people and their sign-ins."""

import hashlib
import secrets
from dataclasses import dataclass

from sqlalchemy import delete

from kb.foundation import clock
from kb.foundation.db import beside, reading, session
from kb.foundation.errors import DomainError
from kb.foundation.news import announce
from kb.people.events import (
    PersonAdded,
    PersonReadmitted,
    PersonSignedIn,
    PersonSignedOut,
    PersonSuspended,
    SignInRefused,
)
from kb.people.factor.models import SecondStep
from kb.people.forms import Credentials, Preferences
from kb.people.models import Industry, Person, Role, SignIn
from kb.people.passwords import LONGEST, SHORTEST, hash_password, is_right, needs_rehash
from kb.people.queries import LONGEST as LONGEST_SIGN_IN
from kb.people.queries import person_by_email
from kb.people.tries import count_try, forget_try


@dataclass(frozen=True)
class Admitted:
    """Who may sign in, and their password's hash where it is to be made anew."""

    number: int
    rehashed: str | None = None


def check_credentials(given: Credentials, *, address: str) -> Admitted:
    """Say who signs in; refuse everybody else alike.

    A hash made with older parameters is made anew here, before anything is written.
    """
    tried = count_try(given.email, address)
    with reading():
        person = person_by_email(given.email)
        kept = person.password_hash if person and person.is_here else None
        number = person.id if person else 0
    right = is_right(given.password, kept)  # asked also of nobody: it costs the same
    if kept is None or not right:
        beside(lambda: announce(SignInRefused(number or None)))
        raise DomainError("sign_in.refused")
    rehashed = hash_password(given.password) if needs_rehash(kept) else None
    forget_try(tried)
    return Admitted(number, rehashed)


def keep_rehashed(person: Person, admitted: Admitted) -> None:
    """Take the hash that was made anew, where one was."""
    person.password_hash = admitted.rehashed or person.password_hash


def sign_in(person: Person, *, browser: str = "", confined: bool = False) -> str:
    """Open a sign-in and return its token, which only the browser keeps."""
    _forget_stale()
    token, moment = secrets.token_urlsafe(32), clock.now()
    opened = SignIn(token_hash=hash_of(token), person_id=person.id, browser=browser)
    opened.confined = confined
    opened.made_at = opened.seen_at = opened.proven_at = moment
    session.add(opened)
    announce(PersonSignedIn(person.id))
    return token


def sign_out(token: str) -> None:
    """End the sign-in that ``token`` opened."""
    ended = delete(SignIn).where(SignIn.token_hash == hash_of(token))
    for number in session.scalars(ended.returning(SignIn.person_id)).all():
        announce(PersonSignedOut(number))


def is_own_password(person: Person, password: str, *, address: str) -> bool:
    """Say whether it is the password of ``person``; to guess here counts as at the door."""
    kept = person.password_hash
    tried = count_try(person.email, address)
    right = is_right(password, kept)
    if right:
        forget_try(tried)
    return right


def note_seen(number: int) -> None:
    """Remember that a sign-in is in use."""
    seen = session.get(SignIn, number)
    if seen:
        seen.seen_at = clock.now()


def hash_of(token: str) -> str:
    """Return what the database keeps of a sign-in's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def add_person(  # noqa: PLR0913 - the five facts without which nobody can be added
    name: str,
    email: str,
    password: str,
    role: Role,
    *,
    industries: list[Industry] | None = None,
    language: str | None = None,
) -> Person:
    """Add a person who can sign in at once."""
    if person_by_email(email):
        raise DomainError("person.email_taken", email=email)
    if not SHORTEST <= len(password) <= LONGEST:
        raise DomainError("person.password_length", shortest=SHORTEST, longest=LONGEST)
    person = Person(
        name=name.strip(),
        email=email.strip().lower(),
        password_hash=hash_password(password),
        role=role,
        language=language,
    )
    person.industries = industries or []
    session.add(person)
    session.flush()
    announce(PersonAdded(person.id))
    return person


def end_sign_ins(person: Person, *, keeping: int | None = None) -> None:
    """Sign a person out everywhere, but for the one sign-in they ask from."""
    ended = delete(SignIn).where(SignIn.person_id == person.id)
    session.execute(ended.where(SignIn.id != keeping) if keeping else ended)
    session.execute(delete(SecondStep).where(SecondStep.person_id == person.id))


def suspend(person: Person, *, by: Person | None = None) -> None:
    """Let a person in no more; what they have written and can do stays under their name."""
    end_sign_ins(person)
    if person.suspended_at:
        return
    person.suspended_at = clock.now()
    session.flush()
    announce(PersonSuspended(person.id, by.id if by else None))


def readmit(person: Person, *, by: Person | None = None) -> None:
    """Let a person in again who was suspended."""
    person.suspended_at = None
    announce(PersonReadmitted(person.id, by.id if by else None))


def choose(person: Person, chosen: Preferences) -> None:
    """Let a person's pages be as they want them."""
    person.language = chosen.language
    person.keys_off = chosen.keys_off
    person.industries = list(chosen.industries)


def _forget_stale() -> None:
    """Keep no sign-in longer than the page of what is stored says."""
    gone = clock.now() - LONGEST_SIGN_IN
    session.execute(delete(SignIn).where(SignIn.made_at < gone))
