"""Recognition: a reason in words, from a viewpoint, of somebody who can."""

import pytest

from kb.foundation.errors import DomainError, InvalidError, NotAllowedError
from kb.identify.carriers.actions import hide_carrier, show_carrier
from kb.identify.carriers.models import Basis
from kb.identify.carriers.queries import carriers_of
from kb.identify.recognitions.actions import recognise, take_back
from kb.identify.recognitions.forms import Acknowledgement
from kb.identify.recognitions.models import RecognitionView
from kb.identify.recognitions.queries import (
    recognitions_for,
    recognitions_lately,
    recognitions_of,
)
from support import make

REASON = "Kolme uutta sai ensimmäisen vaikean puhelunsa pidettyä tämän avulla."
OURS, MINE = RecognitionView.ORGANISATION, RecognitionView.INDIVIDUAL


@pytest.fixture
def practice(marjatta):
    return make.practice("Vihaisen puhelun ensimmäiset viisi minuuttia", by=marjatta)


def said(person, viewpoint=MINE, reason=REASON):
    return Acknowledgement(person.id, viewpoint, reason)


@pytest.mark.parametrize("reason", ["", "  \n ", "a" * 601])
def test_a_reason_in_words_is_needed_and_has_an_end(reason):
    form = {"carrier": "1", "viewpoint": "individual", "reason": reason}

    with pytest.raises(InvalidError) as refused:
        Acknowledgement.parse(form)

    assert list(refused.value.fields) == ["reason"]


@pytest.mark.parametrize("carrier", ["", "x", "²", "9" * 30])
def test_somebody_is_recognised_by_name(carrier):
    form = {"carrier": carrier, "viewpoint": "individual", "reason": REASON}

    with pytest.raises(InvalidError) as refused:
        Acknowledgement.parse(form)

    assert list(refused.value.fields) == ["carrier"]


def test_it_stands_on_the_practice_and_with_the_carrier(practice, marjatta, noora, jesse):
    given = recognise(practice, said(marjatta), by=noora)

    assert recognitions_of(practice) == [given]
    assert recognitions_for(marjatta, seen_by=jesse) == [given]
    assert recognitions_lately(marjatta) == [given]
    assert (given.by.name, given.reason) == ("Noora Vainio", REASON)


def test_the_same_words_twice_are_once(practice, marjatta, noora):
    first, second = (recognise(practice, said(marjatta), by=noora) for _ in range(2))

    assert first is second
    assert len(recognitions_of(practice)) == 1


def test_only_a_coordinator_speaks_for_the_organisation(practice, marjatta, noora, leena):
    with pytest.raises(NotAllowedError, match="coordinator_speaks"):
        recognise(practice, said(marjatta, OURS), by=noora)

    assert recognise(practice, said(marjatta, OURS), by=leena).viewpoint is OURS


def test_nobody_recognises_their_own_practice_for_the_organisation(leena):
    own = make.practice("Kvartaalin tunti ohjelmalle", by=leena)

    with pytest.raises(DomainError, match="not_own"):
        recognise(own, said(leena, OURS), by=leena)

    assert recognise(own, said(leena), by=leena).viewpoint is MINE


def test_who_cannot_do_it_is_not_recognised_for_it(practice, petri, noora):
    with pytest.raises(InvalidError):
        recognise(practice, said(petri), by=noora)

    assert recognitions_of(practice) == []


def test_the_giver_alone_takes_it_back(practice, marjatta, noora, petri):
    given = recognise(practice, said(marjatta), by=noora)

    with pytest.raises(NotAllowedError):
        take_back(given, by=petri)
    assert recognitions_of(practice) == [given]

    take_back(given, by=noora)
    assert recognitions_of(practice) == []


def test_of_a_practice_one_may_not_see_nothing_is_told(practice, marjatta, noora, jesse):
    recognise(practice, said(marjatta), by=noora)
    practice.audience = "named"

    assert recognitions_for(marjatta, seen_by=jesse) == []


def test_who_hides_is_named_nowhere_until_they_show_themselves(practice, marjatta, noora):
    given = recognise(practice, said(marjatta), by=noora)

    hide_carrier(practice, by=marjatta)
    assert carriers_of(practice) == []
    assert recognitions_of(practice) == []
    assert recognitions_for(marjatta, seen_by=noora) == []
    assert recognitions_for(marjatta, seen_by=marjatta) == [given]

    make.document(practice, by=marjatta)  # a new reason does not name them again
    assert carriers_of(practice) == []

    show_carrier(practice, by=marjatta)
    (carrier,) = carriers_of(practice)
    assert {reason.basis for reason in carrier.reasons} == {Basis.DECLARED, Basis.DOCUMENTED}


def test_who_hides_still_approves_what_is_written(practice, marjatta, noora):
    hide_carrier(practice, by=marjatta)

    assert make.document(practice, by=noora).state == "awaiting"
