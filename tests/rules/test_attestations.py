"""One who can do it says how well another can, on what was tried at work (R6)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kb.cycle.trash.hanging import Hanging, hanging_on
from kb.foundation import clock, news
from kb.foundation.db import session
from kb.foundation.errors import DomainError, InvalidError, NotAllowedError, NotFoundError
from kb.identify.carriers.actions import add_basis, hide_carrier, withdraw_basis
from kb.identify.carriers.models import Basis
from kb.identify.carriers.queries import carriers_of, carries
from kb.internalise.attestations.actions import (
    ask_for_attestation,
    attest,
    decline,
    lapse_attestations,
    revoke,
    withdraw_request,
)
from kb.internalise.attestations.events import (
    AttestationAnswered,
    AttestationAsked,
    AttestationRevoked,
)
from kb.internalise.attestations.forms import Judgement, Request, last_day, reason_in, usual_day
from kb.internalise.attestations.levels import Level
from kb.internalise.attestations.models import NEXT, AttestationState
from kb.internalise.attestations.queries import (
    answerable_request,
    attestation_by_id,
    attestations_by_ids,
    attestations_given_by,
    attestations_had_by,
    attestations_of,
    attestations_to_answer,
    attested_of,
    attested_practice_ids,
    attesters_for,
    evidence_of,
    open_request,
    waits_in_vain,
)
from kb.internalise.marks.queries import (
    LearnerState,
    deeds_of,
    internalised_by,
    internalised_practice_ids,
    states_of,
)
from kb.internalise.trials.models import Verdict
from kb.notices.models import NoticeKind
from kb.notices.queries import news_for, notices_of
from kb.practices.models import Audience
from kb.reactions import REACTIONS
from support import make


@pytest.fixture
def practice(petri):
    return make.practice(by=petri)


@pytest.fixture
def tried(practice, noora):
    make.trial(practice, by=noora)
    return practice


@pytest.fixture
def asked(tried, petri, noora):
    return make.attestation_asked(tried, of=petri, by=noora)


def judgement(level=Level.COMPETENT, **otherwise):
    return replace(Judgement(level, usual_day(), "Näin sen itse."), **otherwise)


def reasons(practice, person):
    found = [one for one in carriers_of(practice) if one.person.id == person.id]
    return {reason.basis for one in found for reason in one.reasons}


def attested():
    return set(session.scalars(attested_practice_ids()))


def refused(deed, *given, **named):
    with pytest.raises(DomainError) as told:
        deed(*given, **named)
    return told.value.key


def test_what_was_not_tried_is_not_asked_about(practice, petri, noora):
    request = Request(petri.id)

    key = refused(ask_for_attestation, practice, request, by=noora, language="fi")

    assert key == "attestation.trial_needed"
    assert not deeds_of(noora, practice).may_ask_to_attest


def test_no_chance_yet_is_no_trial(practice, petri, noora):
    make.trial(practice, by=noora, verdict=Verdict.NOT_YET)

    key = refused(ask_for_attestation, practice, Request(petri.id), by=noora, language="fi")

    assert key == "attestation.trial_needed"


def test_a_holder_asks_nobody(practice, petri):
    key = refused(ask_for_attestation, practice, Request(petri.id), by=petri, language="fi")

    assert key == "attestation.own"


def test_one_asks_somebody_else_who_openly_can_do_it(tried, petri, noora, aino):
    add_basis(aino, tried, basis=Basis.TAUGHT)
    assert attesters_for(tried, noora) == [aino, petri]

    hide_carrier(tried, by=aino)

    assert attesters_for(tried, noora) == [petri]
    for nobody in (aino, noora):
        with pytest.raises(InvalidError) as told:
            ask_for_attestation(tried, Request(nobody.id), by=noora, language="fi")
        assert told.value.fields == {"attester": "attestation.attester_unknown"}


def test_who_may_not_read_the_practice_is_not_asked(tried, petri, noora, aino):
    add_basis(aino, tried, basis=Basis.COVERED)
    tried.audience = Audience.NAMED
    session.flush()

    assert attesters_for(tried, noora) == [petri]


def test_a_request_waits_for_the_one_who_was_asked_and_is_told(tried, petri, noora, aino):
    heard = []
    news.wire({AttestationAsked: [heard.append]})
    asked = make.attestation_asked(tried, of=petri, by=noora)
    news.wire(REACTIONS)

    assert list(attestations_to_answer(petri)) == [asked]
    assert not attestations_to_answer(aino)
    assert heard == [AttestationAsked(asked.id)]
    assert deeds_of(noora, tried).asked == asked.id


def test_nobody_asks_twice_at_a_time(tried, asked, petri, noora, aino):
    add_basis(aino, tried, basis=Basis.TAUGHT)

    key = refused(ask_for_attestation, tried, Request(aino.id), by=noora, language="fi")

    assert key == "attestation.already_asked"
    withdraw_request(asked, by=noora)
    assert make.attestation_asked(tried, of=aino, by=noora).is_open


def test_of_one_who_left_another_is_asked(tried, petri, noora, aino):
    add_basis(aino, tried, basis=Basis.TAUGHT)
    first = make.attestation_asked(tried, of=aino, by=noora)
    assert not waits_in_vain(first)

    aino.suspended_at = clock.now()
    session.flush()

    assert waits_in_vain(first)
    second = make.attestation_asked(tried, of=petri, by=noora)
    assert first.state is AttestationState.WITHDRAWN
    assert open_request(noora, tried) == second


def test_who_can_no_longer_do_it_attests_nothing(tried, noora, aino):
    add_basis(aino, tried, basis=Basis.TAUGHT)
    asked = make.attestation_asked(tried, of=aino, by=noora)

    withdraw_basis(aino, tried, basis=Basis.TAUGHT)

    key = refused(attest, asked, judgement(), by=aino, language="fi")
    assert key == "attestation.no_carrier"
    assert waits_in_vain(asked)


def test_only_the_one_who_was_asked_answers(tried, asked, noora, aino):
    add_basis(aino, tried, basis=Basis.TAUGHT)
    make.trial(tried, by=noora, days_ago=9)

    assert refused(attest, asked, judgement(), by=aino, language="fi") == (
        "attestation.not_asked_of_you"
    )
    assert refused(attest, asked, judgement(), by=noora, language="fi") == (
        "attestation.not_asked_of_you"
    )


def test_attested_on_one_trial_is_internalised(tried, asked, petri, noora):
    assert set(session.scalars(internalised_practice_ids())) == set()

    attest(asked, judgement(Level.PROFICIENT), by=petri, language="fi")

    assert attested() == {tried.id}
    assert set(session.scalars(internalised_practice_ids())) == {tried.id}
    assert list(internalised_by(tried)) == [noora]
    assert Basis.ATTESTED in reasons(tried, noora)
    assert states_of(noora)[LearnerState.ATTESTED] == [tried]
    assert deeds_of(noora, tried).attested == asked.id


def test_the_evidence_is_what_the_attester_saw(tried, asked, petri, noora):
    first = list(evidence_of(asked))
    attest(asked, judgement(), by=petri, language="fi")

    with clock.standing_at(clock.now() + timedelta(days=1)):
        make.trial(tried, by=noora, days_ago=0)

    assert list(evidence_of(asked)) == first
    assert len(first) == 1


def test_a_no_has_a_reason_and_may_be_followed_by_another_question(tried, asked, petri, noora):
    with pytest.raises(InvalidError):
        reason_in({"reason": " "})
    decline(asked, "Kokeile vielä hankalaa asiakasta.", by=petri, language="fi")

    assert asked.answer == "Kokeile vielä hankalaa asiakasta."
    assert attested() == set()
    assert deeds_of(noora, tried).may_ask_to_attest


def test_what_was_answered_is_not_answered_again(asked, petri, noora):
    attest(asked, judgement(), by=petri, language="fi")

    for deed in (attest, decline):
        given = judgement() if deed is attest else "Ei"
        assert refused(deed, asked, given, by=petri, language="fi") == "attestation.is_settled"
    assert refused(withdraw_request, asked, by=noora) == "attestation.is_settled"


def test_it_holds_until_its_day_and_no_longer(tried, asked, petri, noora):
    until = clock.today() + timedelta(days=30)
    attest(asked, judgement(valid_until=until), by=petri, language="fi")

    with clock.standing_at(clock.now() + timedelta(days=30)):
        lapse_attestations()
        assert asked.stands
        assert attested() == {tried.id}
    with clock.standing_at(clock.now() + timedelta(days=31)):
        assert attested() == set()
        lapse_attestations()
        assert asked.state is AttestationState.LAPSED
        assert Basis.ATTESTED not in reasons(tried, noora)
        assert deeds_of(noora, tried).may_ask_to_attest


def test_a_day_ahead_within_five_years_is_demanded():
    for wrong in ("", "2020-01-01", clock.today().isoformat(), "2099-01-01"):
        with pytest.raises(InvalidError) as told:
            Judgement.parse({"level": "expert", "valid_until": wrong})
        assert set(told.value.fields) == {"valid_until"}
    asked = {"level": "expert", "valid_until": last_day().isoformat()}
    assert Judgement.parse(asked).level is Level.EXPERT
    with pytest.raises(InvalidError) as told:
        Judgement.parse({**asked, "level": "master"})
    assert told.value.fields == {"level": "attestation.level_needed"}


def test_a_revoked_one_raises_a_review_and_cascades_nothing(tried, asked, petri, noora, jesse):
    attest(asked, judgement(Level.EXPERT), by=petri, language="fi")
    make.trial(tried, by=jesse)
    of_noora = make.attestation_asked(tried, of=noora, by=jesse)
    attest(of_noora, judgement(), by=noora, language="fi")
    heard = []
    news.wire({AttestationRevoked: [heard.append]})

    revoke(asked, "Asiakas kertoi toista.", by=petri)
    news.wire(REACTIONS)

    assert tried.review_due < clock.today()
    assert heard == [AttestationRevoked(asked.id)]
    assert of_noora.stands
    assert attested() == {tried.id}
    assert Basis.ATTESTED in reasons(tried, jesse)
    assert Basis.ATTESTED not in reasons(tried, noora)
    assert carries(noora, tried)


def test_it_is_revoked_by_who_attested_it_or_a_holder(tried, petri, noora, aino, leena):
    add_basis(aino, tried, basis=Basis.TAUGHT)
    asked = make.attestation_asked(tried, of=aino, by=noora)
    attest(asked, judgement(), by=aino, language="fi")

    for nobody in (noora, leena):
        key = refused(revoke, asked, "Ei pidä.", by=nobody)
        assert key == "attestation.not_yours_to_revoke"

    revoke(asked, "Ei pidä enää.", by=petri)
    assert asked.revoked_by_id == petri.id


def test_what_two_attest_stands_when_one_is_revoked(tried, asked, petri, noora, aino):
    attest(asked, judgement(), by=petri, language="fi")
    add_basis(aino, tried, basis=Basis.TAUGHT)
    another = make.attestation_asked(tried, of=aino, by=noora)
    attest(another, judgement(), by=aino, language="fi")

    revoke(asked, "Erehdyin.", by=petri)

    assert Basis.ATTESTED in reasons(tried, noora)
    assert attested() == {tried.id}


def test_who_became_a_holder_is_no_learner(tried, asked, petri, noora):
    attest(asked, judgement(), by=petri, language="fi")

    add_basis(noora, tried, basis=Basis.DECLARED)

    assert attested() == set()


def test_it_is_opened_by_the_two_and_by_holders_once_it_was_said(
    tried, noora, aino, petri, leena
):
    add_basis(aino, tried, basis=Basis.TAUGHT)
    asked = make.attestation_asked(tried, of=aino, by=noora)

    for nobody in (petri, leena):
        with pytest.raises(NotFoundError):
            attestation_by_id(asked.id, seen_by=nobody)
    attest(asked, judgement(), by=aino, language="fi")

    for reader in (noora, aino, petri):
        assert attestation_by_id(asked.id, seen_by=reader) == asked
    with pytest.raises(NotFoundError):
        attestation_by_id(asked.id, seen_by=leena)


def test_nobody_opens_what_is_of_a_practice_they_may_no_longer_see(tried, asked, petri, noora):
    tried.audience = Audience.NAMED
    session.flush()

    assert attestation_by_id(asked.id, seen_by=petri) == asked
    with pytest.raises(NotFoundError):
        attestation_by_id(asked.id, seen_by=noora)


def test_who_hides_is_not_named(tried, asked, petri, noora):
    attest(asked, judgement(), by=petri, language="fi")
    assert list(attested_of(tried)) == [asked]

    hide_carrier(tried, by=noora)

    assert list(attested_of(tried)) == []
    assert list(internalised_by(tried)) == []


def test_an_answer_is_told(asked, petri):
    heard = []
    news.wire({AttestationAnswered: [heard.append]})
    attest(asked, judgement(), by=petri, language="fi")
    news.wire(REACTIONS)

    assert heard == [AttestationAnswered(asked.id)]


def test_every_state_leads_somewhere_or_ends():
    assert set(NEXT) == set(AttestationState)
    ends = {state for state, following in NEXT.items() if not following}
    assert ends == {
        AttestationState.DECLINED,
        AttestationState.WITHDRAWN,
        AttestationState.LAPSED,
        AttestationState.REVOKED,
    }


def test_only_the_learner_withdraws(asked, petri):
    with pytest.raises(NotAllowedError):
        withdraw_request(asked, by=petri)


def test_what_would_go_with_a_practice_is_told_before(tried, asked, petri, noora):
    make.adoption(tried, by=noora)
    told = {one.kind: one.number for one in hanging_on(tried, seen_by=petri)}
    assert told[Hanging.ADOPTIONS] == 1
    assert Hanging.ATTESTATIONS not in told

    attest(asked, judgement(), by=petri, language="fi")

    told = {one.kind: one.number for one in hanging_on(tried, seen_by=petri)}
    assert told[Hanging.ATTESTATIONS] == 1


def kinds_of(person):
    return [line.notice.kind for line in notices_of(person, 1).items]


def test_each_is_told_what_is_theirs_to_know(tried, asked, petri, noora):
    assert kinds_of(petri) == [NoticeKind.ATTESTATION_ASKED]
    assert news_for(petri).lines == []  # it waits on the page itself

    attest(asked, judgement(), by=petri, language="fi")
    revoke(asked, "Erehdyin.", by=petri)

    assert set(kinds_of(noora)) == {
        NoticeKind.ATTESTATION_ANSWERED,
        NoticeKind.ATTESTATION_REVOKED,
    }
    assert kinds_of(petri) == [NoticeKind.ATTESTATION_ASKED]


def test_who_looks_after_the_practice_hears_of_a_revocation(tried, petri, noora, aino):
    add_basis(aino, tried, basis=Basis.TAUGHT)
    made = make.attested(tried, of=aino, by=noora)

    revoke(made, "Ei pidä enää.", by=aino)

    assert kinds_of(petri) == [NoticeKind.REVIEW_RAISED]


def test_what_was_asked_is_listed_for_the_two_and_for_nobody_else(tried, petri, noora, leena):
    first = make.attestation_asked(tried, of=petri, by=noora)
    assert (attestations_had_by(noora), attestations_given_by(petri)) == ([first], [])
    assert answerable_request(noora, tried) is first

    decline(first, "Liian aikaista.", by=petri, language="fi")
    with clock.standing_at(clock.now() + timedelta(minutes=1)):
        second = make.attested(tried, of=petri, by=noora)

    assert attestations_had_by(noora) == attestations_given_by(petri) == [second, first]
    assert attestations_of(noora, tried) == [second, first]
    assert attestations_had_by(petri) == attestations_given_by(noora) == []
    assert attestations_of(petri, tried) == []
    assert answerable_request(noora, tried) is None
    assert set(attestations_by_ids([first.id, second.id], seen_by=noora)) == {first, second}
    assert attestations_by_ids([first.id, second.id], seen_by=leena) == []
    assert attestations_by_ids([second.id], seen_by=petri) == [second]


def test_who_can_do_it_no_longer_answers_nothing(asked, tried, petri, noora):
    withdraw_basis(petri, tried, basis=Basis.DECLARED)

    assert waits_in_vain(asked)
    assert open_request(noora, tried) is asked
    assert answerable_request(noora, tried) is None
