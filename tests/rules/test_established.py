"""Established: as many as were aimed at are attested to do it, are here and show it."""

import pytest

from kb.foundation import clock
from kb.foundation.db import session
from kb.identify.carriers.actions import hide_carrier, show_carrier
from kb.identify.carriers.queries import carriers_of
from kb.internalise.attestations.actions import revoke
from kb.stages.established import is_established
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
    session.flush()
    return is_established(practice, stage_of(practice), carriers_of(practice))


def test_when_as_many_as_were_aimed_at_are_attested_it_is(practice, petri, noora, aino):
    make.attested(practice, of=petri, by=noora)
    assert stage_of(practice) is Stage.INTERNALISED
    assert not established(practice)

    make.trial(practice, by=aino)
    make.attested(practice, of=noora, by=aino)

    assert practice.target_coverage == 2
    assert established(practice)


def test_own_work_that_nobody_attested_is_not(practice, noora):
    practice.target_coverage = 1
    make.trial(practice, by=noora, days_ago=9)
    make.own_work(practice, by=noora)

    assert stage_of(practice) is Stage.INTERNALISED
    assert not established(practice)


def test_when_the_attestation_is_revoked_it_is_no_longer(practice, petri, noora):
    practice.target_coverage = 1
    attestation = make.attested(practice, of=petri, by=noora)
    assert established(practice)

    revoke(attestation, "Erehdyin.", by=petri)

    assert not established(practice)


def test_who_hides_or_has_left_is_not_counted(practice, petri, noora):
    practice.target_coverage = 1
    make.attested(practice, of=petri, by=noora)
    assert established(practice)

    hide_carrier(practice, by=noora)
    assert not established(practice)

    show_carrier(practice, by=noora)
    noora.suspended_at = clock.now()
    assert not established(practice)
