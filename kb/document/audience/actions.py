"""What can be done about the audience."""

from kb.document.audience.events import AudienceChosen
from kb.document.audience.forms import Readers
from kb.document.audience.queries import always_reading, may_choose_readers
from kb.foundation.errors import NotAllowedError
from kb.foundation.news import announce
from kb.people.models import Person
from kb.people.queries import person_by_id
from kb.practices.actions import let_read
from kb.practices.models import Audience, Practice


def choose_readers(practice: Practice, readers: Readers, *, by: Person) -> None:
    """Let a practice be read by everybody, or by those named and who look after it.

    Its texts, files, comments and what search keeps of it follow: all ask the practice.
    """
    refuse_others(practice, by)
    named: set[int] = set()
    if readers.audience is Audience.NAMED:
        named = {person_by_id(number).id for number in readers.people}
        named |= {one.id for one in always_reading(practice, by=by)}
    let_read(practice, readers.audience, named)
    announce(AudienceChosen(practice.id, by.id, readers.audience))


def refuse_others(practice: Practice, person: Person) -> None:
    """Refuse whoever does not look after the practice."""
    if not may_choose_readers(practice, person):
        raise NotAllowedError("audience.not_yours")
