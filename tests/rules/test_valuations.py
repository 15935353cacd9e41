"""Valuing: criticality is given, how few can do it is counted, the order follows both."""

from datetime import timedelta

import pytest

from kb.cycle.competence.forms import MANY, Cut
from kb.cycle.competence.queries import Ground, grid, who_can_what
from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import InvalidError, NotAllowedError
from kb.identify.carriers.actions import add_basis, hide_carrier
from kb.identify.carriers.models import Basis
from kb.identify.valuations.actions import value_practice
from kb.identify.valuations.forms import criticality_in
from kb.identify.valuations.models import Criticality, Risk, Valuation
from kb.identify.valuations.queries import (
    awaiting_valuation,
    carried_at_risk,
    number_valued,
    valued,
)
from support import make


def titles(rows):
    return [one.practice.title for one in rows]


def shared_by(title, *people, **otherwise):
    made = make.practice(title, by=people[0], **otherwise)
    for person in people[1:]:
        add_basis(person, made, basis=Basis.DECLARED)
    return made


def risk(practice, *, seen_by):
    (one,) = [
        one for one in awaiting_valuation(seen_by=seen_by, limit=9) if one.practice == practice
    ]
    return one.risk


@pytest.mark.parametrize("chosen", ["", "0", "5", "4 ", "kriittinen"])
def test_a_criticality_is_one_of_four(chosen):
    with pytest.raises(InvalidError):
        criticality_in({"criticality": chosen})


def test_the_coordinator_alone_values(marjatta, leena):
    practice = make.practice(by=marjatta)

    with pytest.raises(NotAllowedError):
        value_practice(practice, Criticality.CRITICAL, by=marjatta)
    value_practice(practice, Criticality.CRITICAL, by=leena)

    assert practice.criticality == 4


def test_each_valuation_is_kept_and_the_same_again_is_none(marjatta, leena):
    practice = make.practice(by=marjatta)

    for given in (Criticality.USEFUL, Criticality.USEFUL, Criticality.CRITICAL):
        value_practice(practice, given, by=leena)

    assert [row.criticality for row in session.query(Valuation)] == ["2", "4"]


def test_what_weighs_most_and_rests_on_the_fewest_comes_first(marjatta, petri, aino, leena):
    several = shared_by("Monen osaama", marjatta, petri, aino)
    alone = shared_by("Yhden osaama", marjatta)
    light = shared_by("Kevyt", petri)
    for practice, given in ((several, "4"), (alone, "3"), (light, "1")):
        value_practice(practice, Criticality(given), by=leena)

    rows = valued(seen_by=leena, limit=9, offset=0)

    assert titles(rows) == ["Yhden osaama", "Monen osaama", "Kevyt"]  # 9, 4 and 3


def test_a_valuation_moves_a_practice_at_once(marjatta, leena):
    first, second = (make.practice(title, by=marjatta) for title in ("Ensin", "Sitten"))
    for practice, given in ((first, "3"), (second, "2")):
        value_practice(practice, Criticality(given), by=leena)

    value_practice(second, Criticality.CRITICAL, by=leena)

    assert titles(valued(seen_by=leena, limit=9, offset=0)) == ["Sitten", "Ensin"]


def test_what_nobody_has_valued_awaits_it(marjatta, petri, leena):
    shared_by("Kahden osaama", marjatta, petri)
    make.practice("Yhden osaama", by=marjatta)
    value_practice(make.practice("Arvioitu", by=petri), Criticality.USEFUL, by=leena)

    assert titles(awaiting_valuation(seen_by=leena, limit=9)) == [
        "Yhden osaama",
        "Kahden osaama",
    ]
    assert number_valued(seen_by=leena) == (1, 2)


def test_the_risk_is_told_by_how_many_can_do_it(marjatta, petri, aino, leena):
    practice = make.practice(by=marjatta)
    practice.target_coverage = 3
    found = [risk(practice, seen_by=leena)]

    for person in (petri, aino):
        add_basis(person, practice, basis=Basis.DECLARED)
        found.append(risk(practice, seen_by=leena))

    assert found == [Risk.ALONE, Risk.BELOW_TARGET, Risk.COVERED]


def test_who_is_gone_or_hides_is_not_counted(marjatta, petri, aino, leena):
    practice = shared_by("Kolmen osaama", marjatta, petri, aino)

    petri.suspended_at = clock.now()
    hide_carrier(practice, by=aino)
    assert risk(practice, seen_by=leena) is Risk.ALONE

    marjatta.last_working_day = clock.today() - timedelta(days=1)
    assert risk(practice, seen_by=leena) is Risk.NOBODY


def test_who_leaves_is_named_but_counts_as_gone_in_the_order(marjatta, petri, leena):
    marjatta.last_working_day = clock.today() + timedelta(days=30)
    leaving, staying = make.practice("Lähtevän", by=marjatta), make.practice("Jäävän", by=petri)
    for practice in (leaving, staying):
        value_practice(practice, Criticality.SIGNIFICANT, by=leena)

    first, second = valued(seen_by=leena, limit=9, offset=0)

    assert (first.practice, first.risk, first.is_leaving) == (leaving, Risk.ALONE, True)
    assert first.first_leaves == marjatta.last_working_day
    assert (second.practice, second.is_leaving) == (staying, False)


def test_ones_own_page_has_ones_own_alone(marjatta, petri):
    make.practice("Marjatan", by=marjatta)
    make.practice("Petrin", by=petri)

    assert titles(carried_at_risk(marjatta)) == ["Marjatan"]


def test_the_map_counts_practices_by_area_and_carriers(marjatta, petri, aino, jesse):
    shared_by("A", marjatta, areas=["quality"])
    shared_by("B", marjatta, petri, aino, areas=["quality", "services"])
    shared_by("C", marjatta, petri)
    hidden = shared_by("D", marjatta, areas=["quality"])
    hidden.audience = "named"
    session.flush()

    rows = {row.area: row.numbers for row in grid(seen_by=jesse)}

    assert rows == {"quality": (0, 1, 0, 1), "services": (0, 0, 0, 1), None: (0, 0, 1, 0)}


def test_every_number_of_the_map_leads_to_as_many_practices(marjatta, petri, aino, jesse):
    shared_by("A", marjatta, areas=["quality"])
    shared_by("B", marjatta, petri, aino, areas=["quality", "services"])
    shared_by("C", marjatta, petri)

    for row in grid(seen_by=jesse):
        for carriers in range(MANY + 1):
            asked = {"area": row.area or "none", "carriers": str(carriers)}
            shown = who_can_what(Cut.parse(asked), seen_by=jesse, number=1)
            assert shown.page.total == row.numbers[carriers], asked


def test_the_strongest_ground_is_shown_and_people_stand_by_name(marjatta, petri, jesse):
    practice = shared_by("A", petri, marjatta)
    add_basis(petri, practice, basis=Basis.TRIALLED)
    add_basis(petri, practice, basis=Basis.TAUGHT)

    shown = who_can_what(Cut(), seen_by=jesse, number=1)

    assert [person.name for person in shown.people] == ["Marjatta Hietala", "Petri Saarela"]
    assert shown.page.items[0].grounds == {
        petri.id: Ground.PASSED_ON,
        marjatta.id: Ground.DECLARED,
    }


def test_the_map_of_one_person_has_what_they_show(marjatta, petri, jesse):
    make.practice("Näkyvä", by=marjatta)
    hide_carrier(make.practice("Piilossa", by=marjatta), by=marjatta)
    tried = make.practice("Petrin", by=petri)
    add_basis(marjatta, tried, basis=Basis.TRIALLED)

    cut = Cut.parse({"carrier": str(marjatta.id), "area": "nonsense", "carriers": "x"})
    shown = who_can_what(cut, seen_by=jesse, number=1)

    assert [row.practice.title for row in shown.page.items] == ["Näkyvä"]
