"""Who may look after a practice."""

from kb.identify.carriers.queries import is_held_by
from kb.people.models import Person
from kb.practices.models import Practice


def looks_after(practice: Practice, person: Person) -> bool:
    """Say whether it is this person's to look after: as its owner, or as one who holds it."""
    return practice.steward_id == person.id or is_held_by(practice, person)


def may_hand_on(practice: Practice, person: Person) -> bool:
    """Say whether this person may choose the owner: one who looks after it, a coordinator.

    Where the owner has gone, any author may.
    """
    if looks_after(practice, person) or person.is_coordinator:
        return True
    return practice.wants_owner and person.may_write
