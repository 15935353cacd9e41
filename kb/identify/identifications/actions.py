"""What can be done to make a practice known before it is written."""

from sqlalchemy import update

from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import DomainError, InvalidError, NotAllowedError
from kb.foundation.news import announce
from kb.identify.carriers.actions import add_basis, withdraw_basis
from kb.identify.carriers.models import Basis
from kb.identify.carriers.queries import holders_of, is_said_to_carry
from kb.identify.identifications.events import PracticeIdentified
from kb.identify.identifications.forms import ME, NOBODY, Noticing
from kb.identify.identifications.models import Identification, Trigger, Viewpoint
from kb.identify.identifications.queries import is_asked, unanswered
from kb.people.models import Person
from kb.people.queries import colleagues
from kb.practices.actions import name_practice
from kb.practices.forms import Naming
from kb.practices.models import Practice
from kb.practices.queries import addresses_by_title


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
    identify_named(practice, by=by, holder=holder, trigger=trigger)
    return practice


def identify_named(
    practice: Practice, *, by: Person, holder: Person | None, trigger: Trigger
) -> None:
    """Say who noticed what has its name already and, where known, whose knowledge it is."""
    _note(practice, Noticing(trigger), carrier=holder, by=by)


def notice_practice(naming: Naming, noticing: Noticing, *, by: Person) -> Practice:
    """Name what was noticed; colleagues see it also while nobody is known who can do it."""
    carrier = _carrier(noticing.carrier, by)
    _refuse_for_others(carrier, by)
    if addresses_by_title([naming.title], seen_by=by):
        raise InvalidError({"title": "identification.named_already"})
    practice = name_practice(naming, by=by)
    practice.open()
    _note(practice, noticing, carrier=carrier, by=by)
    return practice


def notice_again(practice: Practice, noticing: Noticing, *, by: Person) -> None:
    """Add what one noticed to a practice that has its name already."""
    carrier = _carrier(noticing.carrier, by)
    _refuse_for_others(carrier, by)
    _note(practice, noticing, carrier=carrier, by=by)


def join_practice(practice: Practice, *, by: Person, trigger: Trigger) -> None:
    """Say that one can do it too; where nobody holds it, one becomes its holder."""
    _note(practice, Noticing(trigger), carrier=by, by=by)


def claim_practice(practice: Practice, *, by: Person) -> None:
    """Take a practice that nobody holds as one's own knowledge.

    What somebody holds already is not claimed: a holder approves what others wrote (R8).
    """
    if holders_of(practice):
        raise DomainError("practice.has_holder")
    declare_holder(practice, holder=by, by=by)


def declare_holder(practice: Practice, *, holder: Person, by: Person) -> None:
    """Say whose knowledge a practice is."""
    _note(practice, Noticing(), carrier=holder, by=by)


def confirm_carrier(practice: Practice, *, by: Person) -> None:
    """Say that a practice which others named as one's own knowledge is that."""
    _refuse_unless_asked(practice, by)
    settle_carrier(practice, by=by)


def settle_carrier(practice: Practice, *, by: Person) -> None:
    """Ask ``by`` no more whether it is theirs: they act as those whose knowledge it is."""
    _answer(practice, by, confirmed_at=clock.now())


def refuse_carrier(practice: Practice, *, by: Person) -> None:
    """Say that it is not one's knowledge: the name goes, what was noticed stays."""
    _refuse_unless_asked(practice, by)
    _answer(practice, by, carrier_id=None)
    for basis in (Basis.DECLARED, Basis.SAYS_SO):
        withdraw_basis(by, practice, basis=basis)
    announce(PracticeIdentified(practice.id))


def _note(
    practice: Practice, noticing: Noticing, *, carrier: Person | None, by: Person
) -> None:
    settled = carrier is not None and (carrier.id == by.id or _is_settled(practice, carrier))
    session.add(
        Identification(
            practice_id=practice.id,
            by_id=by.id,
            viewpoint=_viewpoint(noticing, carrier, by),
            trigger=noticing.trigger,
            words=noticing.words,
            carrier_id=carrier.id if carrier else None,
            confirmed_at=clock.now() if settled else None,
        )
    )
    session.flush()
    if carrier:
        add_basis(carrier, practice, basis=_basis(practice, carrier, by))
    announce(PracticeIdentified(practice.id))


def _is_settled(practice: Practice, carrier: Person) -> bool:
    return is_said_to_carry(carrier, practice) and not is_asked(practice, carrier)


def _basis(practice: Practice, carrier: Person, by: Person) -> Basis:
    """Tell whether the carrier becomes a holder, whose yes publishes what others wrote (R8).

    Beside a holder one does so by the word of a holder or a coordinator, never by one's own.
    """
    holders = {holder.id for holder in holders_of(practice)}
    trusted = by.id in holders or (by.is_coordinator and carrier.id != by.id)
    return Basis.DECLARED if trusted or not holders else Basis.SAYS_SO


def _viewpoint(noticing: Noticing, carrier: Person | None, by: Person) -> Viewpoint:
    """Tell from where it was noticed: one's own is one's own, whoever one speaks for."""
    if carrier and carrier.id == by.id:
        return Viewpoint.SELF
    if noticing.for_organisation and not by.is_coordinator:
        raise NotAllowedError("identification.coordinator_speaks")
    return Viewpoint.ORGANISATION if noticing.for_organisation else Viewpoint.PEER


def _carrier(said: str, by: Person) -> Person | None:
    if said in {ME, NOBODY}:
        return by if said == ME else None
    found = next((one for one in colleagues() if str(one.id) == said), None)
    if found is None:
        raise InvalidError({"carrier": "identification.carrier_unknown"})
    return found


def _refuse_for_others(carrier: Person | None, by: Person) -> None:
    own = carrier is not None and carrier.id == by.id
    if not own and not by.may_write:
        raise NotAllowedError("identification.readers_own")


def _refuse_unless_asked(practice: Practice, person: Person) -> None:
    if not is_asked(practice, person):
        raise DomainError("identification.not_asked")


def _answer(practice: Practice, person: Person, **answer: object) -> None:
    asked = update(Identification).where(*unanswered(practice, person))
    session.execute(asked.values(**answer))
