"""In whatever order pairs are made, kept and ended, what must hold of them holds.

Each invariant is a function of ``INVARIANTS``: whoever adds something that a pair's end has to
see to adds one there.
"""

import os
from collections import Counter
from datetime import timedelta
from itertools import count

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from kb.foundation import clock
from kb.foundation.db import session, unit_of_work
from kb.foundation.errors import DomainError
from kb.identify.carriers.models import Basis, CarrierReason
from kb.people.models import Person, Role
from kb.practices.models import Practice
from kb.share.mentoring.actions import record_session
from kb.share.mentoring.diary import meetings_ahead
from kb.share.mentoring.models import SessionPractice
from kb.share.mentoring.queries import gone_through_practice_ids
from kb.share.pairings.actions import (
    accept_pairing,
    decline_pairing,
    propose_pairing,
    withdraw_pairing,
)
from kb.share.pairings.answering import take_no_more
from kb.share.pairings.endings import (
    conclude_pairing,
    end_pairing,
    pause_pairing,
    resume_pairing,
)
from kb.share.pairings.forms import Closing
from kb.share.pairings.models import Pairing
from kb.share.pairings.seats import seats_taken
from kb.share.pairings.signing import accept_agreement, write_agreement
from kb.share.pairings.states import OVER, SEATED, Ending, MeansSuited, Outcome, PairingState
from kb.share.pairings.waiting import shorten_waiting
from kb.share.profiles.queries import profile_of
from support import make

STEPS = int(os.environ.get("STEPS", "300"))
AN_EXAMPLE, A_FEW = 50, 4  # steps; examples at a time, for the first is always the plainest
ENOUGH = 7  # states that must be come to, however long it takes
CAPACITY = {"Petri Saarela": 1, "Aino Koskela": 2}
COORDINATOR = "Leena Ahokas"
PEOPLE = (*CAPACITY, "Noora Vainio", "Jesse Lindqvist", COORDINATOR)
NUMBERS = count(1)

who = st.sampled_from(PEOPLE)
mentors = st.sampled_from(tuple(CAPACITY))
which = st.integers(min_value=0, max_value=2)  # of the pairs made lately
whose = st.sampled_from(("mentor", "learner", "learner", "a coordinator", "an outsider"))


class Pairs(RuleBasedStateMachine):
    """Five people, two of them mentors with little room, who try whatever there is to try."""

    reached: Counter

    def __init__(self):
        super().__init__()
        self.now, self.over, self.credit = clock.now(), {}, set()
        with unit_of_work():
            session.query(Pairing).delete()
            people = {name: person(name) for name in PEOPLE}
            self.numbers = {name: one.id for name, one in people.items()}
            for name, capacity in CAPACITY.items():
                mentor = people[name]
                made = make.practice(f"Taito {next(NUMBERS)}", by=mentor)
                self.numbers[name, "practice"] = made.id
                profile = profile_of(mentor) or make.mentor_profile(mentor)
                profile.capacity, profile.takes_new = capacity, True
            petri, aino, noora, jesse = (people[name] for name in PEOPLE[:4])
            make.signed(make.agreed_pair(aino, noora))
            make.agreed_pair(petri, jesse)

    @rule(mentor=mentors, learner=who, own=st.booleans(), by=who, fellow=st.none() | who)
    def proposes(self, mentor, learner, own, by, fellow):
        by = learner if own else by

        def deed():
            of = [self.person(name) for name in (mentor, learner)]
            practice = session.get_one(Practice, self.numbers[mentor, "practice"])
            if fellow not in {None, learner}:
                make.proposed_group(*of, self.person(fellow), by=self.person(by))
            else:
                propose_pairing(make.proposal(*of, practice), by=self.person(by))

        self.tries(deed)

    @rule(which=which, by=whose)
    def accepts(self, which, by):
        self.tries(lambda: accept_pairing(self.pair(which), "Kyllä", by=self.one_of(which, by)))

    @rule(which=which)
    def all_accept(self, which):
        """Let a pair come further than chance alone would bring it."""

        def deed():
            for one in list(self.pair(which).unanswered):
                accept_pairing(self.pair(which), "Kyllä", by=one)

        self.tries(deed)

    @rule(which=which, by=whose)
    def declines(self, which, by):
        self.tries(lambda: decline_pairing(self.pair(which), by=self.one_of(which, by)))

    @rule(which=which, by=whose)
    def withdraws(self, which, by):
        self.tries(lambda: withdraw_pairing(self.pair(which), by=self.one_of(which, by)))

    @rule(which=which, by=whose, days=st.integers(min_value=0, max_value=90))
    def words(self, which, by, days):
        ends_on = self.now.date() + timedelta(days=days)
        terms = make.terms(ends_on=ends_on)
        self.tries(lambda: write_agreement(self.pair(which), terms, by=self.one_of(which, by)))

    @rule(which=which)
    def all_sign(self, which):
        def deed():
            pairing = self.pair(which)
            if pairing.agreement is None:
                write_agreement(pairing, make.terms(), by=pairing.mentor)
            for one in list(pairing.unsigned):
                accept_agreement(pairing, pairing.agreement.version, by=one)

        self.tries(deed)

    @rule(which=which, by=whose)
    def meets(self, which, by):
        def deed():
            pairing = self.pair(which)
            practice = session.get_one(Practice, self.numbers[pairing.mentor.name, "practice"])
            record_session(pairing, make.meeting(practice), by=self.one_of(which, by))

        self.tries(deed)

    @rule(which=which, by=whose, days=st.integers(min_value=1, max_value=30))
    def plans_to_meet(self, which, by, days):
        self.tries(lambda: make.planned(self.pair(which), by=self.one_of(which, by), days=days))

    @rule(which=which, by=whose)
    def pauses(self, which, by):
        until = self.now.date() + timedelta(days=9)
        self.tries(lambda: pause_pairing(self.pair(which), until, by=self.one_of(which, by)))

    @rule(which=which, by=whose)
    def resumes(self, which, by):
        self.tries(lambda: resume_pairing(self.pair(which), by=self.one_of(which, by)))

    @rule(which=which, by=whose)
    def concludes(self, which, by):
        self.tries(lambda: conclude_pairing(self.pair(which), by=self.one_of(which, by)))

    @rule(
        which=which, by=whose, ending=st.sampled_from(Ending), outcome=st.sampled_from(Outcome)
    )
    def ends(self, which, by, ending, outcome):
        closing = Closing(outcome, "Näin kävi", MeansSuited.YES, ending)
        self.tries(lambda: end_pairing(self.pair(which), closing, by=self.one_of(which, by)))

    @rule(mentor=mentors, takes_new=st.booleans())
    def takes_or_takes_no_more(self, mentor, takes_new):
        def deed():
            if takes_new:
                profile_of(self.person(mentor)).takes_new = True
            else:
                take_no_more(by=self.person(mentor))

        self.tries(deed)

    @rule(days=st.integers(min_value=1, max_value=4))
    def days_go_by(self, days):
        self.now += timedelta(days=days)
        self.tries(shorten_waiting)

    def tries(self, deed):
        """Do it, or be refused with nothing done."""
        with clock.standing_at(self.now):
            try:
                with unit_of_work():
                    deed()
            except (DomainError, MissingError):
                return

    @invariant()
    def what_must_hold_holds(self):
        with unit_of_work():
            for holds in INVARIANTS:
                holds(self)
            self.reached.update(["steps", *session.scalars(select(Pairing.state))])

    def pair(self, number):
        found = session.scalars(select(Pairing).order_by(Pairing.id.desc())).all()
        if number >= len(found):
            raise MissingError
        return found[number]

    def one_of(self, which, role):
        """Return who plays this role for a pair; a coordinator may be in it themselves."""
        pairing = self.pair(which)
        outsiders = [
            name for name in PEOPLE if name not in {one.name for one in pairing.members}
        ]
        named = {"a coordinator": COORDINATOR, "an outsider": outsiders[0]}
        if role in named:
            return self.person(named[role])
        return pairing.mentor if role == "mentor" else pairing.learners[-1]

    def person(self, name):
        return session.get_one(Person, self.numbers[name])


class MissingError(Exception):
    """There is no such pair."""


def nobody_has_more_than_their_room(machine):
    for name, capacity in CAPACITY.items():
        mentor = machine.person(name)
        theirs = [
            one
            for one in session.scalars(select(Pairing))
            if one.mentor_id == mentor.id and one.state in SEATED
        ]
        assert sum(len(one.learners) for one in theirs) == seats_taken(mentor) <= capacity


def what_is_over_stays_as_it_ended(machine):
    ended = {
        one.id: (one.state, one.closed_at, one.outcome, one.closing_words)
        for one in session.scalars(select(Pairing))
        if one.state in OVER
    }
    assert machine.over.items() <= ended.items()
    assert all(closed_at for _, closed_at, *_ in ended.values())
    machine.over = ended


def what_was_passed_on_stays_to_their_credit(machine):
    taught = select(CarrierReason.person_id, CarrierReason.practice_id).where(
        CarrierReason.basis == Basis.TAUGHT
    )
    credit = {
        *map(tuple, session.execute(taught)),
        *session.execute(select(SessionPractice.session_id, SessionPractice.practice_id)).all(),
        *session.scalars(gone_through_practice_ids()),
    }
    assert machine.credit <= credit
    machine.credit = credit


def nobody_is_in_a_pair_with_themselves(machine):
    del machine
    for one in session.scalars(select(Pairing)):
        numbers = [member.id for member in one.members]
        assert len(numbers) == len(set(numbers)) >= 2


def what_is_under_way_was_said_yes_to_by_all(machine):
    del machine
    for one in session.scalars(select(Pairing)):
        if one.state in SEATED:
            assert one.unanswered == []
        if one.state in SEATED - {PairingState.AGREED}:
            assert one.agreement


def a_judgement_belongs_to_an_end(machine):
    del machine
    for one in session.scalars(select(Pairing)):
        ends = {
            PairingState.COMPLETED,
            PairingState.COMPLETED_EARLY,
            PairingState.ENDED_EARLY,
        }
        assert (one.outcome is not None) == (one.state in ends)
        assert (one.paused_until is not None) == (one.state is PairingState.PAUSED)


def no_meeting_is_ahead_of_a_pair_that_rests_or_is_over(machine):
    with clock.standing_at(machine.now):
        for one in session.scalars(select(Pairing)):
            assert one.is_open or not meetings_ahead([one])


INVARIANTS = (
    nobody_has_more_than_their_room,
    what_is_over_stays_as_it_ended,
    what_was_passed_on_stays_to_their_credit,
    nobody_is_in_a_pair_with_themselves,
    what_is_under_way_was_said_yes_to_by_all,
    a_judgement_belongs_to_an_end,
    no_meeting_is_ahead_of_a_pair_that_rests_or_is_over,
)


def person(name):
    found = session.scalar(select(Person).where(Person.name == name))
    role = Role.COORDINATOR if name == COORDINATOR else Role.AUTHOR
    return found or make.person(name, role)


def test_whatever_the_order_what_must_hold_of_pairs_holds(app):
    reached = Counter()
    machine = type("Pairs", (Pairs,), {"reached": reached})

    while reached["steps"] < STEPS or len(reached) <= ENOUGH:
        run_state_machine_as_test(
            machine,
            settings=settings(
                max_examples=max(A_FEW, (STEPS - reached["steps"]) // AN_EXAMPLE),
                stateful_step_count=AN_EXAMPLE,
                deadline=None,
                suppress_health_check=list(HealthCheck),
                phases=[Phase.generate],
                print_blob=True,
            ),
        )
