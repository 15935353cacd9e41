"""How a text was made, and with whom."""

import pytest

from kb.document.methods.actions import record_method
from kb.document.methods.forms import Manner
from kb.document.methods.models import Method
from kb.document.methods.queries import documentations_of
from kb.document.revisions.actions import hand_over
from kb.document.revisions.forms import Wording
from kb.document.revisions.models import RevisionState
from kb.foundation.errors import InvalidError
from support import make


def handed_over(practice, *, by):
    return hand_over(practice, "fi", Wording.parse({"title": "T", "action": "Soitan."}), by=by)


def test_a_wording_keeps_how_it_was_made_and_with_whom(noora, marjatta):
    revision = handed_over(make.practice(by=noora), by=noora)

    record_method(revision, Manner.parse({"method": "pair"}, [str(marjatta.id)]))

    made = documentations_of([revision])[revision.id]
    assert made.method is Method.PAIR
    assert made.people == ["Noora Vainio", "Marjatta Hietala"]


def test_who_was_there_does_not_approve_by_it(noora, marjatta):
    practice = make.practice(by=noora, holder=marjatta)
    revision = handed_over(practice, by=noora)

    record_method(revision, Manner.parse({"method": "pair"}, [str(marjatta.id)]))

    assert revision.state is RevisionState.AWAITING


def test_the_author_is_named_once(noora):
    revision = handed_over(make.practice(by=noora), by=noora)

    record_method(revision, Manner(Method.SMALL_GROUP, (noora.id,)))

    assert documentations_of([revision])[revision.id].people == ["Noora Vainio"]


def test_nothing_need_be_said():
    assert Manner.parse({}, []) is None
    assert Manner.parse({"method": "comparison"}, []) == Manner(Method.COMPARISON)


@pytest.mark.parametrize(
    ("method", "others", "wrong"),
    [
        ("", ["7"], {"method": "method.needed"}),
        ("dance", [], {"method": "practice.choice_unknown"}),
        ("individual", ["7"], {"with_whom": "method.alone"}),
        ("pair", ["7", "8"], {"with_whom": "method.pair_is_two"}),
        ("pair_documentation", ["7", "8"], {"with_whom": "method.pair_is_two"}),
    ],
)
def test_what_does_not_go_together_is_refused(method, others, wrong):
    with pytest.raises(InvalidError) as refused:
        Manner.parse({"method": method}, others)

    assert refused.value.fields == wrong
