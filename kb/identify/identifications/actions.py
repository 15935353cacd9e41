"""What can be done to make a practice known before it is written."""

from kb.foundation.db import session
from kb.foundation.news import announce
from kb.identify.carriers.actions import add_basis
from kb.identify.carriers.models import Basis
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
    session.add(
        Identification(
            practice_id=practice.id, by_id=by.id, viewpoint=viewpoint, trigger=trigger
        )
    )
    session.flush()
    if holder:
        add_basis(holder, practice, basis=Basis.DECLARED)
    announce(PracticeIdentified(practice.id))
    return practice


def declare_holder(practice: Practice, *, holder: Person, by: Person) -> None:
    """Say whose knowledge a practice is."""
    viewpoint = Viewpoint.SELF if holder.id == by.id else Viewpoint.PEER
    session.add(
        Identification(
            practice_id=practice.id,
            by_id=by.id,
            viewpoint=viewpoint,
            trigger=Trigger.OWN_NOTICE,
        )
    )
    add_basis(holder, practice, basis=Basis.DECLARED)
    announce(PracticeIdentified(practice.id))
