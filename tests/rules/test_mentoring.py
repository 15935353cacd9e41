"""Mentoring: a goal before the means, both say yes, talk leads to an agreed task."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from kb.cycle.pairs.forms import Chosen
from kb.cycle.pairs.queries import every_pair
from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import DomainError, InvalidError, NotAllowedError, NotFoundError
from kb.identify.carriers.actions import add_basis
from kb.identify.carriers.models import Basis, CarrierReason
from kb.people.models import Role
from kb.practices.models import Audience, PracticeReader
from kb.share.means import GoalKind, Means
from kb.share.mentoring.actions import record_session
from kb.share.mentoring.facts import Fact
from kb.share.mentoring.forms import SessionNotes, Task
from kb.share.mentoring.queries import (
    gone_through_practice_ids,
    last_session,
    session_by_id,
)
from kb.share.mentoring.standing import standings_of
from kb.share.pairings.actions import (
    accept_pairing,
    decline_pairing,
    propose_pairing,
)
from kb.share.pairings.endings import end_pairing
from kb.share.pairings.forms import Closing, Goal, Proposal
from kb.share.pairings.queries import pairing_by_id, pairings_of, waiting_for
from kb.share.pairings.states import Outcome, PairingState
from support import make

GOAL = {
    "goal": " Noora  vetää  viestinnän ",
    "goal_kind": "do_alone",
    "mentor": "1",
    "learner": "2",
}
NOTES = {"held_on": "2026-01-15", "summary": "Puhuimme avauksesta."}


def bases(person, practice):
    rows = select(CarrierReason.basis).where(
        CarrierReason.person_id == person.id, CarrierReason.practice_id == practice.id
    )
    return set(session.scalars(rows))


def standing(pairing, person):
    (found,) = standings_of([pairing], seen_by=person)
    return found


def facts(pairing, person):
    return [one.fact for one in standing(pairing, person).facts]


def test_a_goal_is_a_sentence_a_kind_and_two_people():
    goal = Goal.parse(GOAL)

    assert goal == Goal("Noora vetää viestinnän", GoalKind.DO_ALONE, 1, 2)


@pytest.mark.parametrize("missing", ["goal", "goal_kind", "mentor", "learner"])
def test_the_goal_comes_before_the_means(missing):
    form = {**GOAL, "means": "covering", missing: " "}

    with pytest.raises(InvalidError) as refused:
        Proposal.parse(form, [], language="fi")

    assert list(refused.value.fields) == [missing]


def test_a_goal_is_short():
    with pytest.raises(InvalidError) as refused:
        Goal.parse({**GOAL, "goal": "a" * 301})

    assert refused.value.fields == {"goal": "pairing.goal_too_long"}


@pytest.mark.parametrize("means", ["", "telepathy"])
def test_the_means_are_one_of_the_list(means):
    with pytest.raises(InvalidError) as refused:
        Proposal.parse({**GOAL, "means": means}, [], language="fi")

    assert list(refused.value.fields) == ["means"]


def test_who_proposes_their_own_pair_accepts_in_proposing(petri, noora):
    pairing = make.proposed_pair(petri, noora)

    assert pairing.state is PairingState.PROPOSED
    assert pairing.unanswered == [noora]
    assert list(waiting_for(noora)) == [pairing]
    assert list(waiting_for(petri)) == []


def test_a_coordinators_proposal_waits_for_both(petri, noora, leena):
    pairing = make.proposed_pair(petri, noora, by=leena)

    assert pairing.unanswered == [petri, noora]


def test_ones_own_proposal_needs_a_motivation(petri, noora):
    with pytest.raises(InvalidError) as refused:
        propose_pairing(make.proposal(petri, noora, motivation=" "), by=petri)

    assert refused.value.fields == {"motivation": "pairing.motivation_needed"}


def test_both_accept_with_a_motivation_before_it_is_agreed(petri, noora):
    pairing = make.proposed_pair(petri, noora)

    accept_pairing(pairing, "Haluan oppia", by=noora)

    assert pairing.state is PairingState.AGREED
    assert pairing.learner_motivation == "Haluan oppia"


def test_an_empty_motivation_is_no_yes(petri, noora):
    pairing = make.proposed_pair(petri, noora)

    with pytest.raises(InvalidError):
        accept_pairing(pairing, "  ", by=noora)

    assert pairing.state is PairingState.PROPOSED


def test_nobody_else_answers_for_the_two(petri, noora, leena):
    pairing = make.proposed_pair(petri, noora)

    with pytest.raises(NotAllowedError):
        accept_pairing(pairing, "Hyvä pari", by=leena)
    with pytest.raises(NotAllowedError):
        decline_pairing(pairing, by=leena)


def test_a_mentor_is_not_their_own_learner(petri):
    with pytest.raises(InvalidError) as refused:
        make.proposed_pair(petri, petri)

    assert refused.value.fields == {"learner": "pairing.same_person"}


def test_a_line_manager_and_their_report_are_no_pair(petri, noora):
    noora.manager_id = petri.id

    for mentor, learner in ((petri, noora), (noora, petri)):
        with pytest.raises(DomainError) as refused:
            make.proposed_pair(mentor, learner)
        assert refused.value.key == "pairing.manager"


def test_who_has_left_is_in_no_new_pair(petri, noora):
    noora.last_working_day = clock.today() - timedelta(days=1)

    with pytest.raises(DomainError) as refused:
        make.proposed_pair(petri, noora)

    assert refused.value.key == "pairing.not_here"


def test_a_reader_proposes_only_pairs_they_are_in(petri, noora, jesse):
    mine = make.proposed_pair(petri, jesse, by=jesse)

    assert mine.unanswered == [petri]
    with pytest.raises(DomainError) as refused:
        make.proposed_pair(petri, noora, by=jesse)
    assert refused.value.key == "pairing.propose_own"


def test_an_author_proposes_a_pair_for_two_others(petri, noora, aino):
    pairing = make.proposed_pair(petri, noora, by=aino)

    assert pairing.proposed_by_id == aino.id
    with pytest.raises(NotFoundError):
        pairing_by_id(pairing.id, seen_by=aino)


def test_an_undocumented_practice_warns_and_does_not_block(petri, noora):
    unwritten, written = (
        make.practice("Ennusmerkit", by=petri),
        make.practice("Avaus", by=petri),
    )
    make.document(written, by=petri)

    pairing = make.proposed_pair(petri, noora, unwritten, written)

    assert standing(pairing, petri).undocumented == (unwritten,)
    assert standing(pairing, petri).needs_attention


def test_a_practice_that_one_of_them_may_not_see_is_no_target(petri, noora):
    secret = make.practice(by=petri)
    secret.audience = Audience.NAMED
    secret.reader_rows = [PracticeReader(person_id=petri.id)]
    session.flush()

    with pytest.raises(NotFoundError):
        make.proposed_pair(petri, noora, secret)


def test_practices_hidden_from_the_reader_of_the_page_are_left_out(petri, noora, leena):
    practice = make.practice(by=petri)
    pairing = make.agreed_pair(petri, noora, practice)
    record_session(pairing, make.meeting(practice), by=petri)
    practice.audience = Audience.NAMED
    session.flush()

    seen = standing(pairing, leena)

    assert seen.targets == ()
    assert seen.last.practices == ()


@pytest.mark.parametrize("state", ["proposed", "agreed"])
def test_either_may_say_that_it_does_not_suit(petri, noora, state):
    pairing = getattr(make, f"{state}_pair")(petri, noora)

    decline_pairing(pairing, by=noora)

    assert pairing.state is PairingState.DECLINED
    assert pairing.closed_at


def test_what_is_declined_stays_declined(petri, noora):
    pairing = make.proposed_pair(petri, noora, by=petri)
    decline_pairing(pairing, by=noora)

    with pytest.raises(DomainError) as refused:
        accept_pairing(pairing, "Sittenkin", by=noora)

    assert refused.value.key == "pairing.cannot_move"
    assert pairing.learner_motivation is None


def test_a_meeting_before_the_agreement_counts_and_the_agreement_still_waits(petri, noora):
    pairing = make.agreed_pair(petri, noora)

    held = record_session(pairing, make.meeting(), by=noora)

    assert pairing.state is PairingState.AGREED
    assert last_session(pairing) == held
    assert list(waiting_for(noora)) == [pairing]


def test_no_meeting_is_recorded_before_both_agree(petri, noora):
    pairing = make.proposed_pair(petri, noora)

    with pytest.raises(DomainError) as refused:
        record_session(pairing, make.meeting(), by=petri)

    assert refused.value.key == "pairing.not_open"


def test_only_the_two_record_their_meetings(petri, noora, leena):
    pairing = make.agreed_pair(petri, noora)

    with pytest.raises(NotAllowedError):
        record_session(pairing, make.meeting(), by=leena)


def test_a_mentor_has_taught_what_they_can_do_and_went_through(petri, noora):
    own, strange = make.practice("Avaus", by=petri), make.practice("Rajat", by=noora)
    pairing = make.agreed_pair(petri, noora, own)

    record_session(pairing, make.meeting(own, strange), by=petri)

    assert bases(petri, own) == {Basis.DECLARED, Basis.TAUGHT}
    assert bases(petri, strange) == set()
    assert Basis.TAUGHT not in bases(noora, strange)


def test_who_hid_that_they_can_do_it_stays_hidden(petri, noora, aino):
    practice = make.practice(by=aino)
    add_basis(petri, practice, basis=Basis.COVERED)
    session.scalars(
        select(CarrierReason).where(CarrierReason.person_id == petri.id)
    ).one().hidden = True
    session.flush()
    pairing = make.agreed_pair(petri, noora, practice)

    record_session(pairing, make.meeting(practice), by=petri)

    assert bases(petri, practice) == {Basis.COVERED}


def test_a_meeting_that_reached_somebody_else_is_evidence_of_sharing(petri, noora):
    practice, untouched = make.practice("Avaus", by=petri), make.practice("Rajat", by=petri)
    pairing = make.agreed_pair(petri, noora, practice, untouched)

    record_session(pairing, make.meeting(practice), by=petri)

    assert set(session.scalars(gone_through_practice_ids())) == {practice.id}


def test_two_holders_talking_share_nothing_new(petri, noora):
    practice = make.practice(by=petri)
    add_basis(noora, practice, basis=Basis.DECLARED)
    pairing = make.agreed_pair(petri, noora, practice)

    record_session(pairing, make.meeting(practice), by=petri)

    assert list(session.scalars(gone_through_practice_ids())) == []


def test_a_meeting_needs_a_past_day_and_words():
    tomorrow = clock.today() + timedelta(days=1)

    with pytest.raises(InvalidError) as refused:
        SessionNotes.parse({"held_on": tomorrow.isoformat(), "summary": " "}, [], language="fi")

    assert refused.value.fields == {
        "summary": "session.summary_needed",
        "held_on": "session.day_ahead",
    }


@pytest.mark.parametrize("day", ["", "huomenna", "2026-13-01"])
def test_a_day_that_cannot_be_read_is_said(day):
    with pytest.raises(InvalidError) as refused:
        SessionNotes.parse({**NOTES, "held_on": day}, [], language="fi")

    assert refused.value.fields == {"held_on": "session.day_unclear"}


def test_a_meeting_without_a_task_is_a_meeting():
    notes = SessionNotes.parse(NOTES, ["3", "3", "5"], language="fi")

    assert notes.task is None
    assert notes.practice_ids == (3, 5)


def test_a_task_is_kept_without_the_words_the_form_says_itself():
    form = {
        "task_practice": "4",
        "task_when": "Kun puhelu tulee",
        "task_then": "niin toistan asian.",
        "task_due": "2026-12-24",
    }

    task = Task.parse(form)

    assert (task.practice_id, task.when, task.then) == (4, "puhelu tulee", "toistan asian")


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({"task_when": "puhelu tulee"}, {"task_practice", "task_then"}),
        ({"task_practice": "4"}, {"task_then"}),
        ({"task_then": "soitan"}, {"task_practice"}),
        ({"task_due": "2026-12-24"}, {"task_practice", "task_then"}),
        ({"task_practice": "4", "task_then": "soitan", "task_due": "pian"}, {"task_due"}),
        ({"task_practice": "4", "task_then": "a" * 601}, {"task_then"}),
    ],
)
def test_a_half_given_task_is_refused(given, missing):
    with pytest.raises(InvalidError) as refused:
        SessionNotes.parse({**NOTES, **given}, [], language="fi")

    assert set(refused.value.fields) == missing


def test_the_agreed_task_is_what_is_done_next(petri, noora):
    practice = make.practice(by=petri)
    pairing = make.agreed_pair(petri, noora, practice)
    soon, late = clock.today() + timedelta(days=3), clock.today() + timedelta(days=30)
    record_session(
        pairing, make.meeting(task=Task(practice.id, "", "soitan", late), days_ago=9), by=petri
    )
    record_session(
        pairing,
        make.meeting(task=Task(practice.id, "", "kirjoitan", soon), days_ago=2),
        by=petri,
    )

    ahead = standing(pairing, noora).ahead

    assert [meeting.held.task_then for meeting in ahead] == ["kirjoitan", "soitan"]
    assert ahead[0].task_practice == practice


def test_a_task_whose_day_has_passed_is_no_longer_ahead(petri, noora):
    practice = make.practice(by=petri)
    pairing = make.agreed_pair(petri, noora, practice)
    task = Task(practice.id, "", "soitan", clock.today() - timedelta(days=1))

    record_session(pairing, make.meeting(task=task, days_ago=9), by=petri)

    assert standing(pairing, noora).ahead == []


def test_a_pair_that_only_talks_is_told_so(petri, noora):
    practice = make.practice(by=petri)
    pairing = make.agreed_pair(petri, noora)
    record_session(pairing, make.meeting(), by=petri)
    assert Fact.ONLY_TALKS in facts(pairing, petri)

    record_session(pairing, make.meeting(task=Task(practice.id, "", "soitan")), by=petri)

    assert Fact.ONLY_TALKS not in facts(pairing, petri)


@pytest.mark.parametrize(("days", "quiet"), [(41, False), (42, True)])
def test_six_weeks_without_a_meeting_is_quiet(petri, noora, days, quiet):
    pairing = make.active_pair(petri, noora)

    record_session(pairing, make.meeting(days_ago=days), by=petri)

    assert (Fact.QUIET in facts(pairing, petri)) is quiet


@pytest.mark.parametrize(("days", "late"), [(20, False), (21, True)])
def test_three_weeks_without_a_first_meeting_is_late(petri, noora, days, late):
    with clock.standing_at(clock.days_ago(days)):
        pairing = make.agreed_pair(petri, noora)

    assert (Fact.NOT_BEGUN in facts(pairing, petri)) is late


def test_closing_judges_the_goal_in_words(petri, noora):
    pairing = make.active_pair(petri, noora)

    end_pairing(pairing, Closing(Outcome.PARTLY, "Aikaa oli vähän"), by=noora)

    assert pairing.state is PairingState.COMPLETED
    assert (pairing.outcome, pairing.closing_words) == (Outcome.PARTLY, "Aikaa oli vähän")


def test_closing_without_an_outcome_is_refused():
    with pytest.raises(InvalidError) as refused:
        Closing.parse({"outcome": "", "closing_words": ""})

    judged = {"ending", "outcome", "means_suited", "closing_words"}
    assert set(refused.value.fields) == judged


def test_only_the_two_close_and_only_what_has_begun(petri, noora, leena):
    closing = Closing(Outcome.MET, "Onnistui")

    with pytest.raises(NotAllowedError):
        end_pairing(make.active_pair(petri, noora), closing, by=leena)
    with pytest.raises(DomainError):
        end_pairing(make.agreed_pair(petri, noora), closing, by=petri)


def test_outsiders_see_no_pair_and_coordinators_all(petri, noora, aino, leena, samuel):
    practice = make.practice(by=petri)
    pairing = make.agreed_pair(petri, noora, practice)
    held = record_session(pairing, make.meeting(practice), by=petri)

    for person in (petri, noora, leena):
        assert pairing_by_id(pairing.id, seen_by=person) == pairing
        assert session_by_id(held.id, seen_by=person) == held
        assert [
            one.pairing for one in every_pair(Chosen(), seen_by=person, number=1).items
        ] == [pairing]
    for person in (aino, samuel):
        with pytest.raises(NotFoundError):
            pairing_by_id(pairing.id, seen_by=person)
        with pytest.raises(NotFoundError):
            session_by_id(held.id, seen_by=person)
        assert every_pair(Chosen(), seen_by=person, number=1).total == 0


def test_my_pairs_are_mine_and_those_that_are_over_come_last(petri, noora, aino, leena):
    over = make.active_pair(petri, aino)
    end_pairing(over, Closing(Outcome.MET, "Onnistui"), by=petri)
    with clock.standing_at(clock.days_ago(300)):
        going = make.agreed_pair(petri, noora)

    assert list(pairings_of(petri)) == [going, over]
    assert list(pairings_of(leena)) == []


def test_the_proposal_form_reads_into_a_pair(petri, noora):
    form = {**GOAL, "mentor": str(petri.id), "learner": str(noora.id), "means": "covering"}
    proposal = Proposal.parse({**form, "motivation": "Siis"}, [], language="en")

    pairing = propose_pairing(proposal, by=noora)

    assert (pairing.means, pairing.language) == (Means.COVERING, "en")
    assert pairing.learner_motivation == "Siis"


def test_a_reader_may_be_in_a_pair(petri, noora):
    reader = make.person("Eero Uusi", Role.READER)
    pairing = make.proposed_pair(petri, reader, by=reader)

    accept_pairing(pairing, "Autan mielelläni", by=petri)

    assert pairing.state is PairingState.AGREED
