"""How far a reader may lean on a practice: the one place that says so."""

from datetime import date, datetime

from kb.foundation import clock
from kb.foundation.words import Kind


class Trust(Kind):
    """How far a reader may lean on what is written."""

    DRAFT = "draft"
    UNVERIFIED = "unverified"
    VERIFIED = "verified"
    OVERDUE = "overdue"
    ARCHIVED = "archived"


def trust_at(
    published: datetime | None,
    verified: datetime | None,
    due: date | None,
    dropped: datetime | None,
) -> Trust:
    """Say how far one may lean on it today, by when each of these came to be.

    What was verified was the wording of that day: a material revision takes ``verified`` away.
    """
    if dropped is not None:
        return Trust.ARCHIVED
    if published is None:
        return Trust.DRAFT
    if verified is None:
        return Trust.UNVERIFIED
    return Trust.OVERDUE if due is not None and due < clock.today() else Trust.VERIFIED
