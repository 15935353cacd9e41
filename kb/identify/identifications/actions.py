"""What can be done to make a practice known before it is written."""

from kb.foundation.db import session
from kb.foundation.errors import DomainError
from kb.foundation.news import announce
from kb.identify.carriers.actions import add_basis
from kb.identify.carriers.models import Basis
from kb.identify.carriers.queries import holders_of
from kb.identify.identifications.events import PracticeIdentified
from kb.identify.identifications.models import Identification, Trigger, Viewpoint
from kb.people.models import Person
from kb.practices.actions import name_practice
from kb.practices.forms import Naming
from kb.practices.models import Practice


def identify_practice(
    naming: Naming,
    *,
    by: Person,
    holder: Person | None,
    trigger: Trigger = Trigger.OWN_NOTICE,
    ref: str | None = None,
) -> Practice:
    """Name a practice, say who noticed it and, where known, whose knowledge it is."""
    practice = name_practice(naming, by=by, ref=ref)
    viewpoint = Viewpoint.SELF if holder and holder.id == by.id else Viewpoint.PEER
    _note(practice, by, viewpoint, trigger)
    if holder:
        add_basis(holder, practice, basis=Basis.DECLARED)
    announce(PracticeIdentified(practice.id))
    return practice


def claim_practice(practice: Practice, *, by: Person) -> None:
    """Take a practice that nobody holds as one's own knowledge.

    What somebody holds already is not claimed: a holder approves what others wrote (R8).
    """
    if holders_of(practice):
        raise DomainError("practice.has_holder")
    declare_holder(practice, holder=by, by=by)


def declare_holder(practice: Practice, *, holder: Person, by: Person) -> None:
    """Say whose knowledge a practice is."""
    viewpoint = Viewpoint.SELF if holder.id == by.id else Viewpoint.PEER
    _note(practice, by, viewpoint, Trigger.OWN_NOTICE)
    add_basis(holder, practice, basis=Basis.DECLARED)
    announce(PracticeIdentified(practice.id))


def join_practice(practice: Practice, *, by: Person, trigger: Trigger) -> None:
    """Say that one can do it too; where nobody holds it, one becomes its holder."""
    basis = Basis.SAYS_SO if holders_of(practice) else Basis.DECLARED
    _note(practice, by, Viewpoint.SELF, trigger)
    add_basis(by, practice, basis=basis)
    announce(PracticeIdentified(practice.id))


def _note(practice: Practice, by: Person, viewpoint: Viewpoint, trigger: Trigger) -> None:
    session.add(
        Identification(
            practice_id=practice.id, by_id=by.id, viewpoint=viewpoint, trigger=trigger
        )
    )
    session.flush()
