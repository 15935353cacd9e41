"""Who is in a pair: groups, peers, newcomers who teach; managers, and mentors with no room."""

from collections import Counter
from threading import Barrier, Thread

import pytest
from sqlalchemy import select

from kb.foundation import clock
from kb.foundation.db import begin_reading, session, unit_of_work
from kb.foundation.errors import DomainError, InvalidError, NotAllowedError, NotFoundError
from kb.identify.carriers.actions import add_basis
from kb.identify.carriers.models import Basis, CarrierReason
from kb.internalise.plans.queries import open_plans_of
from kb.notices.models import Notice, NoticeKind
from kb.people.models import Person
from kb.practices.models import Audience, PracticeReader
from kb.search.index.catalogue import catalogue_at
from kb.search.index.changes import changes
from kb.search.index.readers import among
from kb.share.means import Means
from kb.share.mentoring.actions import record_session
from kb.share.mentoring.forms import Task
from kb.share.mentoring.models import Session
from kb.share.mentoring.queries import gone_through_practice_ids, visible_sessions
from kb.share.pairings.actions import accept_pairing, decline_pairing, propose_pairing
from kb.share.pairings.answering import answer_no, answer_requests, answer_yes, take_no_more
from kb.share.pairings.endings import end_pairing, pause_pairing
from kb.share.pairings.forms import Closing, Goal, No, Yes
from kb.share.pairings.kinds import PairingKind, Roles, kind_of
from kb.share.pairings.models import Pairing
from kb.share.pairings.queries import pairing_by_id, pairings_of, waiting_for
from kb.share.pairings.seats import seats_taken
from kb.share.pairings.states import SEATED, Outcome, PairingState
from kb.share.profiles.events import MentorUnavailable
from kb.share.profiles.queries import profile_of
from support import make

ROOM, ASKING = 3, 20
KINDS = [
    (Roles.ONE_WAY, Means.MENTORING, 1, PairingKind.MENTORING),
    (Roles.ONE_WAY, Means.GUIDANCE, 1, PairingKind.MENTORING),
    (Roles.ONE_WAY, Means.MASTER_APPRENTICE, 1, PairingKind.MASTER_APPRENTICE),
    (Roles.ONE_WAY, Means.INDUCTION, 1, PairingKind.INDUCTION),
    (Roles.ONE_WAY, Means.COVERING, 1, PairingKind.COVER),
    (Roles.ONE_WAY, Means.ROTATION, 1, PairingKind.COVER),
    (Roles.ONE_WAY, Means.PAIR_WORK, 1, PairingKind.PEER),
    (Roles.PEER, Means.MENTORING, 1, PairingKind.PEER),
    (Roles.REVERSE, Means.MENTORING, 1, PairingKind.REVERSE),
    (Roles.REVERSE, Means.PAIR_WORK, 1, PairingKind.REVERSE),
    (Roles.REVERSE, Means.MENTORING, 2, PairingKind.GROUP),
    (Roles.ONE_WAY, Means.COACHING_GROUP, 3, PairingKind.GROUP),
]


def group(mentor, learner, fellow, *practices):
    """Return a group that everybody has said yes to."""
    made = make.proposed_group(mentor, learner, fellow)
    made.targets = list(practices)
    for one in (learner, fellow):
        accept_pairing(made, "Haluan oppia tämän", by=one)
    return made


BEGINNINGS = (NoticeKind.PAIR_ASKED, NoticeKind.PAIR_AGREED)


def told(person):
    """Return what somebody hears of a pair after it was asked for and agreed."""
    rows = session.query(Notice).filter_by(person_id=person.id)
    return [one.kind for one in rows if one.kind not in BEGINNINGS]


@pytest.mark.parametrize(("roles", "means", "learners", "kind"), KINDS)
def test_the_kind_follows_from_roles_means_and_number(roles, means, learners, kind):
    assert kind_of(roles, means, learners=learners) is kind


def test_every_kind_there_is_follows_from_something():
    assert {row[-1] for row in KINDS} == set(PairingKind)


def test_a_group_is_agreed_when_everybody_has_said_yes(petri, noora, aino):
    made = make.proposed_group(petri, noora, aino)
    assert made.unanswered == [noora, aino]

    accept_pairing(made, "Haluan oppia", by=aino)
    assert made.state is PairingState.PROPOSED
    assert list(waiting_for(noora)) == [made]
    accept_pairing(made, "Minäkin", by=noora)

    assert made.state is PairingState.AGREED
    assert made.kind is PairingKind.GROUP


def test_a_group_is_under_way_when_everybody_has_accepted_the_agreement(petri, noora, aino):
    made = group(petri, noora, aino)

    make.signed(made)

    assert made.state is PairingState.ACTIVE


def test_everybody_in_a_group_sees_it_and_nobody_else(petri, noora, aino, jesse, leena):
    made = group(petri, noora, aino)
    held = record_session(made, make.meeting(), by=aino)

    for person in (petri, noora, aino, leena):
        assert pairing_by_id(made.id, seen_by=person) == made
        assert session.scalars(select(Session).where(visible_sessions(person))).all() == [held]
    assert list(pairings_of(aino)) == [made]
    with pytest.raises(NotFoundError):
        pairing_by_id(made.id, seen_by=jesse)
    assert session.scalars(select(Session).where(visible_sessions(jesse))).all() == []


def test_what_a_group_is_about_is_found_by_who_is_in_it_as_long_as_they_are(
    petri, noora, aino, jesse
):
    made = make.proposed_group(petri, noora, aino)

    def finds(person):
        return bool(among(person, catalogue_at(changes())).any())

    assert [finds(one) for one in (petri, noora, aino, jesse)] == [True, True, True, False]
    before = changes()
    decline_pairing(made, by=aino)

    assert changes().readers > before.readers
    assert [finds(one) for one in (petri, noora, aino, jesse)] == [True, True, False, False]


def test_a_meeting_of_a_group_invites_every_learner(petri, noora, aino):
    practice = make.practice(by=petri)
    make.document(practice, by=petri)
    made = group(petri, noora, aino, practice)

    record_session(made, make.meeting(practice), by=petri)

    for learner in (noora, aino):
        assert [plan.practice for plan in open_plans_of(learner)] == [practice]
    assert list(open_plans_of(petri)) == []


def test_an_agreed_task_of_a_group_is_every_learners_plan(petri, noora, aino):
    practice = make.practice(by=petri)
    made = group(petri, noora, aino, practice)

    task = Task(practice.id, "puhelu tulee", "toistan asian")
    record_session(made, make.meeting(practice, task=task), by=petri)

    assert [[one.then for one in open_plans_of(who)] for who in (noora, aino)] == [
        ["toistan asian"],
        ["toistan asian"],
    ]


def test_a_group_passes_on_what_one_of_it_does_not_hold(petri, noora, aino):
    practice = make.practice(by=petri)
    add_basis(noora, practice, basis=Basis.DECLARED)
    made = group(petri, noora, aino, practice)
    record_session(made, make.meeting(practice), by=petri)
    assert set(session.scalars(gone_through_practice_ids())) == {practice.id}

    add_basis(aino, practice, basis=Basis.DECLARED)

    assert list(session.scalars(gone_through_practice_ids())) == []


def test_a_practice_that_one_of_a_group_may_not_see_is_no_target(petri, noora, aino):
    secret = make.practice(by=petri)
    secret.audience = Audience.NAMED
    secret.reader_rows = [PracticeReader(person_id=one.id) for one in (petri, noora)]
    session.flush()
    made = group(petri, noora, aino)

    with pytest.raises(NotFoundError):
        record_session(made, make.meeting(secret), by=petri)


def test_one_learners_no_leaves_the_group_to_the_others(petri, noora, aino):
    made = make.proposed_group(petri, noora, aino)
    accept_pairing(made, "Haluan oppia", by=aino)

    decline_pairing(made, by=noora)

    assert made.state is PairingState.AGREED
    assert (made.learner, made.learner_motivation) == (aino, "Haluan oppia")
    assert made.members == [petri, aino]


def test_the_mentors_no_is_the_groups_end(petri, noora, aino):
    made = make.proposed_group(petri, noora, aino, by=noora)

    decline_pairing(made, by=petri)

    assert made.state is PairingState.DECLINED


def test_a_group_is_let_rest_and_ended_by_its_mentor(petri, noora, aino):
    made = make.signed(group(petri, noora, aino))

    for deed in (
        lambda: pause_pairing(made, make.day(30), by=noora),
        lambda: end_pairing(made, Closing(Outcome.MET, "Hyvin"), by=aino),
    ):
        with pytest.raises(NotAllowedError) as refused:
            deed()
        assert refused.value.key == "pairing.mentor_leads"
    end_pairing(made, Closing(Outcome.MET, "Hyvin"), by=petri)

    assert told(noora)[-1:] == told(aino)[-1:] == [NoticeKind.PAIR_OVER]


def test_nobody_is_in_a_group_twice(petri, noora):
    with pytest.raises(InvalidError):
        make.proposed_group(petri, noora, petri)

    goal = Goal.parse(
        {"goal": "x", "goal_kind": "do_alone", "mentor": "1", "learner": "2"}, ["2", "3", "3"]
    )
    assert goal.fellow_ids == (3,)


def test_among_peers_each_teaches_and_each_is_invited(petri, noora):
    his, hers = make.practice("Avaus", by=petri), make.practice("Rajat", by=noora)
    for practice, holder in ((his, petri), (hers, noora)):
        make.document(practice, by=holder)
    made = make.agreed_pair(petri, noora, his, hers)
    made.roles = Roles.PEER

    record_session(made, make.meeting(his, hers), by=noora)

    taught = select(CarrierReason.person_id, CarrierReason.practice_id).where(
        CarrierReason.basis == Basis.TAUGHT
    )
    found = {tuple(row) for row in session.execute(taught)}
    assert found == {(petri.id, his.id), (noora.id, hers.id)}
    assert [plan.practice for plan in open_plans_of(petri)] == [hers]
    assert [plan.practice for plan in open_plans_of(noora)] == [his]


def test_a_newcomer_who_teaches_is_the_mentor(petri, noora):
    practice = make.practice(by=noora)
    made = make.agreed_pair(noora, petri, practice)
    made.roles = Roles.REVERSE

    record_session(made, make.meeting(practice), by=petri)

    assert made.kind is PairingKind.REVERSE
    assert made.teachers == [noora]
    assert made.doers == [petri]


def test_a_manager_and_a_report_are_a_pair_by_a_yes_of_each_to_that(petri, noora):
    noora.manager_id = petri.id
    asked = make.proposal(petri, noora, across_line=True)

    made = propose_pairing(asked, by=noora)
    with pytest.raises(InvalidError) as refused:
        answer_yes(made, Yes("Hyvä ajatus"), by=petri)
    assert refused.value.fields == {"across_line": "pairing.across_line_needed"}
    session.refresh(made)
    answer_yes(made, Yes("Hyvä ajatus", across_line=True), by=petri)

    assert made.state is PairingState.AGREED


def test_one_yes_is_not_enough_for_a_manager_and_a_report(petri, noora, aino):
    noora.manager_id = petri.id
    asked = make.proposal(petri, noora)

    for by, willing in (
        (noora, ()),
        (aino, ()),
        (aino, {noora.id}),
        (aino, {petri.id}),
    ):
        with pytest.raises(DomainError) as refused:
            propose_pairing(asked, by=by, across_line=willing)
        assert refused.value.key == "pairing.manager"
    made = propose_pairing(asked, by=aino, across_line={petri.id, noora.id})

    for person in (petri, noora):
        accept_pairing(made, "Haluan tätä", by=person)
    assert made.state is PairingState.AGREED


def test_a_manager_among_a_groups_learners_is_asked_as_well(petri, noora, aino):
    petri.manager_id = aino.id

    with pytest.raises(DomainError) as refused:
        make.proposed_group(petri, noora, aino)

    assert refused.value.key == "pairing.manager"


def test_nobody_proposes_to_who_takes_none(petri, noora, leena):
    profile = make.mentor_profile(petri, takes_new=False)

    for by in (noora, leena):
        with pytest.raises(DomainError) as refused:
            make.proposed_pair(petri, noora, by=by)
        assert refused.value.key == "pairing.takes_none"
    profile.takes_new, profile.paused_until = True, clock.months_after(clock.today(), 1)
    with pytest.raises(DomainError):
        make.proposed_pair(petri, noora, by=noora)
    profile.paused_until = clock.today()

    assert make.proposed_pair(petri, noora, by=noora)


def test_who_takes_none_may_still_ask_somebody_themselves(petri, noora):
    make.mentor_profile(petri, takes_new=False)

    assert make.proposed_pair(petri, noora, by=petri)


def test_a_yes_beyond_the_mentors_room_is_refused_and_the_proposal_waits(petri, noora, aino):
    make.mentor_profile(petri, capacity=1)
    make.agreed_pair(petri, aino)
    made = make.proposed_pair(petri, noora, by=noora)

    with pytest.raises(DomainError) as refused:
        accept_pairing(made, "Tervetuloa", by=petri)

    assert refused.value.key == "pairing.mentor_full"
    assert made.state is PairingState.PROPOSED


@pytest.mark.parametrize("state", list(PairingState))
def test_whoever_is_agreed_and_not_over_takes_room(petri, noora, state):
    make.pair_in(state, petri, noora)

    assert seats_taken(petri) == (state in SEATED)


def test_each_learner_of_a_group_takes_room(petri, noora, aino):
    make.mentor_profile(petri, capacity=1)
    made = make.proposed_group(petri, noora, aino)
    accept_pairing(made, "Haluan", by=noora)

    with pytest.raises(DomainError):
        accept_pairing(made, "Haluan", by=aino)


def test_the_last_yes_answers_whoever_else_asked(petri, noora, aino, jesse, leena):
    one, other, third = (make.proposed_pair(petri, who, by=who) for who in (noora, aino, jesse))
    own = make.proposed_pair(petri, leena, by=petri)

    answer_yes(one, Yes("Tervetuloa", is_last=True), by=petri)

    assert one.state is PairingState.AGREED
    assert {other.state, third.state} == {PairingState.DECLINED}
    assert own.state is PairingState.PROPOSED
    assert not profile_of(petri).takes_new
    assert told(aino) == told(jesse) == [NoticeKind.PAIR_OVER]
    assert other.closing_words == ""


def test_a_no_may_be_for_all_who_ask(petri, noora, aino):
    one, other = (make.proposed_pair(petri, who, by=who) for who in (noora, aino))

    answer_no(one, No(is_last=True), by=petri)

    assert {one.state, other.state} == {PairingState.DECLINED}


def test_a_learner_who_says_it_is_the_last_stops_nobody(petri, noora, aino):
    one, other = make.proposed_pair(petri, noora), make.proposed_pair(petri, aino, by=aino)

    answer_yes(one, Yes("Haluan", is_last=True), by=noora)

    assert other.state is PairingState.PROPOSED
    assert profile_of(noora) is None


def test_a_pause_of_the_mentor_answers_their_requests_and_a_free_one_keeps_them(petri, noora):
    made = make.proposed_pair(petri, noora, by=noora)
    profile = make.mentor_profile(petri)
    answer_requests(MentorUnavailable(petri.id))
    assert made.state is PairingState.PROPOSED

    profile.paused_until = clock.months_after(clock.today(), 2)
    answer_requests(MentorUnavailable(petri.id))

    assert made.state is PairingState.DECLINED


def test_taking_no_more_keeps_the_room_that_was_said(petri, noora):
    make.mentor_profile(petri, capacity=4)

    take_no_more(by=petri)

    assert (profile_of(petri).capacity, profile_of(petri).takes_new) == (4, False)


@pytest.mark.parametrize("asked_by_learners", [True, False])
def test_twenty_who_say_yes_at_once_do_not_exceed_the_room(petri, asked_by_learners):
    """Each in a thread and a transaction of its own; whoever comes too late is told so."""
    make.mentor_profile(petri, capacity=ROOM)
    numbers = [
        proposed(petri, f"Oppija {letters(one)}", asked_by_learners) for one in range(ASKING)
    ]
    session.commit()
    begin_reading()
    ready, answers = Barrier(ASKING), []

    threads = [Thread(target=say_yes, args=(*one, ready, answers)) for one in numbers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Counter(answers) == {"agreed": ROOM, "pairing.mentor_full": ASKING - ROOM}
    session.rollback()
    states = Counter(session.scalars(select(Pairing.state)))
    assert states == {PairingState.AGREED: ROOM, PairingState.PROPOSED: ASKING - ROOM}
    assert seats_taken(petri) == ROOM


def proposed(mentor, name, asked_by_learners):
    learner = make.person(name)
    made = make.proposed_pair(mentor, learner, by=learner if asked_by_learners else mentor)
    return made.id, mentor.id if asked_by_learners else learner.id


def letters(number):
    return "".join(chr(ord("a") + digit) for digit in divmod(number, 10))


def say_yes(number, person_id, ready, answers):
    ready.wait()
    try:
        with unit_of_work():
            accept_pairing(
                session.get_one(Pairing, number),
                "Kyllä",
                by=session.get_one(Person, person_id),
            )
        answers.append("agreed")
    except Exception as trouble:  # noqa: BLE001 - told by the test's own thread
        answers.append(getattr(trouble, "key", repr(trouble)))
    finally:
        session.remove()
