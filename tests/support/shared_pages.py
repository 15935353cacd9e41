"""The pages of what is shared together, with somebody who looks at each."""

from sqlalchemy import select

from kb.foundation.db import session
from kb.share.events.meetings import EventMeeting
from kb.share.events.models import SharingEvent
from kb.share.repertoire.models import AddedMeans
from kb.share.turns.models import Turn

JESSE, PETRI, MARJATTA = "Jesse Lindqvist", "Petri Saarela", "Marjatta Hietala"
NOORA, SAMUEL, TUOMAS = "Noora Vainio", "Samuel Forsman", "Tuomas Rinne"
GOAL = "goal=Kuka tahansa osaa lähettää tiedotteen&goal_kind="

SHARED_PAGES = (
    ("shared-means", "/means", JESSE),
    ("shared-means-admin", "/means", SAMUEL),
    ("shared-means-new", "/means/new", SAMUEL),
    ("shared-means-edit", "/means/{added_means}/edit", SAMUEL),
    ("shared-goal", "/sharing/new", PETRI),
    ("shared-choose", f"/sharing/means?{GOAL}judge_tricky", PETRI),
    ("shared-events", "/events", JESSE),
    ("shared-events-held", "/events?shelf=held", JESSE),
    ("shared-events-none", "/events?shelf=mine", SAMUEL),
    ("shared-event-new", f"/events/new?{GOAL}agree_common&means=study_circle", PETRI),
    ("shared-event-asked", "/events/{E4}", TUOMAS),
    ("shared-event-organiser", "/events/{E4}", MARJATTA),
    ("shared-event-judged", "/events/{E1}", NOORA),
    ("shared-event-board", "/events/{E2}", PETRI),
    ("shared-event-edit", "/events/{E4}/edit", MARJATTA),
    ("shared-event-time", "/events/{E4}/meetings/{event_meeting}/time", MARJATTA),
    ("shared-event-record", "/events/{E4}/meetings/{event_meeting}/record", MARJATTA),
    ("shared-turns", "/turns", PETRI),
    ("shared-turns-none", "/turns", JESSE),
    ("shared-turn-new", f"/turns/new?{GOAL}do_alone&kind=covering", PETRI),
    ("shared-turn-rotation", f"/turns/new?{GOAL}see_whole&kind=rotation", PETRI),
    ("shared-turn", "/turns/{T5}", PETRI),
    ("shared-turn-planned", "/turns/{T2}", NOORA),
)


def shared_held():
    """Return the numbers of the demo's events and turns, and one added means."""
    found = dict(session.execute(select(SharingEvent.ref, SharingEvent.id)).all())
    found |= {
        f"T{ref[1:]}": number for ref, number in session.execute(select(Turn.ref, Turn.id))
    }
    ahead = select(EventMeeting.id).where(EventMeeting.event_id == found.get("E4"))
    found["event_meeting"] = session.scalar(ahead.limit(1))
    found["added_means"] = session.scalar(select(AddedMeans.id).limit(1))
    return found
