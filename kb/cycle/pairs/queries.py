"""Where every pair stands, with what a later stage knows: whether anything has been tried."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import aliased

from kb.cycle.pairs.forms import Chosen
from kb.foundation.db import session
from kb.internalise.trials.models import Trial
from kb.people.models import Person
from kb.share.mentoring.facts import TALKS_WITHOUT_TRIAL, Fact, Holding, day_of, told_to
from kb.share.mentoring.standing import Standing, standings_of
from kb.share.pairings.models import Pairing
from kb.share.pairings.queries import WHOLE, visible_pairings
from kb.share.pairings.states import OVER
from kb.web.paging import Page, page_of

ORDER = list(Fact)


def every_pair(chosen: Chosen, *, seen_by: Person, number: int) -> Page[Standing]:
    """Return one page of the pairs that were chosen, by the names of the two."""
    pairs = session.scalars(_pairs(chosen, seen_by)).all()
    if chosen.fact is None:  # a fact is derived, so only then all are looked at first
        page = page_of(pairs, number)
        return Page(whole_standings(page.items, seen_by=seen_by), page.number, page.total)
    standings = whole_standings(pairs, seen_by=seen_by)
    having = [one for one in standings if chosen.fact in {held.fact for held in one.facts}]
    return page_of(having, number)


def whole_standings(pairings: Sequence[Pairing], *, seen_by: Person) -> list[Standing]:
    """Return where these pairs stand, with the fact that nothing of the goal was tried."""
    standings = standings_of(pairings, seen_by=seen_by)
    tried = _tried([one.pairing for one in standings if _third_talk(one)])
    return [_with_trials(one, tried, seen_by) for one in standings]


def _pairs(chosen: Chosen, seen_by: Person) -> Select[Pairing]:
    mentor, learner = aliased(Person), aliased(Person)
    wanted = (
        select(Pairing)
        .join(mentor, mentor.id == Pairing.mentor_id)
        .join(learner, learner.id == Pairing.learner_id)
        .where(visible_pairings(seen_by))
        .options(*WHOLE)
        .order_by(Pairing.state.in_(OVER), mentor.name, learner.name, Pairing.id)
    )
    if chosen.fact:
        wanted = wanted.where(Pairing.state.not_in(OVER))
    if chosen.state:
        wanted = wanted.where(Pairing.state == chosen.state)
    return wanted.where(Pairing.means == chosen.means) if chosen.means else wanted


def _tried(pairings: Sequence[Pairing]) -> dict[tuple[int, int], date]:
    """Return when each learner last tried each practice with something come of it."""
    rows = session.execute(
        select(Trial.learner_id, Trial.practice_id, Trial.tried_on)
        .where(
            Trial.learner_id.in_([who.id for one in pairings for who in one.doers]),
            Trial.debriefed_at.is_not(None),
        )
        .order_by(Trial.tried_on)
    )
    return {(learner, practice): day for learner, practice, day in rows}


def _with_trials(
    standing: Standing, tried: dict[tuple[int, int], date], reader: Person
) -> Standing:
    since, pairing = _third_talk(standing), standing.pairing
    if since is None or _has_tried(standing, tried):
        return standing
    told = told_to(reader, [Holding(Fact.NO_TRIAL, since)], pairing=pairing)
    facts = sorted((*standing.facts, *told), key=lambda held: ORDER.index(held.fact))
    return replace(standing, facts=tuple(facts))


def _third_talk(standing: Standing) -> date | None:
    """Return the day of the third meeting; who agreed on nothing to do hears that first."""
    met = [one.held for one in standing.meetings]
    agreed = any(one.task_then for one in met)
    if not (standing.pairing.is_open and agreed and len(met) >= TALKS_WITHOUT_TRIAL):
        return None
    return met[TALKS_WITHOUT_TRIAL - 1].held_on


def _has_tried(standing: Standing, tried: dict[tuple[int, int], date]) -> bool:
    """Say whether anybody who learns tried anything of the goal since there is a pair."""
    pairing, begun = standing.pairing, day_of(standing.pairing.made_at)
    gone = {one.id for meeting in standing.meetings for one in meeting.held.practices}
    meant = gone | _targets(pairing)
    days = (tried.get((who.id, one)) for who in pairing.doers for one in meant)
    return any(day is not None and day >= begun for day in days)


def _targets(pairing: Pairing) -> set[int]:
    return {one.id for one in pairing.targets}
