"""Identifying: who noticed what, from where and why; who is named says whether it is theirs."""

import pytest

from kb.cycle.waiting import my_page
from kb.document.revisions.actions import hand_over, publish_revision
from kb.document.revisions.forms import Wording
from kb.foundation.errors import DomainError, InvalidError, NotAllowedError
from kb.identify.carriers.queries import carriers_of, holders_of
from kb.identify.identifications.actions import (
    confirm_carrier,
    notice_again,
    notice_practice,
    refuse_carrier,
)
from kb.identify.identifications.forms import LONGEST, ME, NOBODY, Noticing, naming_of
from kb.identify.identifications.models import Trigger, Viewpoint
from kb.identify.identifications.queries import identifications_of, named_as_carrier
from kb.practices.queries import practice_by_slug
from kb.stages.evidence import Stage, stage_of
from support import make


def noticing(carrier=ME, trigger=Trigger.SPARRING, **otherwise):
    if not isinstance(carrier, str):
        carrier = str(carrier.id)
    return Noticing(trigger, carrier=carrier, **otherwise)


def noticed(*, by, carrier=ME, **otherwise):
    return notice_practice(make.naming(), noticing(carrier, **otherwise), by=by)


def viewpoints(practice):
    return [one.viewpoint for one in identifications_of(practice)]


@pytest.mark.parametrize("trigger", Trigger)
def test_each_trigger_is_taken_and_told_on(trigger, petri):
    said = Noticing.parse(
        {"trigger": trigger.value, "words": " Asiakas kysyi. ", "carrier": ME}
    )

    (one,) = identifications_of(notice_practice(make.naming(), said, by=petri))

    assert (one.trigger, one.words, one.by) == (trigger, "Asiakas kysyi.", petri)


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"trigger": ""}, "trigger"),
        ({"trigger": "nonsense"}, "trigger"),
        ({"trigger": "need", "words": "x" * (LONGEST + 1)}, "words"),
    ],
)
def test_what_cannot_be_taken_is_said_by_field(form, field):
    with pytest.raises(InvalidError) as refused:
        Noticing.parse(form)

    assert set(refused.value.fields) == {field}


def test_a_name_is_enough_and_a_place_is_taken_along():
    bare = naming_of({"title": "Soitto"}, language="fi")
    placed = naming_of(
        {"title": "Soitto", "area": "quality", "industry": "energy"}, language="fi"
    )

    assert (bare.areas, bare.industries) == ((), ())
    assert (placed.areas, placed.industries) == (("quality",), ("energy",))


def test_the_viewpoint_follows_from_who_says_it_of_whom_and_as_what(petri, marjatta, leena):
    practice = noticed(by=marjatta)
    notice_again(practice, noticing(NOBODY), by=petri)
    notice_again(practice, noticing(NOBODY, for_organisation=True), by=leena)
    notice_again(practice, noticing(NOBODY), by=leena)

    assert viewpoints(practice) == [
        Viewpoint.SELF,
        Viewpoint.PEER,
        Viewpoint.ORGANISATION,
        Viewpoint.PEER,
    ]


def test_ones_own_is_ones_own_whoever_one_speaks_for(leena):
    practice = noticed(by=leena, for_organisation=True)

    assert viewpoints(practice) == [Viewpoint.SELF]


def test_the_coordinator_alone_speaks_for_the_organisation(petri):
    with pytest.raises(NotAllowedError):
        noticed(by=petri, carrier=NOBODY, for_organisation=True)


def test_a_candidate_is_seen_though_nobody_is_known_who_can_do_it(petri, jesse):
    practice = noticed(by=petri, carrier=NOBODY)

    assert stage_of(practice) is Stage.CANDIDATE
    assert practice_by_slug(practice.slug, seen_by=jesse) == practice


def test_who_only_reads_identifies_their_own(jesse, petri):
    own = noticed(by=jesse)
    assert holders_of(own) == [jesse]

    for carrier in (petri, NOBODY):
        with pytest.raises(NotAllowedError):
            notice_practice(make.naming("Toinen"), noticing(carrier), by=jesse)


def test_the_same_name_is_not_given_twice(petri, marjatta):
    noticed(by=petri)

    with pytest.raises(InvalidError) as refused:
        noticed(by=marjatta)

    assert refused.value.fields == {"title": "identification.named_already"}


def test_somebody_who_is_not_here_is_not_named(petri):
    for said in ("999", "nobody", "²"):
        with pytest.raises(InvalidError):
            noticed(by=petri, carrier=said)


def test_who_is_named_is_asked_and_says_yes(petri, marjatta):
    practice = noticed(by=petri, carrier=marjatta)
    assert [one.practice for one in named_as_carrier(marjatta)] == [practice]
    assert [one.by for one in my_page(marjatta).named] == [petri]

    confirm_carrier(practice, by=marjatta)

    assert named_as_carrier(marjatta) == []
    assert holders_of(practice) == [marjatta]
    assert stage_of(practice) is Stage.IDENTIFIED


def test_who_says_no_is_no_longer_named_and_the_noticing_stays(petri, marjatta):
    practice = noticed(by=petri, carrier=marjatta)

    refuse_carrier(practice, by=marjatta)

    assert holders_of(practice) == []
    assert stage_of(practice) is Stage.CANDIDATE
    assert [(one.by, one.carrier_id) for one in identifications_of(practice)] == [(petri, None)]
    assert named_as_carrier(marjatta) == []


def test_who_was_not_asked_has_nothing_to_answer(petri, marjatta):
    practice = noticed(by=petri)

    for answer in (confirm_carrier, refuse_carrier):
        for person in (petri, marjatta):
            with pytest.raises(DomainError):
                answer(practice, by=person)
    assert holders_of(practice) == [petri]


def test_who_holds_it_already_is_not_asked_again(marjatta, leena):
    practice = noticed(by=marjatta)

    notice_again(practice, noticing(marjatta), by=leena)

    assert named_as_carrier(marjatta) == []


def test_named_by_two_one_is_asked_once(petri, aino, marjatta):
    practice = noticed(by=petri, carrier=marjatta)
    notice_again(practice, noticing(marjatta), by=aino)
    assert len(named_as_carrier(marjatta)) == 1

    confirm_carrier(practice, by=marjatta)

    assert named_as_carrier(marjatta) == []


def test_nobody_becomes_a_holder_beside_another_by_their_own_word(
    petri, marjatta, leena, aino, noora
):
    practice = noticed(by=marjatta)

    for person in (petri, leena):
        notice_again(practice, noticing(ME), by=person)
    notice_again(practice, noticing(aino), by=petri)
    assert holders_of(practice) == [marjatta]
    assert {carrier.person for carrier in carriers_of(practice)} == {
        marjatta,
        petri,
        leena,
        aino,
    }

    notice_again(practice, noticing(noora), by=leena)
    notice_again(practice, noticing(aino), by=marjatta)
    assert holders_of(practice) == [aino, marjatta, noora]


def test_who_is_said_to_do_it_too_says_no_as_well(petri, aino, marjatta):
    practice = noticed(by=marjatta)
    notice_again(practice, noticing(aino), by=petri)
    assert named_as_carrier(aino)

    refuse_carrier(practice, by=aino)

    assert [carrier.person for carrier in carriers_of(practice)] == [marjatta]


def test_who_approves_a_text_is_not_asked_whose_knowledge_it_is(noora, marjatta):
    practice = noticed(by=noora, carrier=marjatta)
    wording = Wording.parse({"title": practice.title, "action": "Soitan heti."})
    revision = hand_over(practice, "fi", wording, by=noora)
    assert my_page(marjatta).named == []

    publish_revision(revision, by=marjatta)

    assert named_as_carrier(marjatta) == []


def test_what_one_may_not_see_one_is_not_asked_of(petri, marjatta):
    practice = noticed(by=petri, carrier=marjatta)

    practice.audience = "named"

    assert named_as_carrier(marjatta) == []
