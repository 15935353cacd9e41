"""What can be done with a sparring."""

from kb.foundation.db import session
from kb.foundation.errors import DomainError
from kb.foundation.news import announce
from kb.people.models import Person
from kb.people.queries import person_by_name
from kb.practices.models import Practice
from kb.socialise.sparring.events import NoteTaken
from kb.socialise.sparring.forms import Advice
from kb.socialise.sparring.models import SparringNote


def take_note(told: Advice, *, by: Person, language: str) -> SparringNote:
    """Keep a piece of advice; a colleague who gave it is known by their exact name."""
    note = SparringNote(
        question=told.question,
        advice=told.advice,
        with_whom=told.with_whom,
        colleague=person_by_name(told.with_whom),
        language=language,
        industry=told.industry,
        by=by,
    )
    session.add(note)
    session.flush()
    announce(NoteTaken(note.id))
    return note


def tie_note(note: SparringNote, practice: Practice) -> None:
    """Let a note and the practice made of it lead to each other, once."""
    if note.practice_id not in {None, practice.id}:
        raise DomainError("sparring.already_a_practice")
    note.practice = practice
    session.flush()
