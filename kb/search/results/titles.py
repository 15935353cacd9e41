"""What is called so: all that can be told of a question while the index cannot be asked."""

from collections.abc import Sequence

from sqlalchemy import or_, select

from kb.foundation.db import session
from kb.people.models import Me, Person
from kb.search.forms import Question
from kb.search.index.visibility import findable_by
from kb.search.models import Document
from kb.search.ranking.found import Entry, Hit
from kb.search.reading.asked import Asked
from kb.search.reading.understood import Understood

MOST = 50


def titles_with(asked: str, *, seen_by: Person) -> Sequence[Hit]:
    """Return what ``seen_by`` may find that holds every word in its title, the newest first."""
    words = (
        or_(Document.title.contains(word, autoescape=True), Document.title.icontains(word))
        for word in asked.split()
    )
    among = select(Document.id, Document.kind, Document.thing_id, Document.language)
    found = among.where(findable_by(Me(seen_by.role)), *words).order_by(Document.id.desc())
    told: dict[object, Hit] = {}
    for row in session.execute(found.limit(MOST), {"me": seen_by.id}):
        entry = Entry(*row)
        told.setdefault(entry.thing, Hit(entry, 0, 0.0, fits=True, why=()))
    return list(told.values())


def not_understood(question: Question) -> Understood:
    """Return a question as it was typed: to understand it the index would be asked."""
    return Understood(Asked(question.text), question.limits)
