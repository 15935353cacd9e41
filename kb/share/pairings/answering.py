"""A yes or no with what goes with it: a mentor may say that it is the last for now."""

from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.news import announce
from kb.people.models import Person
from kb.share.pairings.actions import accept_pairing, decline_pairing
from kb.share.pairings.agreements import Consented
from kb.share.pairings.events import PairingChanged, PairingEnded
from kb.share.pairings.forms import No, Yes
from kb.share.pairings.models import Pairing
from kb.share.pairings.seats import requests_to, seats_taken
from kb.share.pairings.states import PairingState
from kb.share.profiles.events import MentorUnavailable
from kb.share.profiles.models import MentorProfile
from kb.share.profiles.queries import profile_of


def answer_yes(pairing: Pairing, yes: Yes, *, by: Person) -> None:
    """Say yes with all that goes with it: to one's line manager, and that it is the last."""
    if yes.across_line:
        pairing.consent(Consented.ACROSS_LINE, by=by)
    accept_pairing(pairing, yes.motivation, by=by)
    if yes.is_last and by.id == pairing.mentor_id:
        take_no_more(by=by)


def answer_no(pairing: Pairing, no: No, *, by: Person) -> None:
    """Say no, to this one alone or also to whoever else asks now."""
    mentors = by.id == pairing.mentor_id
    decline_pairing(pairing, by=by)
    if no.is_last and mentors:
        take_no_more(by=by)


def take_no_more(*, by: Person) -> None:
    """Take no new learners for now; those there are stay."""
    profile = profile_of(by) or MentorProfile(person=by, capacity=max(1, seats_taken(by)))
    session.add(profile)
    profile.takes_new = False
    session.flush()
    announce(MentorUnavailable(by.id))


def answer_requests(event: MentorUnavailable) -> None:
    """Answer what waits for a mentor who takes none: it does not suit now, and no more."""
    mentor = session.get_one(Person, event.person_id)
    profile = profile_of(mentor)
    if profile is None or profile.is_available(clock.today()):
        return
    for pairing in requests_to(mentor):
        pairing.move_to(PairingState.DECLINED)
        announce(PairingEnded(pairing.id, mentor.id))
        announce(PairingChanged(pairing.id))
