"""Needs: what was looked for and not found is kept, with or without a name."""

from datetime import UTC, datetime

import pytest

from kb.foundation import clock
from kb.foundation.errors import InvalidError, NotFoundError
from kb.identify.needs.forms import Demand
from kb.identify.needs.queries import need_by_id, open_needs
from kb.people.models import Industry
from support import make


def test_only_the_question_is_needed():
    demand = Demand.parse({"question": " Kuka hyväksyy? "}, language="fi")

    assert demand == Demand("Kuka hyväksyy?", "", "fi", None, anonymous=False)


def test_what_was_searched_and_the_industry_go_along():
    form = {
        "question": "Kuka?",
        "query": "lasku",
        "industry": "energy",
        "anonymous": "yes",
    }

    demand = Demand.parse(form, language="en")

    assert demand == Demand("Kuka?", "lasku", "en", Industry.ENERGY, anonymous=True)


@pytest.mark.parametrize("question", ["", "   ", "a" * 1001])
def test_an_empty_or_endless_question_is_refused(question):
    with pytest.raises(InvalidError) as refused:
        Demand.parse({"question": question}, language="fi")

    assert list(refused.value.fields) == ["question"]


def test_an_unknown_industry_is_refused():
    with pytest.raises(InvalidError) as refused:
        Demand.parse({"question": "Kuka?", "industry": "space"}, language="fi")

    assert list(refused.value.fields) == ["industry"]


def test_the_list_has_the_newest_first(jesse, noora):
    with clock.standing_at(datetime(2026, 11, 1, tzinfo=UTC)):
        older = make.need("Vanha?", by=jesse)
    newer = make.need("Uusi?", by=noora)

    assert open_needs(1).items == [newer, older]


def test_an_anonymous_asker_is_named_to_nobody_but_themselves(jesse, leena):
    need = make.need(by=jesse, anonymous=True)

    assert need.names_asker_to(jesse)
    assert not need.names_asker_to(leena)


def test_a_named_asker_is_named(jesse, leena):
    need = make.need(by=jesse)

    assert need.names_asker_to(leena)


def test_the_asker_and_coordinators_see_a_need(jesse, leena, petri, samuel):
    need = make.need(by=jesse)

    assert need_by_id(need.id, seen_by=jesse) == need
    assert need_by_id(need.id, seen_by=leena) == need
    for other in (petri, samuel):
        with pytest.raises(NotFoundError):
            need_by_id(need.id, seen_by=other)
