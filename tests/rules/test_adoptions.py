"""Who took a practice into use, what changed by it, and who gave it up."""

from datetime import timedelta

import pytest

from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import DomainError, InvalidError, NotAllowedError, NotFoundError
from kb.internalise.adoptions.actions import (
    adopt_practice,
    give_up_use,
    hide_adoption,
    show_adoption,
    take_back_adoption,
)
from kb.internalise.adoptions.forms import Use, reason_in
from kb.internalise.adoptions.models import Adoption
from kb.internalise.adoptions.queries import (
    adoption_by_id,
    adoptions_between,
    given_up_of,
    use_of,
    uses_of,
)
from kb.internalise.marks.actions import declare_own_work
from kb.internalise.marks.queries import LearnerState, deeds_of, states_of
from kb.practices.models import Audience
from support import make


@pytest.fixture
def practice(petri):
    return make.practice(by=petri)


def test_who_took_it_into_use_is_named_with_their_story(practice, petri, noora):
    adoption = make.adoption(practice, by=noora, story="Soitan nyt ensin.")

    assert list(uses_of(practice, seen_by=petri)) == [adoption]
    assert deeds_of(noora, practice).in_use == adoption.id
    assert deeds_of(petri, practice).in_use is None


def test_a_holder_takes_nothing_into_use(practice, petri):
    for deed in (
        lambda: make.adoption(practice, by=petri),
        lambda: give_up_use(practice, "Ei sovi.", by=petri, language="fi"),
    ):
        with pytest.raises(DomainError) as refused:
            deed()
        assert refused.value.key == "adoption.own"


def test_told_again_the_story_is_told_anew(practice, noora):
    first = make.adoption(practice, by=noora)

    again = make.adoption(practice, by=noora, story="Toinenkin asiakas vastasi.")

    assert again.id == first.id
    assert again.story == "Toinenkin asiakas vastasi."


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"since": ""}, {"since": "session.day_unclear"}),
        ({"since": "2099-01-01"}, {"since": "adoption.future"}),
        ({"customer": "Voima Oy"}, {"customer": "adoption.code_needed"}),
        ({"story": "a" * 2_001}, {"story": "form.too_long"}),
    ],
)
def test_a_customer_is_a_code_and_no_day_lies_ahead(typed, wrong):
    fields = {"since": clock.today().isoformat(), "customer": "Energia-07", **typed}

    with pytest.raises(InvalidError) as refused:
        Use.parse(fields)

    assert refused.value.fields == wrong


def test_the_story_may_be_left_untold():
    assert Use.parse({"since": clock.today().isoformat()}) == Use(clock.today())


def test_what_is_taken_back_is_gone(practice, noora, petri):
    adoption = make.adoption(practice, by=noora)

    take_back_adoption(adoption, by=noora)

    assert list(uses_of(practice, seen_by=petri)) == []
    assert session.query(Adoption).count() == 0


def test_who_hides_is_not_named_and_may_show_again(practice, noora, petri):
    adoption = make.adoption(practice, by=noora)
    day = adoption.since

    hide_adoption(adoption, by=noora)
    assert list(uses_of(practice, seen_by=petri)) == []
    assert list(adoptions_between(day, day, seen_by=petri)) == []

    show_adoption(adoption, by=noora)
    assert list(uses_of(practice, seen_by=petri)) == [adoption]


def test_nobody_changes_or_opens_anothers(practice, noora, petri):
    adoption = make.adoption(practice, by=noora)

    for deed in (take_back_adoption, hide_adoption, show_adoption):
        with pytest.raises(NotAllowedError):
            deed(adoption, by=petri)
    with pytest.raises(NotFoundError):
        adoption_by_id(adoption.id, seen_by=petri)


def test_giving_up_has_a_reason_and_ends_the_use(practice, noora, petri):
    with pytest.raises(InvalidError):
        reason_in({"reason": ""})
    adoption = make.adoption(practice, by=noora)

    give_up_use(practice, "Asiakkaan järjestelmä hoitaa tämän.", by=noora, language="fi")

    assert use_of(noora, practice) is None
    assert list(uses_of(practice, seen_by=petri)) == []
    assert list(given_up_of(practice, seen_by=petri)) == [adoption]
    assert make.adoption(practice, by=noora).id != adoption.id


def test_giving_up_takes_back_ones_word_of_own_work_but_not_what_was_tried(practice, noora):
    for days in (9, 2):
        make.trial(practice, by=noora, days_ago=days)
    declare_own_work(practice, by=noora)
    assert deeds_of(noora, practice).may_give_up

    given_up = give_up_use(practice, "Ei sovi minun asiakkailleni.", by=noora, language="fi")

    assert given_up.since is None
    assert states_of(noora)[LearnerState.OWN_WORK] == []
    assert states_of(noora)[LearnerState.TRIED] == [practice]
    assert not deeds_of(noora, practice).may_give_up


def test_a_quarters_adoptions_are_named_as_far_as_one_may_see(practice, petri, noora, leena):
    today = clock.today()
    hidden = make.practice("Vain nimetyille", by=petri)
    hidden.audience = Audience.NAMED
    within = make.adoption(practice, by=noora, since=today - timedelta(days=10))
    make.adoption(practice, by=leena, since=today - timedelta(days=100))
    session.add(Adoption(practice=hidden, person=noora, since=today, language="fi"))
    session.flush()

    quarter = today - timedelta(days=90), today

    assert list(adoptions_between(*quarter, seen_by=leena)) == [within]
    seen = {one.practice.id for one in adoptions_between(*quarter, seen_by=petri)}
    assert seen == {practice.id, hidden.id}


def test_what_was_given_up_later_was_taken_into_use_all_the_same(practice, noora, petri):
    adoption = make.adoption(practice, by=noora)
    give_up_use(practice, "Ei sovi.", by=noora, language="fi")

    found = adoptions_between(adoption.since, adoption.since, seen_by=petri)

    assert list(found) == [adoption]


def test_the_use_is_kept_in_the_language_it_was_told_in(practice, noora):
    use = Use(clock.today(), story="I call first.")

    assert adopt_practice(practice, use, by=noora, language="en").language == "en"
