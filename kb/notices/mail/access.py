"""Letters that bring somebody the link to choose a password by, at once."""

from kb.foundation.db import session
from kb.notices.mail.models import Letter
from kb.people.accounts.events import AccessOffered
from kb.people.accounts.models import AccessLink


def write_access(event: AccessOffered) -> None:
    """Write to whom a link was given; nobody refuses such a letter in advance."""
    link = session.get_one(AccessLink, event.link_id)
    session.add(
        Letter(key=f"access {link.id} {link.nonce}", person=link.person, access_link=link)
    )
