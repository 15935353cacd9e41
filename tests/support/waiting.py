"""Texts that wait for the model."""

from sqlalchemy import func, select

from kb.foundation.db import session
from kb.search.models import Document


def count_waiting():
    """Count the texts that still wait to be found by meaning."""
    waiting = select(func.count(Document.id)).where(Document.embedded_with.is_(None))
    return session.scalar(waiting)
