"""Shadowing: the guest tells, the host acknowledges, and only then it counts."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import DomainError, InvalidError, NotAllowedError, NotFoundError
from kb.identify.carriers.actions import add_basis
from kb.identify.carriers.models import Basis, CarrierReason
from kb.share.shadowing.actions import acknowledge_shadowing, tell_shadowing
from kb.share.shadowing.forms import Visit
from kb.share.shadowing.models import Presence
from kb.share.shadowing.queries import (
    acknowledged_practice_ids,
    hosts_of,
    shadowing_by_id,
    shadowings_by,
    shadowings_to_acknowledge,
)
from support import make

FORM = {"host": "1", "kind": "covering", "held_on": "2026-01-15", "noticed": " Hän odotti. "}


def bases(person, practice):
    rows = select(CarrierReason.basis).where(
        CarrierReason.person_id == person.id, CarrierReason.practice_id == practice.id
    )
    return list(session.scalars(rows))


def test_a_visit_has_a_host_a_way_a_day_and_what_was_noticed():
    visit = Visit.parse(FORM)

    assert (visit.host_id, visit.kind, visit.noticed) == (1, Presence.COVERING, "Hän odotti.")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("host", ""),
        ("host", "x"),
        ("kind", "spying"),
        ("held_on", "eilen"),
        ("held_on", (clock.today() + timedelta(days=2)).isoformat()),
        ("noticed", " "),
        ("noticed", "a" * 4001),
    ],
)
def test_a_visit_that_lacks_something_says_what(field, value):
    with pytest.raises(InvalidError) as refused:
        Visit.parse({**FORM, field: value})

    assert list(refused.value.fields) == [field]


def test_the_hosts_are_the_others_who_can_do_it(petri, noora, aino):
    practice = make.practice(by=petri)
    add_basis(noora, practice, basis=Basis.COVERED)

    assert hosts_of(practice, guest=noora) == [petri]
    with pytest.raises(InvalidError):
        tell_shadowing(practice, make.visit(aino), by=noora)
    with pytest.raises(InvalidError):
        tell_shadowing(practice, make.visit(petri), by=petri)


def test_it_counts_when_the_host_has_acknowledged_it(petri, noora):
    practice = make.practice(by=petri)
    told = make.shadowing(practice, host=petri, guest=noora, acknowledged=False)
    assert list(session.scalars(acknowledged_practice_ids())) == []
    assert list(shadowings_to_acknowledge(petri)) == [told]

    acknowledge_shadowing(told, by=petri)

    assert list(session.scalars(acknowledged_practice_ids())) == [practice.id]
    assert list(shadowings_to_acknowledge(petri)) == []
    assert list(shadowings_by(noora)) == [told]


def test_only_the_host_acknowledges_and_once(petri, noora, leena):
    told = make.shadowing(make.practice(by=petri), host=petri, guest=noora, acknowledged=False)

    with pytest.raises(NotAllowedError):
        acknowledge_shadowing(told, by=noora)
    with pytest.raises(NotFoundError):
        shadowing_by_id(told.id, seen_by=leena)
    acknowledge_shadowing(told, by=petri)
    with pytest.raises(DomainError) as refused:
        acknowledge_shadowing(told, by=petri)

    assert refused.value.key == "shadowing.already_acknowledged"


def test_who_covered_is_known_to_have_done_it(petri, noora, aino):
    practice = make.practice(by=petri)

    make.shadowing(practice, host=petri, guest=noora, kind=Presence.COVERING)
    make.shadowing(practice, host=petri, guest=aino)

    assert bases(noora, practice) == [Basis.COVERED]
    assert bases(aino, practice) == []


def test_a_holder_who_was_there_spreads_nothing(petri, noora):
    practice = make.practice(by=petri)
    add_basis(noora, practice, basis=Basis.DECLARED)

    make.shadowing(practice, host=petri, guest=noora)

    assert list(session.scalars(acknowledged_practice_ids())) == []
