"""Matching: who is proposed to whom, why, and what a coordinator decides."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import event, select

from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import DomainError, InvalidError, NotFoundError
from kb.identify.carriers.actions import add_basis, hide_carrier
from kb.identify.carriers.models import Basis
from kb.people.models import Role
from kb.practices.models import Area, Audience
from kb.share.matching.actions import (
    approve_proposal,
    reject_proposal,
    run_matching,
    swap_mentor,
)
from kb.share.matching.forgetting import forget_runs
from kb.share.matching.forms import Approval, Rejection
from kb.share.matching.gathering import programme_seen_by
from kb.share.matching.grounds import grounds_of
from kb.share.matching.models import Decision, Lack, MatchProposal, MatchRun
from kb.share.matching.outcome import Outcome
from kb.share.matching.pictures import picture_of_proposal
from kb.share.matching.programme import Programme
from kb.share.matching.queries import latest_run, waiting_list
from kb.share.matching.scoring import ScorePart
from kb.share.means import GoalKind, Means
from kb.share.pairings.actions import decline_pairing
from kb.share.pairings.models import Pairing
from kb.share.pairings.states import PairingState
from kb.share.profiles.actions import exclude, withdraw_offer, withdraw_wish
from kb.share.profiles.kinds import Half
from support import make

COVERING = Approval(Means.COVERING)


@pytest.fixture
def silent(petri):
    return make.practice(by=petri)


@pytest.fixture
def wished(petri, jesse, leena, silent):
    """Petri offers what Jesse wishes, and nothing stands in their way."""
    make.offer(petri, silent)
    make.wish(jesse, silent)


def proposed(leena):
    """Return who is proposed to whom in a new run."""
    run = run_matching(by=leena)
    return [(one.mentor.name, one.learner.name) for one in run.proposals]


PETRI_TO_JESSE = [("Petri Saarela", "Jesse Lindqvist")]


def test_who_offers_is_proposed_to_who_wishes(wished, leena):
    assert proposed(leena) == PETRI_TO_JESSE


def test_nothing_is_told_to_anybody_before_it_is_approved(wished, leena):
    run_matching(by=leena)

    assert session.query(Pairing).count() == 0


def test_a_run_without_wishes_is_refused(petri, leena, silent):
    make.offer(petri, silent)

    with pytest.raises(DomainError, match=r"matching\.nothing_wished"):
        run_matching(by=leena)


# What stands in the way of a pair, one by one.


def test_who_withdrew_the_offer_is_not_proposed(wished, petri, leena):
    withdraw_offer(by=petri)

    assert lacking(leena) == {"Jesse Lindqvist": Lack.NOT_OFFERED}


def test_who_withdrew_the_wish_is_not_proposed(wished, jesse, noora, silent, leena):
    make.wish(noora, silent)
    withdraw_wish(by=jesse)

    assert proposed(leena) == [("Petri Saarela", "Noora Vainio")]


@pytest.mark.parametrize(
    "otherwise", [{"takes_new": False}, {"paused_until": clock.today() + timedelta(days=3)}]
)
def test_who_takes_nobody_now_is_not_proposed(wished, petri, silent, leena, otherwise):
    make.offer(petri, silent, **otherwise)

    assert lacking(leena) == {"Jesse Lindqvist": Lack.NOT_OFFERED}


def test_who_has_left_is_not_proposed(wished, petri, leena):
    petri.suspended_at = clock.now()

    assert proposed(leena) == []


def test_a_pair_that_goes_on_takes_a_place(wished, petri, noora, leena):
    make.active_pair(petri, noora)

    assert lacking(leena) == {"Jesse Lindqvist": Lack.NOT_FREE}


def test_a_pair_that_is_over_takes_no_place(wished, petri, noora, leena):
    make.active_pair(petri, noora).state = PairingState.COMPLETED

    assert proposed(leena) == PETRI_TO_JESSE


def test_two_without_a_language_in_common_are_no_pair(wished, jesse, silent, leena):
    make.wish(jesse, silent, languages=("en",))

    assert lacking(leena) == {"Jesse Lindqvist": Lack.NO_LANGUAGE}


def test_whoever_would_rather_not_is_no_pair(wished, petri, jesse, leena):
    exclude(jesse, by=petri)
    assert proposed(leena) == []


def test_whoever_is_left_out_is_no_pair_either(wished, petri, jesse, leena):
    exclude(petri, by=jesse)
    assert proposed(leena) == []


@pytest.mark.parametrize(
    ("mentor_says", "learner_says"), [(True, False), (False, True), (False, False)]
)
def test_ones_own_manager_needs_two_to_say_so(leena, jesse, mentor_says, learner_says):
    jesse.manager_id = leena.id
    practice = make.practice(by=leena)
    make.offer(leena, practice, across_line=mentor_says)
    make.wish(jesse, practice, across_line=learner_says)

    assert proposed(leena) == []


def test_a_report_is_proposed_when_both_say_so(wished, petri, jesse, silent, leena):
    petri.manager_id = jesse.id
    make.offer(petri, silent, across_line=True)
    make.wish(jesse, silent, across_line=True)

    (proposal,) = run_matching(by=leena).proposals
    pairing = approve_proposal(proposal, COVERING, by=leena)

    assert (pairing.mentor, pairing.learner) == (petri, jesse)


def test_who_no_longer_shows_that_they_can_is_not_proposed(wished, petri, silent, leena):
    hide_carrier(silent, by=petri)

    assert lacking(leena) == {"Jesse Lindqvist": Lack.NOT_OFFERED}


def test_nobody_is_proposed_to_themselves(petri, leena, silent):
    make.offer(petri, silent)
    make.wish(petri, area=Area.QUALITY)
    silent.place([], [Area.QUALITY], [])

    assert lacking(leena) == {"Petri Saarela": Lack.NOT_OFFERED}


def test_two_who_are_a_pair_are_not_proposed_again(wished, petri, jesse, silent, leena):
    make.offer(petri, silent, capacity=2)
    make.active_pair(petri, jesse)

    assert lacking(leena) == {"Jesse Lindqvist": Lack.NOT_FREE}


def lacking(leena):
    """Return who is left in a new run, and why."""
    run = run_matching(by=leena)
    return {one.learner.name: one.lack for one in run.unmatched}


# What nobody may learn.


def test_an_exclusion_leaves_no_trace_of_its_own(wished, petri, jesse, noora, leena):
    make.active_pair(petri, noora)
    full = run_matching(by=leena)
    session.query(Pairing).one().state = PairingState.COMPLETED
    exclude(jesse, by=petri)

    excluded = run_matching(by=leena)

    assert [one.lack for one in excluded.unmatched] == [one.lack for one in full.unmatched]
    assert [one.lack for one in waiting_list()] == [Lack.NOT_FREE]
    assert "exclu" not in json.dumps(excluded.snapshot)


def test_a_bar_does_not_say_why(wished, petri, jesse, leena, silent):
    make.offer(petri, silent, capacity=3)
    exclude(jesse, by=petri)
    by_exclusion = programme_seen_by(leena).barred

    session.query(MatchProposal).delete()
    petri.manager_id = jesse.id
    by_both = programme_seen_by(leena).barred

    assert by_exclusion == by_both == ((petri.id, jesse.id),)


def test_a_practice_that_one_of_them_may_not_see_is_no_reason(petri, jesse, leena):
    hidden = make.practice("Salainen siirto", by=petri)
    shown = make.practice("Laskun läpikäynti", by=petri)
    make.offer(petri, hidden, shown)
    make.wish(jesse, hidden, shown)
    hidden.audience = Audience.NAMED
    session.flush()

    run = run_matching(by=leena)

    (ground,) = grounds_of(Programme.read(run.snapshot), run.proposals, seen_by=leena)
    assert ground.practices == (shown,)
    assert ground.slots[0].share == 1  # as if the other had not been wished for
    assert hidden.id not in numbers_in(run.snapshot)


def numbers_in(snapshot):
    people = [*snapshot["mentors"], *snapshot["learners"]]
    lists = [one.get(name) or [] for one in people for name in ("offers", "wants", "within")]
    return {number for some in [*lists, snapshot["scarce"]] for number in some}


def test_what_was_hidden_since_the_run_is_named_no_more(wished, silent, leena):
    run = run_matching(by=leena)
    silent.audience = Audience.NAMED
    session.flush()

    (ground,) = grounds_of(Programme.read(run.snapshot), run.proposals, seen_by=leena)

    assert ground.practices == ()


# The parts of a score.


def test_the_parts_of_a_pair_are_what_they_say(petri, jesse, leena):
    silent, bill = make.practice(by=petri), make.practice("Laskun läpikäynti", by=petri)
    call = make.practice("Kireä puhelu", by=leena)
    bill.target_coverage = 1
    petri.team, jesse.team = "Kauppa", "Energia"
    petri.industries = jesse.industries[:1]
    mornings = (Half.MONDAY_MORNING, Half.TUESDAY_MORNING)
    make.offer(petri, silent, bill, halves=mornings, means=(Means.PAIR_WORK,))
    make.wish(jesse, silent, bill, call, halves=mornings)

    (proposal,) = run_matching(by=leena).proposals

    assert proposal.parts == {
        ScorePart.PRACTICES: pytest.approx(2 / 3, abs=1e-4),
        ScorePart.INDUSTRY: 1,
        ScorePart.MEANS: 0.5,
        ScorePart.TIME: pytest.approx(2 / 3, abs=1e-4),
        ScorePart.COVERAGE: 0.5,
        ScorePart.TEAM: 1,
    }
    assert proposal.share == pytest.approx(0.7)


def test_an_area_is_one_wish_met_by_anything_of_it(petri, jesse, leena):
    silent, bill = make.practice(by=petri), make.practice("Laskun läpikäynti", by=petri)
    for one in (silent, bill):
        one.place([], [Area.COMMUNICATION], [])
    make.offer(petri, silent, bill)
    make.wish(jesse, area=Area.COMMUNICATION)

    (proposal,) = run_matching(by=leena).proposals

    assert proposal.parts[ScorePart.PRACTICES] == 1


def test_a_goal_of_one_means_is_met_by_a_mentor_ready_for_any(wished, jesse, silent, leena):
    make.wish(jesse, silent, goal_kind=GoalKind.KNOW_WHERE)

    (proposal,) = run_matching(by=leena).proposals

    assert proposal.parts[ScorePart.MEANS] == 1


def test_a_run_can_be_repeated_from_what_it_kept(wished, petri, noora, leena, silent):
    make.offer(petri, silent, capacity=2)
    make.wish(noora, silent)
    run = run_matching(by=leena)
    session.refresh(run)
    withdraw_offer(by=petri)

    again = Outcome(Programme.read(run.snapshot))

    kept = [(one.mentor_id, one.learner_id, one.score, one.parts) for one in run.proposals]
    made = [(one.mentor_id, one.learner_id, one.score, one.parts) for one in again.matches]
    assert made == kept
    assert again.fairness == run.fairness


def test_many_people_are_asked_for_as_few_times_as_few(wished, marjatta, noora, leena, silent):
    run_matching(by=leena)
    few = statements(lambda: programme_seen_by(leena))
    add_basis(marjatta, silent, basis=Basis.DECLARED)
    make.offer(marjatta, silent)
    make.wish(noora, silent)
    make.wish(leena, silent)

    many = statements(lambda: programme_seen_by(leena))

    assert len(many) == len(few)


def statements(deed):
    """Return what is asked of the database, nothing being known from before."""
    session.flush()
    session.expunge_all()
    asked, engine = [], session.get_bind()
    note = lambda *told: asked.append(told[2])  # noqa: E731 - one listener
    event.listen(engine, "before_cursor_execute", note)
    deed()
    event.remove(engine, "before_cursor_execute", note)
    return asked


# What is decided.


def test_approving_proposes_the_pair_to_the_two(wished, petri, jesse, silent, leena):
    (proposal,) = run_matching(by=leena).proposals

    pairing = approve_proposal(proposal, COVERING, by=leena)

    assert (pairing.mentor, pairing.learner) == (petri, jesse)
    assert (pairing.state, pairing.means) == (PairingState.PROPOSED, Means.COVERING)
    assert (pairing.goal, pairing.targets) == ("Herätän hiljaisen asiakkaan yksin", [silent])
    assert (proposal.decision, proposal.decided_by_id) == (Decision.APPROVED, leena.id)
    assert proposal.pairing == pairing


def test_a_proposal_is_decided_once(wished, leena):
    (proposal,) = run_matching(by=leena).proposals
    reject_proposal(proposal, Rejection("Jesse on kesän poissa."), by=leena)

    with pytest.raises(DomainError, match=r"matching\.already_decided"):
        approve_proposal(proposal, COVERING, by=leena)


def test_a_mentor_who_is_full_by_now_is_refused(wished, petri, noora, leena):
    (proposal,) = run_matching(by=leena).proposals
    make.active_pair(petri, noora)

    with pytest.raises(DomainError, match=r"matching\.mentor_full"):
        approve_proposal(proposal, COVERING, by=leena)


def test_a_pair_that_was_made_meanwhile_is_refused(wished, petri, jesse, leena):
    (proposal,) = run_matching(by=leena).proposals
    make.active_pair(petri, jesse)

    with pytest.raises(DomainError, match=r"matching\.pair_exists"):
        approve_proposal(proposal, COVERING, by=leena)


@pytest.mark.parametrize("change", ["excluded", "withdrawn", "unwished", "gone"])
def test_whatever_else_has_changed_is_refused_alike(wished, petri, jesse, leena, change):
    (proposal,) = run_matching(by=leena).proposals
    changes = {
        "excluded": lambda: exclude(petri, by=jesse),
        "withdrawn": lambda: withdraw_offer(by=petri),
        "unwished": lambda: withdraw_wish(by=jesse),
        "gone": lambda: setattr(petri, "suspended_at", clock.now()),
    }
    changes[change]()

    with pytest.raises(DomainError, match=r"matching\.no_longer_possible"):
        approve_proposal(proposal, COVERING, by=leena)


def test_a_rejected_pair_is_not_proposed_again_until_the_wish_is_new(
    wished, jesse, silent, leena
):
    (proposal,) = run_matching(by=leena).proposals
    reject_proposal(proposal, Rejection("Jesse on kesän poissa."), by=leena)
    assert proposed(leena) == []

    make.wish(jesse, silent)

    assert proposed(leena) == PETRI_TO_JESSE


def test_a_pair_that_said_no_is_not_proposed_again(wished, petri, leena):
    (proposal,) = run_matching(by=leena).proposals
    pairing = approve_proposal(proposal, COVERING, by=leena)
    decline_pairing(pairing, by=petri)

    assert lacking(leena) == {"Jesse Lindqvist": Lack.NOT_FREE}


def test_a_wish_that_has_its_pair_waits_no_more(wished, petri, silent, leena):
    make.offer(petri, silent, capacity=2)
    (proposal,) = run_matching(by=leena).proposals

    approve_proposal(proposal, COVERING, by=leena)

    assert waiting_list() == []
    assert programme_seen_by(leena).learners == ()


def test_a_reason_is_needed_to_reject():
    with pytest.raises(InvalidError) as refused:
        Rejection.parse({"reason": " "})

    assert refused.value.fields == {"reason": "matching.reason_needed"}


def test_the_mentor_is_swapped_and_both_proposals_are_kept(wished, marjatta, silent, leena):
    add_basis(marjatta, silent, basis=Basis.DECLARED)
    make.offer(marjatta, silent)
    run = run_matching(by=leena)
    (first,) = run.proposals
    (other,) = picture_of_proposal(first, seen_by=leena).others

    second = swap_mentor(first, other.mentor.id, by=leena)

    assert (first.decision, first.decided_by_id) == (Decision.SWAPPED, leena.id)
    assert (second.mentor_id, second.chosen_by_id) == (other.mentor.id, leena.id)
    assert second.is_waiting
    assert run.proposals == [first, second]


def test_nobody_is_swapped_in_who_could_not_be_proposed(wished, aino, leena):
    (proposal,) = run_matching(by=leena).proposals

    for number in (aino.id, proposal.mentor_id, 0):
        with pytest.raises(NotFoundError, match=r"matching\.no_such_mentor"):
            swap_mentor(proposal, number, by=leena)


def test_a_mentor_whose_places_other_proposals_take_is_not_swapped_in(
    wished, marjatta, noora, silent, leena
):
    add_basis(marjatta, silent, basis=Basis.DECLARED)
    make.offer(marjatta, silent)
    make.wish(noora, silent)
    first, second = run_matching(by=leena).proposals

    assert picture_of_proposal(first, seen_by=leena).others == []
    with pytest.raises(DomainError, match=r"matching\.mentor_full"):
        swap_mentor(first, second.mentor_id, by=leena)


def test_an_old_run_is_forgotten_but_the_last_and_the_pair_that_came_of_it(wished, leena):
    old = run_matching(by=leena)
    approve_proposal(old.proposals[0], COVERING, by=leena)
    pairs, year = session.scalars(select(Pairing.id)).all(), timedelta(days=366)

    with clock.standing_at(clock.now() + year):
        forget_runs()
        assert latest_run() is old
        new = MatchRun(by=leena, rules="", snapshot={}, fairness={})
        session.add(new)
        session.flush()
        forget_runs()

    assert session.scalars(select(MatchRun)).all() == [new]
    assert session.scalars(select(Pairing.id)).all() == pairs != []


def test_a_new_run_overtakes_what_the_last_left_undecided(wished, leena):
    (old,) = run_matching(by=leena).proposals

    (new,) = run_matching(by=leena).proposals

    assert (old.decision, old.decided_by_id) == (Decision.OVERTAKEN, leena.id)
    assert new.is_waiting


def test_who_has_waited_longest_stands_first(jesse, noora, silent, leena):
    with clock.standing_at(clock.days_ago(5)):
        make.wish(noora, silent)
    make.wish(jesse, silent)
    run_matching(by=leena)

    assert [one.learner for one in waiting_list()] == [noora, jesse]


def test_another_coordinator_may_decide(wished, leena):
    (proposal,) = run_matching(by=leena).proposals
    other = make.person("Olli Omistaja", Role.COORDINATOR)

    assert approve_proposal(proposal, COVERING, by=other).proposed_by_id == other.id
