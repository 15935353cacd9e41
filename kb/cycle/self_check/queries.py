"""What the self-check asks of the database."""

from datetime import datetime

from sqlalchemy import func, select

from kb.foundation.db import session
from kb.people.models import Person, Role, SignIn
from kb.people.queries import is_here
from kb.search.models import Document

DEMO_DOMAIN = "@kisalli.example"


def demo_people() -> int:
    """Count the invented people of the demo who could still sign in."""
    invented = Person.email.endswith(DEMO_DOMAIN), is_here()
    return session.scalar(select(func.count(Person.id)).where(*invented)) or 0


def administrators() -> int:
    """Count who may sign in and look after the house."""
    those = Person.role == Role.ADMIN, is_here()
    return session.scalar(select(func.count(Person.id)).where(*those)) or 0


def latest_sign_in() -> datetime | None:
    """Return when the house last saw somebody."""
    return session.scalar(select(func.max(SignIn.seen_at)))


def unread_texts() -> int:
    """Count the texts that are not yet found by meaning."""
    unread = select(func.count(Document.id)).where(Document.embedded_with.is_(None))
    return session.scalar(unread) or 0
