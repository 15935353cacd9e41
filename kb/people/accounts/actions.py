"""What can be done with accounts: inviting, passwords, roles, ending sign-ins."""

import secrets
from collections.abc import Iterable

from sqlalchemy import delete, update

from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import DomainError, InvalidError, NotAllowedError
from kb.foundation.news import announce
from kb.people.accounts.events import (
    AccessOffered,
    PasswordChosen,
    RoleChanged,
    SignInsEnded,
)
from kb.people.accounts.forms import Invited, NewPassword
from kb.people.accounts.models import LASTS, UNUSABLE, AccessLink, Purpose
from kb.people.accounts.queries import AN_HOUR, links_lately
from kb.people.accounts.strength import weakness_of
from kb.people.actions import end_sign_ins, is_own_password, readmit, suspend
from kb.people.events import PersonSuspended
from kb.people.models import Person, Role, SignIn
from kb.people.passwords import LONGEST, SHORTEST, hash_password
from kb.people.queries import person_by_email

LINKS_AN_HOUR = 5


def invite(invited: Invited, *, by: Person) -> AccessLink:
    """Add a person without a password, and a link by which they choose one."""
    if person_by_email(invited.email):
        raise InvalidError({"email": "person.email_taken"}, email=invited.email)
    person = Person(
        name=invited.name,
        email=invited.email,
        role=invited.role,
        language=invited.language,
        password_hash=UNUSABLE,
    )
    session.add(person)
    session.flush()
    return offer_link(person, by=by)


def offer_link(person: Person, *, by: Person | None) -> AccessLink:
    """Give a person a new link; who has no password yet gets an invitation again."""
    if not person.is_here:
        raise DomainError("person.not_here")
    first = person.password_hash == UNUSABLE
    purpose = Purpose.INVITATION if first else Purpose.RESET
    _close_links_of(person)
    link = AccessLink(person=person, purpose=purpose, nonce=secrets.token_urlsafe(24))
    link.ends_at, link.by_id = clock.now() + LASTS[purpose], by.id if by else None
    session.add(link)
    session.flush()
    announce(AccessOffered(link.id))
    return link


def ask_for_link(email: str) -> None:
    """Send a link to whoever has this address; the asker does not learn whether anybody has."""
    person = person_by_email(email)
    if person and person.is_here and links_lately(person) < LINKS_AN_HOUR:
        offer_link(person, by=None)


def check_new(new: NewPassword, person: Person, *, house: Iterable[str]) -> str:
    """Return the hash of a new password; refuse one that is too short or easily guessed.

    ``house`` are words of this installation, which anybody would try.
    """
    refuse_weak(new.password, [person.name, person.email, *house])
    return hash_password(new.password)


def refuse_weak(password: str, known: list[str]) -> None:
    """Refuse a password that is too short, common, or made of what is known of its owner."""
    weakness = weakness_of(password, known)
    if weakness:
        raise InvalidError({"password": weakness}, shortest=SHORTEST, longest=LONGEST)


def check_former(new: NewPassword, person: Person, *, address: str) -> None:
    """Refuse a change by somebody who only sits at another's open screen."""
    if not is_own_password(person, new.former, address=address):
        raise InvalidError({"former": "person.former_wrong"})


def choose_password(person: Person, hashed: str, *, keeping: int | None = None) -> None:
    """Take the new password; every link, and every sign-in but ``keeping``, ends."""
    person.password_hash = hashed
    _forget_links_of(person)
    end_sign_ins(person, keeping=keeping)
    announce(PasswordChosen(person.id))


def end_others(person: Person, *, keeping: int) -> None:
    """Sign a person out everywhere but in the browser they ask from."""
    end_sign_ins(person, keeping=keeping)
    announce(SignInsEnded(person.id, person.id))


def end_sign_in(number: int, *, by: Person) -> None:
    """Sign out one browser of one's own; another's is as if it were none."""
    ended = delete(SignIn).where(SignIn.id == number, SignIn.person_id == by.id)
    session.execute(ended)


def sign_out_everywhere(person: Person, *, by: Person) -> None:
    """Sign somebody out of every browser; they may sign in anew."""
    refuse_oneself(person, by)
    end_sign_ins(person)
    announce(SignInsEnded(person.id, by.id))


def change_role(person: Person, role: Role, *, by: Person) -> None:
    """Let somebody do more or less; nobody changes their own role, so an admin is left."""
    refuse_oneself(person, by)
    if person.role is not role:
        person.role = role
        end_sign_ins(person)
        announce(RoleChanged(person.id, by.id, role))


def let_out(person: Person, *, by: Person) -> None:
    """Let a person in no more, at once and everywhere."""
    refuse_oneself(person, by)
    suspend(person, by=by)


def let_in(person: Person, *, by: Person) -> None:
    """Let a person in again."""
    refuse_oneself(person, by)
    readmit(person, by=by)


def refuse_oneself(person: Person, by: Person) -> None:
    """Refuse who is no admin, and an admin's deeds to their own account: another does them."""
    if by.role is not Role.ADMIN or person.id == by.id:
        raise NotAllowedError("account.not_own")


def end_links(event: PersonSuspended) -> None:
    """Let no link of somebody who is let in no more open anything, should they come back."""
    session.execute(delete(AccessLink).where(AccessLink.person_id == event.person_id))


def forget_access_links() -> None:
    """Forget the links that have gone by, once nobody counts them any more."""
    session.execute(delete(AccessLink).where(AccessLink.ends_at < clock.now() - AN_HOUR))


def _close_links_of(person: Person) -> None:
    """Let the former links open nothing; how many were given within the hour stays known."""
    still = AccessLink.person_id == person.id, AccessLink.ends_at > clock.now()
    session.execute(update(AccessLink).where(*still).values(ends_at=clock.now()))


def _forget_links_of(person: Person) -> None:
    session.execute(delete(AccessLink).where(AccessLink.person_id == person.id))
