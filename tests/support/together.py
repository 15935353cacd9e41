"""Builders of what is shared together: events, their meetings, coverings."""

from datetime import timedelta

from sqlalchemy import select

from kb.foundation import clock
from kb.foundation.db import session
from kb.identify.carriers.models import CarrierReason
from kb.notices.models import Notice
from kb.share.events.actions import plan_event
from kb.share.events.forms import About, Record, When, Yes
from kb.share.events.holding import record_meeting
from kb.share.events.joining import come
from kb.share.events.models import Part
from kb.share.events.queries import meetings_of
from kb.share.means import GoalKind
from kb.share.pairings.states import MeansSuited, Outcome
from kb.share.repertoire.forms import Aim, Judgement
from kb.share.turns.actions import acknowledge_turn, plan_turn, take_over
from kb.share.turns.forms import TurnPlan
from kb.share.turns.models import TurnKind

AIM = Aim("Kuka tahansa osaa lähettää ensimmäisen tiedotteen", GoalKind.AGREE_COMMON)


def about(*practices, name="Häiriöviestintä", means="study_circle", **otherwise):
    return About(name, AIM, means, tuple(one.id for one in practices), **otherwise)


def when(hours=-2, *, minutes=60, place="Honka"):
    """Return a time so many hours from now; one of the past can be told of."""
    return When(clock.now() + timedelta(hours=hours), minutes, place)


def event(*practices, by, others=(), hours=-2, **otherwise):
    """Plan an event to which the others come."""
    made = plan_event(
        about(*practices, **otherwise), when(hours), "Haluan tätä", by=by, language="fi"
    )
    for person in others:
        join(made, person)
    return made


def join(event, person, part=Part.TAKES_PART):
    return come(event, Yes(part, "Haluan oppia tätä"), by=person, language="fi")


def held(*practices, by, others):
    """Hold an event in which all went through the practices."""
    made = event(*practices, by=by, others=others)
    hold(made, practices, (by, *others), by=by)
    return made


def hold(event, practices, people, *, by):
    (meeting, *_) = meetings_of(event)
    record = Record(
        "Luimme ääneen.", tuple(one.id for one in practices), tuple(one.id for one in people)
    )
    record_meeting(event, meeting, record, by=by)
    return meeting


def judgement(outcome=Outcome.MET, fit=MeansSuited.YES):
    return Judgement(outcome, fit, "Jokainen lähetti oman tiedotteensa.")


def turn(*practices, owner, doer, kind=TurnKind.COVERING, ended=True, by=None):
    """Plan that one does the other's work, by default in a fortnight that is over."""
    ends = clock.today() + timedelta(days=0 if ended else 5)
    plan = TurnPlan(
        AIM,
        kind,
        owner.id,
        doer.id,
        ends - timedelta(days=14),
        ends,
        "Energia-07",
        items=("Viikkosoitto",),
    )
    made = plan_turn(plan, by=by or owner, language="fi")
    take_over(made, [one.id for one in practices], by=by or owner)
    return made


def acknowledged(*practices, owner, doer, kind=TurnKind.COVERING):
    made = turn(*practices, owner=owner, doer=doer, kind=kind)
    acknowledge_turn(made, by=owner)
    acknowledge_turn(made, by=doer)
    return made


def bases(person, practice):
    """Return why somebody is known to be able to do a practice."""
    rows = select(CarrierReason.basis).where(
        CarrierReason.person_id == person.id, CarrierReason.practice_id == practice.id
    )
    return set(session.scalars(rows))


def told(person):
    """Return the kinds of what somebody was told."""
    return list(session.scalars(select(Notice.kind).where(Notice.person_id == person.id)))
