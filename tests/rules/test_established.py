"""Established: internalised, attested, and carried by as many as were aimed at."""

import pytest
from sqlalchemy import select

from kb.foundation import clock
from kb.foundation.db import session
from kb.identify.carriers.actions import hide_carrier
from kb.identify.carriers.queries import carriers_of
from kb.internalise.attestations.actions import revoke
from kb.practices.models import Practice
from kb.stages.established import established_condition, is_established
from kb.stages.evidence import Stage, stage_of
from support import make


@pytest.fixture
def practice(petri, noora):
    made = make.practice(by=petri)
    make.document(made, by=petri)
    make.talk(make.active_pair(petri, noora), made)
    make.trial(made, by=noora)
    return made


def established(practice):
    """Return what both ways say, which is the same."""
    session.flush()
    one = is_established(practice, stage_of(practice), carriers_of(practice))
    by_sql = set(session.scalars(select(Practice.id).where(established_condition())))
    assert by_sql == ({practice.id} if one else set())
    return one


def test_attested_and_carried_by_two_it_is_established(practice, petri, noora):
    assert not established(practice)

    make.attested(practice, of=petri, by=noora)

    assert stage_of(practice) is Stage.INTERNALISED
    assert established(practice)


def test_below_its_target_it_is_not(practice, petri, noora):
    make.attested(practice, of=petri, by=noora)
    practice.target_coverage = 3

    assert not established(practice)


def test_own_work_that_nobody_attested_is_not(practice, noora):
    make.trial(practice, by=noora, days_ago=9)
    make.own_work(practice, by=noora)

    assert stage_of(practice) is Stage.INTERNALISED
    assert not established(practice)


def test_when_the_attestation_is_revoked_it_is_no_longer(practice, petri, noora):
    attestation = make.attested(practice, of=petri, by=noora)

    revoke(attestation, "Erehdyin.", by=petri)

    assert not established(practice)


def test_who_hides_or_has_left_is_not_counted(practice, petri, noora):
    make.attested(practice, of=petri, by=noora)

    hide_carrier(practice, by=noora)
    assert not established(practice)

    petri.suspended_at = clock.now()
    assert not established(practice)
