"""Who may choose the audience, who always reads along, and who would lose sight."""

from collections.abc import Sequence

from kb.document.audience.forms import Readers
from kb.document.upkeep.queries import looks_after
from kb.identify.carriers.queries import holders_of
from kb.people.models import Person
from kb.people.queries import colleagues
from kb.practices.models import Audience, Practice
from kb.socialise.talk.queries import those_who_may_read


def may_choose_readers(practice: Practice, person: Person) -> bool:
    """Say whether it is this person's to choose: its author, owner, holder, a coordinator."""
    own = practice.author_id == person.id or looks_after(practice, person)
    return own or person.is_coordinator


def always_reading(practice: Practice, *, by: Person) -> Sequence[Person]:
    """Return who reads it whatever is chosen: who looks after it, and who chooses."""
    known = [practice.author, practice.steward, *holders_of(practice), by]
    return sorted({one.id: one for one in known}.values(), key=lambda one: one.name)


def losing_sight(practice: Practice, readers: Readers, *, by: Person) -> Sequence[Person]:
    """Return the colleagues who see the practice now and would not any more."""
    if readers.audience is Audience.EVERYONE:
        return []
    kept = {*readers.people, *(one.id for one in always_reading(practice, by=by))}
    return [one for one in those_who_may_read(practice) if one.id not in kept]


def others_to_name(practice: Practice, *, by: Person) -> Sequence[Person]:
    """Return the colleagues who read it only if they are named."""
    always = {one.id for one in always_reading(practice, by=by)}
    return [one for one in colleagues() if one.id not in always]
