"""Beginning a practice that nobody else knows of before its writer saves it."""

from sqlalchemy import update

from kb.document.revisions.drafts import save_draft
from kb.document.revisions.models import Draft
from kb.document.writing.forms import NewPractice
from kb.document.writing.models import Beginning, Fields
from kb.document.writing.queries import beginning_on
from kb.foundation.db import session
from kb.identify.identifications.actions import identify_named
from kb.identify.identifications.models import Trigger
from kb.people.models import Person
from kb.practices.actions import name_anew, name_practice
from kb.practices.models import Practice


def begin_practice(new: NewPractice, fields: Fields, *, by: Person) -> Draft:
    """Keep what is being written of a new practice; it is told and shown to nobody yet."""
    beginning = _beginning(new, by)
    beginning.keep(fields)
    _name(beginning.practice, new, by)
    return save_draft(beginning.practice, new.naming.language, new.wording, by=by)


def settle_practice(
    new: NewPractice, *, by: Person, holder: Person | None, trigger: Trigger
) -> Practice:
    """Let a practice be known; however often the same page is sent, it is one practice."""
    beginning = _beginning(new, by)
    if not beginning.settled:
        _name(beginning.practice, new, by)
        identify_named(beginning.practice, by=by, holder=holder, trigger=trigger)
        beginning.settle()
    return beginning.practice


def _beginning(new: NewPractice, by: Person) -> Beginning:
    found = beginning_on(new.wording.sheet, by=by)
    if found:
        return found
    begun = Beginning(
        practice=name_practice(new.naming, by=by), sheet=new.wording.sheet or None
    )
    session.add(begun)
    session.flush()
    return begun


def _name(practice: Practice, new: NewPractice, by: Person) -> None:
    """Call it as its form does now, and let what was written follow to its language."""
    name_anew(practice, new.naming)
    own = Draft.practice_id == practice.id, Draft.author_id == by.id
    session.execute(update(Draft).where(*own).values(language=new.naming.language))
