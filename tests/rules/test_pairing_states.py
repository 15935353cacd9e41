"""A pairing goes from state to state as the table says, by whom it may, and no other way."""

from datetime import timedelta
from itertools import product

import pytest

from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import ConflictError, DomainError, InvalidError, NotAllowedError
from kb.notices.models import Notice, NoticeKind
from kb.share.mentoring.actions import record_session
from kb.share.pairings.actions import (
    accept_pairing,
    decline_pairing,
    propose_pairing,
    withdraw_pairing,
)
from kb.share.pairings.endings import (
    conclude_pairing,
    end_pairing,
    pause_pairing,
    resume_pairing,
)
from kb.share.pairings.forms import Closing
from kb.share.pairings.queries import pairing_by_id, proposals_by, waiting_for
from kb.share.pairings.signing import accept_agreement, write_agreement
from kb.share.pairings.states import (
    ENDED,
    NOT_BEGUN,
    OVER,
    TRANSITIONS,
    Ending,
    MeansSuited,
    Outcome,
    PairingState,
)
from kb.share.pairings.terms import Terms, pause_of
from kb.share.pairings.waiting import pairs_wait_too_long, shorten_waiting
from support import make

# As the domain is told, in a reader's order: what may follow what, and nothing else.
LEGAL = {
    ("proposed", "agreed"),
    ("proposed", "declined"),
    ("proposed", "withdrawn"),
    ("proposed", "expired"),
    ("agreed", "active"),
    ("agreed", "declined"),
    ("agreed", "withdrawn"),
    ("agreed", "expired"),
    ("active", "paused"),
    ("active", "concluding"),
    ("paused", "active"),
    ("paused", "concluding"),
    ("concluding", "completed"),
    ("concluding", "completed_early"),
    ("concluding", "ended_early"),
}
LATER = timedelta(days=30)
WELL = Closing(Outcome.MET, "Puhelut sujuvat", MeansSuited.YES)
STOPPED = Closing(Outcome.PARTLY, "Työ vaihtui", MeansSuited.PARTLY, Ending.STOPPED)
FORM = {
    "rhythm": "Joka viikko",
    "ends_on": "2099-06-30",
    "confidentiality": "Nimiä ei kerrota",
}

# Each deed, and the states in which it may be done.
DEEDS = {
    "decline": (lambda one: decline_pairing(one, by=one.learner), {"proposed", "agreed"}),
    "word": (
        lambda one: write_agreement(one, make.terms(), by=one.mentor),
        {"agreed", "active"},
    ),
    "meet": (
        lambda one: record_session(one, make.meeting(), by=one.mentor),
        {"agreed", "active", "concluding"},
    ),
    "pause": (lambda one: pause_pairing(one, soon(), by=one.mentor), {"active"}),
    "resume": (lambda one: resume_pairing(one, by=one.learner), {"paused"}),
    "conclude": (lambda one: conclude_pairing(one, by=one.learner), {"active", "paused"}),
    "end": (
        lambda one: end_pairing(one, WELL, by=one.learner),
        {"active", "paused", "concluding"},
    ),
}


def soon():
    return clock.today() + LATER


BEGINNINGS = (NoticeKind.PAIR_ASKED, NoticeKind.PAIR_AGREED)


def told(person):
    """Return what somebody hears of a pair after it was asked for and agreed."""
    rows = session.query(Notice).filter_by(person_id=person.id).order_by(Notice.id)
    return [one.kind for one in rows if one.kind not in BEGINNINGS]


@pytest.mark.parametrize(("before", "after"), list(product(PairingState, PairingState)))
def test_what_may_follow_what_is_one_table(petri, noora, before, after):
    pairing = make.pair_in(before, petri, noora)

    if (before, after) in LEGAL:
        pairing.move_to(after)
        assert pairing.state is after
        assert bool(pairing.closed_at) == (after in OVER)
    else:
        with pytest.raises(DomainError) as refused:
            pairing.move_to(after)
        assert refused.value.key == "pairing.cannot_move"
        assert pairing.state is before


def test_every_state_is_come_to_and_what_is_over_is_left_by_nothing():
    come_to = {state for following in TRANSITIONS.values() for state in following}

    assert come_to | {PairingState.PROPOSED} == set(PairingState)
    assert OVER == NOT_BEGUN | ENDED


@pytest.mark.parametrize(("deed", "state"), list(product(DEEDS, PairingState)))
def test_each_deed_has_its_states(petri, noora, deed, state):
    do, states = DEEDS[deed]
    pairing = make.pair_in(state, petri, noora)

    if state in states:
        do(pairing)
    else:
        with pytest.raises(DomainError):
            do(pairing)
        assert pairing.state is state


@pytest.mark.parametrize(("deed", "states"), [(name, one[1]) for name, one in DEEDS.items()])
def test_nobody_outside_does_any_of_it(petri, noora, leena, deed, states):
    deeds = {
        "decline": lambda one: decline_pairing(one, by=leena),
        "word": lambda one: write_agreement(one, make.terms(), by=leena),
        "meet": lambda one: record_session(one, make.meeting(), by=leena),
        "pause": lambda one: pause_pairing(one, soon(), by=leena),
        "resume": lambda one: resume_pairing(one, by=leena),
        "conclude": lambda one: conclude_pairing(one, by=leena),
        "end": lambda one: end_pairing(one, WELL, by=leena),
    }
    for state in states:
        pairing = make.pair_in(PairingState(state), petri, noora)
        with pytest.raises(NotAllowedError):
            deeds[deed](pairing)
        assert pairing.state == state


def test_the_agreement_accepted_by_both_begins_the_pair(petri, noora):
    pairing = make.agreed_pair(petri, noora)

    agreement = write_agreement(pairing, make.terms(), by=petri)
    assert pairing.state is PairingState.AGREED
    assert pairing.unsigned == [noora]
    accept_agreement(pairing, agreement.version, by=noora)

    assert pairing.state is PairingState.ACTIVE
    assert pairing.unsigned == []


def test_accepting_twice_is_accepting_once(petri, noora):
    pairing = make.agreed_pair(petri, noora)
    agreement = write_agreement(pairing, make.terms(), by=petri)

    accept_agreement(pairing, agreement.version, by=petri)

    assert pairing.unsigned == [noora]


def test_who_words_it_anew_asks_the_other_again(petri, noora):
    pairing = make.agreed_pair(petri, noora)
    write_agreement(pairing, make.terms(), by=petri)

    write_agreement(pairing, make.terms(rhythm="Kerran kuussa"), by=noora)

    assert (pairing.agreement.rhythm, pairing.agreement.version) == ("Kerran kuussa", 2)
    assert pairing.unsigned == [petri]
    assert pairing.state is PairingState.AGREED


def test_nobody_accepts_what_they_have_not_read(petri, noora):
    pairing = make.agreed_pair(petri, noora)
    read = write_agreement(pairing, make.terms(), by=petri).version
    write_agreement(pairing, make.terms(rhythm="Kerran kuussa"), by=petri)

    with pytest.raises(ConflictError) as refused:
        accept_agreement(pairing, read, by=noora)

    assert refused.value.key == "agreement.worded_anew"
    assert pairing.unsigned == [noora]


def test_an_agreement_may_change_while_the_pair_is_under_way(petri, noora):
    pairing = make.signed(make.agreed_pair(petri, noora))

    write_agreement(pairing, make.terms(rhythm="Kerran kuussa"), by=noora)

    assert pairing.state is PairingState.ACTIVE
    assert list(waiting_for(petri)) == [pairing]
    assert list(waiting_for(noora)) == []


def test_a_pair_from_before_agreements_is_asked_nothing(petri, noora):
    make.active_pair(petri, noora)

    assert list(waiting_for(petri)) == []


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"rhythm": " "}, "rhythm"),
        ({"confidentiality": ""}, "confidentiality"),
        ({"ends_on": "kesällä"}, "ends_on"),
        ({"ends_on": "2020-01-01"}, "ends_on"),
        ({"meetings": "monta"}, "meetings"),
        ({"meetings": "0"}, "meetings"),
        ({"meetings": "100"}, "meetings"),
        ({"not_discussed": "a" * 4001}, "not_discussed"),
    ],
)
def test_an_agreement_has_a_rhythm_an_end_and_what_stays_between(given, wrong):
    with pytest.raises(InvalidError) as refused:
        Terms.parse({**FORM, **given}, language="fi")

    assert set(refused.value.fields) == {wrong}


def test_topics_and_the_number_of_meetings_may_be_left_open():
    read = Terms.parse(FORM, language="fi")

    assert (read.not_discussed, read.meetings_planned) == ("", None)
    assert Terms.parse({**FORM, "meetings": "8"}, language="fi").meetings_planned == 8


@pytest.mark.parametrize("day", ["", "pian", "2020-01-01"])
def test_a_pause_has_a_day_to_come(day):
    with pytest.raises(InvalidError) as refused:
        pause_of({"paused_until": day})

    assert refused.value.fields == {"paused_until": "pairing.pause_ahead"}


def test_a_pair_rests_and_is_asked_when_its_day_has_come(petri, noora):
    pairing = make.active_pair(petri, noora)
    pause_pairing(pairing, soon(), by=noora)
    assert list(waiting_for(petri)) == []
    assert told(petri) == [NoticeKind.PAIR_RESTS]

    with clock.standing_at(clock.now() + LATER):
        assert list(waiting_for(petri)) == list(waiting_for(noora)) == [pairing]
        assert pairs_wait_too_long()
        shorten_waiting()
        assert not pairs_wait_too_long()
        assert told(petri)[-1] is NoticeKind.PAIR_WAITS
        resume_pairing(pairing, by=petri)

    assert pairing.state is PairingState.ACTIVE
    assert pairing.paused_until is None


@pytest.mark.parametrize(
    ("closing", "days", "state"),
    [
        (WELL, 0, PairingState.COMPLETED),
        (WELL, 1, PairingState.COMPLETED_EARLY),
        (STOPPED, 0, PairingState.ENDED_EARLY),
        (STOPPED, 1, PairingState.ENDED_EARLY),
    ],
)
def test_whether_it_ended_early_follows_from_what_was_agreed(
    petri, noora, closing, days, state
):
    ends_on = clock.today() + timedelta(days=days)
    pairing = make.signed(make.agreed_pair(petri, noora), ends_on=ends_on)

    end_pairing(pairing, closing, by=noora)

    assert pairing.state is state
    assert (pairing.outcome, pairing.means_suited) == (closing.outcome, closing.means_suited)
    assert pairing.closing_words == closing.words
    assert told(petri) == [NoticeKind.PAIR_OVER]


def test_a_pair_without_an_agreement_is_completed_not_early(petri, noora):
    pairing = make.active_pair(petri, noora)

    end_pairing(pairing, WELL, by=petri)

    assert pairing.state is PairingState.COMPLETED


def test_the_end_judges_goal_and_means():
    with pytest.raises(InvalidError) as refused:
        Closing.parse(
            {"outcome": "great", "means_suited": "", "ending": "", "closing_words": ""}
        )

    assert set(refused.value.fields) == {
        "ending",
        "outcome",
        "means_suited",
        "closing_words",
    }


def test_who_proposed_takes_it_back_while_it_is_not_agreed(petri, noora, aino):
    pairing = make.proposed_pair(petri, noora, by=aino)
    assert list(proposals_by(aino)) == [pairing]

    withdraw_pairing(pairing, by=aino)

    assert pairing.state is PairingState.WITHDRAWN
    assert list(proposals_by(aino)) == []
    assert told(petri) == told(noora) == [NoticeKind.PAIR_OVER]


def test_what_both_agreed_is_withdrawn_by_a_coordinator_alone(petri, noora, leena):
    pairing = make.agreed_pair(petri, noora)

    with pytest.raises(NotAllowedError) as refused:
        withdraw_pairing(pairing, by=petri)
    assert refused.value.key == "pairing.not_yours_to_withdraw"
    withdraw_pairing(pairing, by=leena)

    assert pairing.state is PairingState.WITHDRAWN


@pytest.mark.parametrize("state", ["active", "paused", "completed"])
def test_what_has_begun_is_withdrawn_by_nobody(petri, noora, leena, state):
    pairing = make.pair_in(PairingState(state), petri, noora)

    with pytest.raises(DomainError):
        withdraw_pairing(pairing, by=leena)


@pytest.mark.parametrize(
    ("days", "state", "reminded"),
    [
        (6, PairingState.PROPOSED, []),
        (7, PairingState.PROPOSED, [NoticeKind.PAIR_WAITS]),
        (13, PairingState.PROPOSED, [NoticeKind.PAIR_WAITS]),
        (14, PairingState.EXPIRED, [NoticeKind.PAIR_OVER]),
    ],
)
def test_a_proposal_is_reminded_of_after_a_week_and_closed_after_two(
    petri, noora, days, state, reminded
):
    with clock.standing_at(clock.days_ago(days)):
        pairing = make.proposed_pair(petri, noora)

    shorten_waiting()
    shorten_waiting()

    assert pairing.state is state
    assert told(noora) == reminded
    assert not pairs_wait_too_long()


def test_only_who_is_awaited_is_reminded(petri, noora):
    with clock.standing_at(clock.days_ago(8)):
        pairing = make.agreed_pair(petri, noora)
        write_agreement(pairing, make.terms(), by=noora)

    shorten_waiting()

    assert (told(petri), told(noora)) == ([NoticeKind.PAIR_WAITS], [])


def test_what_happens_begins_the_two_weeks_anew(petri, noora):
    with clock.standing_at(clock.days_ago(20)):
        pairing = make.agreed_pair(petri, noora)
    with clock.standing_at(clock.days_ago(2)):
        write_agreement(pairing, make.terms(), by=noora)

    assert not pairs_wait_too_long()


def test_what_was_agreed_and_has_met_is_not_closed_by_the_clock(petri, noora):
    with clock.standing_at(clock.days_ago(60)):
        pairing = make.agreed_pair(petri, noora)
        record_session(pairing, make.meeting(), by=petri)

    shorten_waiting()

    assert pairing.state is PairingState.AGREED
    assert told(noora) == []


@pytest.mark.parametrize("state", sorted(OVER))
def test_what_is_over_goes_on_only_as_a_new_pair_linked_to_it(petri, noora, state):
    former = make.pair_in(state, petri, noora)
    asked = make.proposal(petri, noora, follows=former)

    later = propose_pairing(asked, by=petri)

    assert later.follows_id == former.id
    assert former.state is state
    assert later.state is PairingState.PROPOSED


def test_what_is_not_over_is_not_begun_again(petri, noora):
    former = make.active_pair(petri, noora)

    with pytest.raises(DomainError) as refused:
        propose_pairing(make.proposal(petri, noora, follows=former), by=petri)

    assert refused.value.key == "pairing.not_over"


def test_nobody_goes_on_from_a_pair_they_do_not_see(petri, noora, aino, jesse):
    former = make.pair_in(PairingState.COMPLETED, petri, noora)

    with pytest.raises(DomainError) as refused:
        propose_pairing(make.proposal(aino, jesse, follows=former), by=aino)

    assert refused.value.key == "pairing.not_found"


def test_a_withdrawn_pair_is_accepted_by_nobody(petri, noora):
    pairing = make.proposed_pair(petri, noora)
    withdraw_pairing(pairing, by=petri)

    with pytest.raises(DomainError):
        accept_pairing(pairing, "Sittenkin", by=noora)

    assert pairing_by_id(pairing.id, seen_by=noora).state is PairingState.WITHDRAWN
