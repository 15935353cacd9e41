"""Practices to choose from, with what one wants to know of each when choosing."""

from dataclasses import dataclass

from sqlalchemy import Select

from kb.document.revisions.queries import published_practice_ids
from kb.foundation.db import session
from kb.practices.models import Practice


@dataclass(frozen=True)
class Choice:
    """A practice to choose, and whether there is a text to go through (R5)."""

    practice: Practice
    documented: bool


def choices_among(wanted: Select[Practice]) -> list[Choice]:
    """Return the practices that are selected, by title."""
    documented = Practice.id.in_(published_practice_ids())
    rows = session.execute(wanted.add_columns(documented).order_by(Practice.title))
    return [Choice(*row) for row in rows]
