"""In whatever order things happen, the stage is what the evidence says (R1).

The machine keeps its own books of what was done, in plain sets, and derives the stage from
them by the rule of the domain; the house must say the same, one by one and in SQL.
"""

import os
from dataclasses import dataclass, field, replace
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

from kb.document.media.actions import choose_medium
from kb.document.media.forms import MediumChoice
from kb.document.media.models import Formality, Medium
from kb.document.revisions.actions import hand_back, hand_over, publish_revision
from kb.document.revisions.forms import Wording
from kb.document.revisions.models import Revision, RevisionState
from kb.document.revisions.queries import current_revision
from kb.foundation.db import session, unit_of_work
from kb.foundation.errors import ConflictError, DomainError, NotAllowedError, NotFoundError
from kb.identify.carriers.actions import hide_carrier, show_carrier, withdraw_basis
from kb.identify.carriers.models import Basis
from kb.identify.identifications.actions import declare_holder, identify_practice
from kb.internalise.adoptions.actions import give_up_use
from kb.internalise.attestations.actions import revoke
from kb.internalise.attestations.queries import attestations_of
from kb.internalise.marks.actions import declare_own_work
from kb.internalise.trials.models import Verdict
from kb.people.models import Person
from kb.practices.models import Practice
from kb.share.shadowing.actions import acknowledge_shadowing, tell_shadowing
from kb.share.shadowing.models import Presence
from kb.share.turns.actions import acknowledge_turn
from kb.stages.evidence import Stage, ahead, evidence_for, stage_condition, stage_of
from support import make, together

STEPS = int(os.environ.get("STEPS", "300"))
AN_EXAMPLE, ENOUGH = 40, 4  # steps; stages that must be come to, however long it takes
PEOPLE = ("Petri Saarela", "Aino Koskela", "Noora Vainio")
NUMBERS = count(1)
SHORT, LONG, NEITHER = 5, 160, 410  # words; the last is too long for a short text
COUNTS = {Verdict.WORKED, Verdict.ADAPTED, Verdict.FAILED}

who = st.sampled_from(PEOPLE)


@dataclass
class Books:
    """What was done with one practice, as whoever keeps a diary would write it down."""

    declared: set = field(default_factory=set)
    published: int = 0  # words of what readers see
    medium: Medium | None = None
    pairs: set = field(default_factory=set)  # (mentor, learner) who went through it
    guests: set = field(default_factory=set)
    groups: set = field(default_factory=set)  # who was there when an event went through it
    doers: set = field(default_factory=set)  # who did it in another's place, as both said
    trials: list = field(default_factory=list)  # (learner, days ago, verdict)
    own_work: set = field(default_factory=set)
    attested: set = field(default_factory=set)

    @property
    def evidence(self):
        return {
            Stage.IDENTIFIED: bool(self.declared),
            Stage.DOCUMENTED: self.fits,
            Stage.SHARED: self.passed_on,
            Stage.INTERNALISED: self.internalised,
        }

    @property
    def stage(self):
        reached = Stage.CANDIDATE
        for stage, there in self.evidence.items():
            if not there:
                return reached
            reached = stage
        return reached

    @property
    def fits(self):
        short = self.medium is Medium.SHORT_TEXT and 0 < self.published <= 400
        return short or (self.medium is Medium.LONG_TEXT and self.published >= 150)

    @property
    def passed_on(self):
        beyond = any(set(pair) - self.declared for pair in self.pairs)
        together = any(group - self.declared for group in self.groups)
        return beyond or together or bool((self.guests | self.doers) - self.declared)

    @property
    def internalised(self):
        own = {one for one in self.own_work if self.done_by(one)}
        return bool((own | self.attested) - self.declared)

    def done_by(self, learner):
        mine = [one for one in self.trials if one[0] == learner and one[2] in COUNTS]
        good = {Verdict.WORKED, Verdict.ADAPTED}
        return len({one[1] for one in mine}) >= 2 and any(one[2] in good for one in mine)


class Cycle(RuleBasedStateMachine):
    """One practice and three people, who do in any order whatever counts."""

    reached: dict

    def __init__(self):
        super().__init__()
        self.books = Books()
        with unit_of_work():
            people = {name: person(name) for name in PEOPLE}
            self.numbers = {name: one.id for name, one in people.items()}
            naming = make.naming(f"Kierto {next(NUMBERS)}")
            self.number = identify_practice(naming, by=people[PEOPLE[0]], holder=None).id

    @rule(name=who, by=who)
    def declares(self, name, by):
        """A holder's word makes another one; beside a holder one's own word does not."""
        with unit_of_work():
            declare_holder(self.practice, holder=self.person(name), by=self.person(by))
        if by in self.books.declared or not self.books.declared:
            self.books.declared.add(name)

    @rule(name=who)
    def is_no_longer_holder(self, name):
        with unit_of_work():
            withdraw_basis(self.person(name), self.practice, basis=Basis.DECLARED)
        self.books.declared.discard(name)

    @rule(name=who, hides=st.booleans())
    def hides_or_shows(self, name, hides):
        with unit_of_work():
            (hide_carrier if hides else show_carrier)(self.practice, by=self.person(name))

    @rule(medium=st.sampled_from([Medium.SHORT_TEXT, Medium.LONG_TEXT, Medium.VIDEO]))
    def chooses(self, medium):
        with unit_of_work():
            choice = MediumChoice(medium, Formality.FREE, "Luetaan")
            choose_medium(self.practice, choice, by=self.person(PEOPLE[0]))
        self.books.medium = medium

    @rule(name=who, words=st.sampled_from([SHORT, LONG, NEITHER]))
    def hands_over(self, name, words):
        text = " ".join(f"sana{next(NUMBERS)}" for _ in range(words))
        with unit_of_work():
            practice, now = self.practice, current_revision(self.practice, "fi")
            wording = Wording.parse({"title": practice.title, "action": text})
            wording = replace(wording, base_id=now.id if now else None)
            made = hand_over(practice, "fi", wording, by=self.person(name))
            assert (made.state is RevisionState.PUBLISHED) == self.approves(name)
        if self.approves(name):
            self.books.published = words

    @rule(name=who)
    def documents_their_own(self, name):
        self.declares(name, name)
        self.chooses(Medium.SHORT_TEXT)
        self.hands_over(name, SHORT)

    @rule(learner=who)
    def does_it_twice(self, learner):
        self.tries(learner, 5, Verdict.ADAPTED)
        self.tries(learner, 2, Verdict.FAILED)

    @rule(name=who, yes=st.booleans())
    def decides(self, name, yes):
        with unit_of_work():
            waits = Revision.state == RevisionState.AWAITING
            mine = select(Revision).where(Revision.practice_id == self.number, waits)
            waiting = session.scalars(mine.order_by(Revision.id)).first()
            if waiting is None:
                return
            words = len(waiting.action.split())
            if not yes:
                self.refused_or_not(name, hand_back, waiting, "Ei näin.")
            elif self.refused_or_not(name, publish_revision, waiting):
                self.books.published = words

    @rule(mentor=who, learner=who)
    def they_go_through_it(self, mentor, learner):
        if mentor == learner:
            return
        try:
            with unit_of_work():
                pair = make.active_pair(self.person(mentor), self.person(learner))
                make.talk(pair, self.practice)
        except NotFoundError:  # what nobody holds yet is not seen by both
            return
        self.books.pairs.add((mentor, learner))

    @rule(host=who, guest=who, covering=st.booleans(), agreed=st.booleans())
    def somebody_is_there(self, host, guest, covering, agreed):
        kind = Presence.COVERING if covering else Presence.SHADOWING
        try:
            with unit_of_work():
                visit = make.visit(self.person(host), kind)
                told = tell_shadowing(self.practice, visit, by=self.person(guest))
                if agreed:
                    acknowledge_shadowing(told, by=self.person(host))
        except DomainError:
            return
        if agreed:
            self.books.guests.add(guest)

    @rule(leader=who, other=who, held=st.booleans())
    def a_group_goes_through_it(self, leader, other, held):
        if leader == other:
            return
        try:
            with unit_of_work():
                one, two = self.person(leader), self.person(other)
                planned = together.event(self.practice, by=one, others=[two])
                if held:
                    together.hold(planned, [self.practice], [one, two], by=one)
        except NotFoundError:  # what nobody holds yet is not seen by all
            return
        if held:
            self.books.groups.add(frozenset({leader, other}))

    @rule(owner=who, doer=who, agreed=st.booleans())
    def somebody_does_it_in_anothers_place(self, owner, doer, agreed):
        if owner == doer:
            return
        try:
            with unit_of_work():
                people = {"owner": self.person(owner), "doer": self.person(doer)}
                made = together.turn(self.practice, **people)
                acknowledge_turn(made, by=people["owner"])
                if agreed:
                    acknowledge_turn(made, by=people["doer"])
        except NotFoundError:  # the owner cannot do it, or not both see it
            return
        if agreed:
            self.books.doers.add(doer)

    @rule(name=who, days=st.sampled_from([2, 5]), verdict=st.sampled_from(list(Verdict)))
    def tries(self, name, days, verdict):
        try:
            with unit_of_work():
                practice, learner = self.practice, self.person(name)
                make.trial(practice, by=learner, days_ago=days, verdict=verdict)
        except DomainError:
            return
        self.books.trials.append((name, days, verdict))

    @rule(name=who)
    def calls_it_own_work(self, name):
        try:
            with unit_of_work():
                declare_own_work(self.practice, by=self.person(name))
        except DomainError:
            assert name in self.books.declared or not self.books.done_by(name)
            return
        assert self.books.done_by(name)
        self.books.own_work.add(name)

    @rule(name=who, by=who)
    def is_attested(self, name, by):
        if name == by:
            return
        try:
            with unit_of_work():
                make.attested(self.practice, of=self.person(by), by=self.person(name))
        except DomainError:
            return
        tried = any(one[0] == name and one[2] in COUNTS for one in self.books.trials)
        assert tried
        assert name not in self.books.declared
        self.books.attested.add(name)

    @rule(name=who)
    def is_attested_no_longer(self, name):
        with unit_of_work():
            for one in attestations_of(self.person(name), self.practice):
                if one.stands:
                    revoke(one, "Ei pidä enää.", by=one.attester)
        self.books.attested.discard(name)

    @rule(name=who)
    def gives_up_their_use(self, name):
        if name in self.books.declared:
            return
        with unit_of_work():
            give_up_use(self.practice, "Ei sovi.", by=self.person(name), language="fi")
        self.books.own_work.discard(name)

    @invariant()
    def the_stage_follows(self):
        self.reached["steps"] += 1
        with unit_of_work():
            practice, expected = self.practice, self.books.stage
            assert evidence_for(practice) == self.books.evidence
            assert stage_of(practice) is expected
            mine = select(Practice.id).where(Practice.id == self.number)
            for stage in Stage:
                there = session.scalar(mine.where(stage_condition(stage)))
                assert (there is not None) == (stage is expected)
            later = [one for one, there in self.books.evidence.items() if there]
            waiting = [
                one for one in later if list(Stage).index(one) > list(Stage).index(expected)
            ]
            assert ahead(evidence_for(practice)) == waiting
        self.reached["stages"].add(expected)

    def refused_or_not(self, name, decide, waiting, *said):
        """Decide as ``name``; say whether it was done."""
        now = current_revision(self.practice, "fi")
        overtaken = waiting.base_id != (now.id if now else None)
        try:
            decide(waiting, *said, by=self.person(name))
        except NotAllowedError:
            assert not self.approves(name)
            return False
        except ConflictError:
            assert overtaken
            return False
        assert self.approves(name)
        return True

    def approves(self, name):
        """Say whether this one's yes publishes: a holder's, or without any the steward's."""
        return name in self.books.declared or (not self.books.declared and name == PEOPLE[0])

    @property
    def practice(self):
        return session.get_one(Practice, self.number)

    def person(self, name):
        return session.get_one(Person, self.numbers[name])


def person(name):
    found = session.scalar(select(Person).where(Person.name == name))
    return found or make.person(name)


def test_whatever_the_order_the_stage_is_what_the_evidence_says(app):
    reached = {"steps": 0, "stages": set()}
    machine = type("Cycle", (Cycle,), {"reached": reached})

    while reached["steps"] < STEPS or len(reached["stages"]) < ENOUGH:
        run_state_machine_as_test(
            machine,
            settings=settings(
                max_examples=max(1, (STEPS - reached["steps"]) // AN_EXAMPLE),
                stateful_step_count=AN_EXAMPLE,
                deadline=None,
                suppress_health_check=list(HealthCheck),
                phases=[Phase.generate],
                print_blob=True,
            ),
        )
