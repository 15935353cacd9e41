"""Finding accounts, links and sign-ins."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import func, select

from kb.foundation import clock
from kb.foundation.alphabet import in_order
from kb.foundation.db import session
from kb.foundation.errors import NotFoundError
from kb.people.accounts.models import AccessLink
from kb.people.accounts.signing import read_token
from kb.people.models import Person, SignIn
from kb.people.queries import IDLE, LONGEST

AN_HOUR = timedelta(hours=1)


def accounts() -> Sequence[Person]:
    """Return everybody who has an account, also who is let in no more, alphabetically."""
    everybody = session.scalars(select(Person)).all()
    return in_order(everybody, by=lambda person: person.name, language="fi")


def link_of(token: str, keys: list[str]) -> AccessLink:
    """Return the open link that a token opens; used, gone by or made up is refused alike."""
    read = read_token(token, keys)
    found = session.get(AccessLink, read[0]) if read else None
    if read is None or found is None or found.nonce != read[1] or not found.is_open:
        raise NotFoundError("access_link.not_open")
    return found


def links_lately(person: Person) -> int:
    """Count the links that a person was given within the hour."""
    made = AccessLink.person_id == person.id, AccessLink.made_at > clock.now() - AN_HOUR
    return session.scalar(select(func.count(AccessLink.id)).where(*made)) or 0


def sign_ins_of(person: Person) -> Sequence[SignIn]:
    """Return where a person is signed in, the one used last first."""
    moment = clock.now()
    return session.scalars(
        select(SignIn)
        .where(SignIn.person_id == person.id)
        .where(SignIn.seen_at > moment - IDLE, SignIn.made_at > moment - LONGEST)
        .order_by(SignIn.seen_at.desc())
    ).all()
