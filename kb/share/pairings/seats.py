"""How many learners a mentor has, and whether there is room for more."""

from collections.abc import Sequence

from sqlalchemy import func, select

from kb.foundation.db import session
from kb.people.models import Person
from kb.share.pairings.agreements import Fellow
from kb.share.pairings.models import Pairing
from kb.share.pairings.states import SEATED, PairingState
from kb.share.profiles.queries import profile_of


def requests_to(mentor: Person) -> Sequence[Pairing]:
    """Return the proposals that wait for a mentor's answer."""
    return session.scalars(
        select(Pairing)
        .where(
            Pairing.mentor_id == mentor.id,
            Pairing.state == PairingState.PROPOSED,
            Pairing.mentor_motivation.is_(None),
        )
        .order_by(Pairing.made_at)
    ).all()


def has_room(pairing: Pairing) -> bool:
    """Say whether the mentor takes so many more learners; who has set no limit does."""
    profile = profile_of(pairing.mentor)
    taken = seats_taken(pairing.mentor)
    return profile is None or taken + len(pairing.learners) <= profile.capacity


def seats_taken(mentor: Person) -> int:
    """Count the learners of a mentor's pairings that are agreed and not over."""
    theirs = (Pairing.mentor_id == mentor.id, Pairing.state.in_(SEATED))
    firsts = session.scalar(select(func.count(Pairing.id)).where(*theirs)) or 0
    fellows = select(func.count()).select_from(Fellow).join(Pairing).where(*theirs)
    return firsts + (session.scalar(fellows) or 0)
