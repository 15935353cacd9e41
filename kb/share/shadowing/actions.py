"""What can be done with having been there: tell it, and acknowledge it."""

from kb.foundation.db import session
from kb.foundation.errors import InvalidError
from kb.foundation.news import announce
from kb.identify.carriers.actions import add_basis
from kb.identify.carriers.models import Basis
from kb.people.models import Person
from kb.practices.models import Practice
from kb.share.shadowing.events import ShadowingAcknowledged
from kb.share.shadowing.forms import Visit
from kb.share.shadowing.models import Presence, Shadowing
from kb.share.shadowing.queries import hosts_of


def tell_shadowing(practice: Practice, visit: Visit, *, by: Person) -> Shadowing:
    """Tell that one was there; it waits for the host's word."""
    hosts = {host.id: host for host in hosts_of(practice, guest=by)}
    if visit.host_id not in hosts:
        raise InvalidError({"host": "shadowing.host_needed"})
    told = Shadowing(
        practice=practice,
        kind=visit.kind,
        host=hosts[visit.host_id],
        guest=by,
        held_on=visit.held_on,
        noticed=visit.noticed,
    )
    session.add(told)
    session.flush()
    return told


def acknowledge_shadowing(shadowing: Shadowing, *, by: Person) -> None:
    """Agree that the guest was there; who covered is then known to have done it."""
    shadowing.acknowledge(by=by)
    if shadowing.kind is Presence.COVERING:
        add_basis(shadowing.guest, shadowing.practice, basis=Basis.COVERED)
    announce(ShadowingAcknowledged(shadowing.id))
