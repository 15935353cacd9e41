"""What the demo organisation's people did, each with its day."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from kb.demo.attesting import deeds_of_attesting
from kb.demo.house import Deed, House
from kb.demo.improving import deeds_of_improving
from kb.demo.pathways import deeds_of_paths
from kb.demo.planning import deeds_of_planning
from kb.demo.reading import Row, moment_of, rows
from kb.demo.rehearsing import deeds_of_rehearsing
from kb.foundation import clock
from kb.foundation.db import session
from kb.internalise.marks.actions import declare_own_work, toggle_reading
from kb.internalise.trials.actions import record_trial
from kb.internalise.trials.forms import Debrief
from kb.internalise.trials.models import Verdict
from kb.people.models import Industry
from kb.share.means import GoalKind, Means
from kb.share.mentoring.actions import record_session
from kb.share.mentoring.forms import OPENINGS, SessionNotes, Task
from kb.share.pairings.actions import accept_pairing, propose_pairing
from kb.share.pairings.endings import end_pairing
from kb.share.pairings.forms import Closing, Goal, Proposal
from kb.share.pairings.kinds import Roles
from kb.share.pairings.models import Pairing
from kb.share.pairings.states import MeansSuited, Outcome
from kb.share.shadowing.actions import acknowledge_shadowing, tell_shadowing
from kb.share.shadowing.forms import Visit
from kb.share.shadowing.models import Presence
from kb.share.shadowing.queries import shadowings_to_acknowledge
from kb.socialise.sparring.actions import take_note
from kb.socialise.sparring.forms import Advice


def deeds_of_pairings(house: House) -> Iterator[Deed]:
    """Return what the pairs did: agreed, met, finished."""
    for row in rows("pairings"):
        yield Deed(moment_of(row["created_days_ago"]), partial(_propose, house, row))
        for met in row["sessions"]:
            yield Deed(moment_of(met["days_ago"], hour=13), partial(_meet, house, row, met))
        if row["state"] == "completed":
            ago = row["completed_days_ago"]
            yield Deed(moment_of(ago, hour=14), partial(_complete, house, row))


def deeds_of_single_people(house: House) -> Iterator[Deed]:
    """Return what each did alone: saw it done, read, tried, made it their own, told advice."""
    for row in rows("shadowings"):
        yield Deed(moment_of(row["days_ago"], hour=10), partial(_was_there, house, row))
        ago = row["acknowledged_days_ago"]
        yield Deed(moment_of(ago, hour=11), partial(_acknowledge, house, row))
    doings = rows("trials")
    for row in doings["read"]:
        yield Deed(moment_of(row["days_ago"], hour=8), partial(_read, house, row))
    for row in (*doings["trials"], *rows("improving")["trials"]):
        yield Deed(moment_of(row["days_ago"], hour=15), partial(_try, house, row))
    for row in doings["own_work"]:
        yield Deed(moment_of(row["days_ago"], hour=16), partial(_own, house, row))
    for row in rows("sparring"):
        yield Deed(moment_of(row["days_ago"], hour=12), partial(_spar, house, row))
    yield from deeds_of_planning(house)
    yield from deeds_of_improving(house)
    yield from deeds_of_attesting(house)
    yield from deeds_of_rehearsing(house)
    yield from deeds_of_paths(house)


def _propose(house: House, row: Row) -> None:
    mentor, learner = house.person(row["mentor"]), house.person(row["learner"])
    fellows = row.get("fellows", ())
    goal = Goal(
        row["goal"],
        GoalKind(row["goal_kind"]),
        mentor.id,
        learner.id,
        fellow_ids=tuple(house.people[name] for name in fellows),
        roles=Roles(row.get("roles", Roles.ONE_WAY)),
    )
    targets = tuple(house.practices[ref] for ref in row["practices"])
    motivation = row["motivation"]
    proposal = Proposal(goal, Means(row["means"]), targets, row["topics"], motivation["mentor"])
    pairing = propose_pairing(proposal, by=mentor, ref=row["ref"])
    accept_pairing(pairing, motivation["learner"], by=learner)
    for name, why in zip(fellows, motivation.get("fellows", ()), strict=True):
        accept_pairing(pairing, why, by=house.person(name))
    house.pairings[row["ref"]] = pairing.id


def _meet(house: House, row: Row, met: Row) -> None:
    notes = SessionNotes(
        held_on=clock.today(),
        summary=met["summary"],
        practice_ids=tuple(house.practices[ref] for ref in met["practices"]),
        task=_task(house, met["task"]) if met["task"] else None,
    )
    pairing = session.get_one(Pairing, house.pairings[row["ref"]])
    record_session(pairing, notes, by=pairing.mentor)


def _task(house: House, agreed: Row) -> Task:
    ahead = agreed["due_in_days"] if "due_in_days" in agreed else -agreed["due_days_ago"]
    due = house.today + timedelta(days=ahead)
    when, then = (OPENINGS.sub("", agreed[part]) for part in ("when", "then"))
    return Task(house.practices[agreed["practice"]], when, then, due)


def _complete(house: House, row: Row) -> None:
    pairing = session.get_one(Pairing, house.pairings[row["ref"]])
    judged = Outcome(row["outcome"]), row["outcome_note"], MeansSuited(row["means_suited"])
    end_pairing(pairing, Closing(*judged), by=pairing.mentor)


def _was_there(house: House, row: Row) -> None:
    host = house.person(row["host"])
    visit = Visit(host.id, Presence(row["kind"]), clock.today(), row["noticed"])
    tell_shadowing(house.practice(row["practice"]), visit, by=house.person(row["guest"]))


def _acknowledge(house: House, row: Row) -> None:
    host = house.person(row["host"])
    for shadowing in shadowings_to_acknowledge(host):
        acknowledge_shadowing(shadowing, by=host)


def _read(house: House, row: Row) -> None:
    toggle_reading(house.practice(row["practice"]), by=house.person(row["learner"]))


def _try(house: House, row: Row) -> None:
    debrief = Debrief(
        tried_on=clock.today(),
        happened=row["happened"],
        verdict=Verdict(row["verdict"]),
        language="fi",
        situation=row["situation"],
        did=row["did"],
        intended=row["intended"],
        why=row["why"],
        next_time=row["next"],
    )
    record_trial(house.practice(row["practice"]), debrief, by=house.person(row["learner"]))


def _own(house: House, row: Row) -> None:
    declare_own_work(house.practice(row["practice"]), by=house.person(row["learner"]))


def _spar(house: House, row: Row) -> None:
    advice = Advice(row["question"], row["advice"], row["with"], Industry(row["industry"]))
    take_note(advice, by=house.person(row["by"]), language="fi")
