"""What askers and coordinators can do with a need."""

from kb.foundation.db import session
from kb.foundation.errors import TooManyError
from kb.foundation.news import announce
from kb.identify.needs.events import NeedHelped, NeedLeft
from kb.identify.needs.forms import Demand
from kb.identify.needs.gathering import split_out
from kb.identify.needs.models import Need
from kb.identify.needs.queries import asked_today, every_wording
from kb.people.models import Person
from kb.practices.queries import practice_by_slug

MOST_A_DAY = 30


def note_demand(demand: Demand, *, by: Person) -> Need:
    """Keep what somebody looked for and did not find."""
    if asked_today(by) >= MOST_A_DAY:
        raise TooManyError("need.too_many", most=MOST_A_DAY)
    about = practice_by_slug(demand.practice, seen_by=by) if demand.practice else None
    need = Need(
        question=demand.question,
        query=demand.query,
        language=demand.language,
        industry=demand.industry,
        anonymous=demand.anonymous,
        asker=by,
        practice_id=about.id if about else None,
    )
    session.add(need)
    session.flush()
    announce(NeedLeft(need.id))
    return need


def say_helped(need: Need, *, by: Person) -> None:
    """Say that what was answered helped."""
    need.be_met(by=by)
    announce(NeedHelped(need.id))


def say_open(need: Need, *, by: Person) -> None:
    """Say that it is open still: asked by others too, it stands alone from now on."""
    need.be_unmet(by=by)
    whole = need.whole
    if {one.asker_id for one in every_wording(whole)} - {by.id}:
        split_out(need)
        return
    whole.reopen()
    announce(NeedLeft(whole.id))


def close_need(need: Need, *, by: Person) -> None:
    """Look for an answer no longer."""
    need.whole.close(by=by)
