"""Dropping: given up with a reason, still found, weighed less, taken back (R9)."""

import pytest

from kb.cycle.competence.queries import grid
from kb.cycle.reviews.forms import Whose
from kb.cycle.reviews.queries import reviews
from kb.document.dropping.actions import drop_practice, take_up_again
from kb.document.dropping.forms import Farewell
from kb.document.dropping.models import Dropping
from kb.document.dropping.queries import dropped, possible_successors
from kb.document.upkeep.actions import verify_practice
from kb.foundation.db import session
from kb.foundation.errors import ConflictError, DomainError, InvalidError, NotAllowedError
from kb.identify.valuations.queries import awaiting_valuation, number_valued
from kb.notices.models import Notice, NoticeKind
from kb.practices.models import Audience
from kb.practices.trust import Trust
from kb.search.forms import Question
from kb.search.models import Document
from kb.search.queries import find
from support import make

NOTHING = Farewell("Kukaan ei enää tee näin.", "")


def written(title, *, by):
    practice = make.practice(title, by=by, summary="")
    make.document(practice, by=by)
    return practice


@pytest.fixture
def old(petri):
    return written("Viikkopalaveri maanantaisin", by=petri)


@pytest.fixture
def new(petri):
    return written("Viikkopalaverista luopuminen", by=petri)


def found(question, *, seen_by):
    hits = find(Question(question), seen_by=seen_by).hits
    return [session.get_one(Document, hit.entry.id).title for hit in hits]


def test_it_is_given_up_with_a_reason_and_a_successor(old, new, petri, jesse):
    drop_practice(old, Farewell("Ei päätöksiä.", new.title), by=petri)

    given_up = dropped(old, seen_by=jesse)
    assert old.trust is Trust.ARCHIVED
    assert (given_up.dropping.reason, given_up.successor) == ("Ei päätöksiä.", new)


@pytest.mark.parametrize(
    ("form", "wrong"),
    [
        ({"follows": "nothing"}, {"reason": "dropping.reason_needed"}),
        ({"reason": "Vanha."}, {"follows": "dropping.say_what_follows"}),
        (
            {"reason": "Vanha.", "follows": "practice", "successor": " "},
            {"successor": "dropping.successor_needed"},
        ),
        ({"reason": "x" * 1001, "follows": "nothing"}, {"reason": "form.too_long"}),
    ],
)
def test_a_reason_and_a_word_on_what_follows_are_needed(form, wrong):
    with pytest.raises(InvalidError) as refused:
        Farewell.parse(form)

    assert refused.value.fields == wrong


def test_no_successor_is_stated_and_the_name_typed_before_counts_no_more():
    said = {"reason": "Vanha.", "follows": "nothing", "successor": "Jokin"}

    assert Farewell.parse(said).successor == ""


@pytest.mark.parametrize("name", ["Tätä ei ole", "Viikkopalaveri maanantaisin"])
def test_a_successor_is_another_practice_one_can_see(old, petri, name):
    with pytest.raises(InvalidError) as refused:
        drop_practice(old, Farewell("Vanha.", name), by=petri)

    assert refused.value.fields == {"successor": "dropping.successor_unknown"}


def test_a_successor_is_in_use_itself(old, new, petri):
    drop_practice(new, NOTHING, by=petri)

    with pytest.raises(InvalidError) as refused:
        drop_practice(old, Farewell("Vanha.", new.title), by=petri)

    assert refused.value.fields == {"successor": "dropping.successor_dropped"}
    assert new.title not in possible_successors(old, seen_by=petri)


def test_a_reader_is_not_told_of_a_successor_they_may_not_see(old, new, petri, jesse):
    drop_practice(old, Farewell("Vanha.", new.title), by=petri)
    new.audience = Audience.NAMED
    session.flush()

    assert dropped(old, seen_by=jesse).successor is None
    assert dropped(old, seen_by=petri).successor is new
    with pytest.raises(InvalidError):
        drop_practice(written("Toinen", by=jesse), Farewell("Vanha.", new.title), by=jesse)


def test_only_who_looks_after_it_or_a_coordinator_gives_it_up(old, noora, leena):
    with pytest.raises(NotAllowedError):
        drop_practice(old, NOTHING, by=noora)

    drop_practice(old, NOTHING, by=leena)
    with pytest.raises(NotAllowedError):
        take_up_again(old, by=noora)


def test_it_is_given_up_once_and_can_be_taken_back(old, petri):
    dropping = drop_practice(old, NOTHING, by=petri)
    with pytest.raises(ConflictError):
        drop_practice(old, NOTHING, by=petri)

    take_up_again(old, by=petri)

    assert (old.trust, dropped(old, seen_by=petri)) == (Trust.UNVERIFIED, None)
    assert session.get(Dropping, dropping.id).taken_back_by_id == petri.id


def test_who_holds_it_is_told(old, petri, noora, leena):
    old.steward = noora
    session.flush()

    drop_practice(old, NOTHING, by=leena)

    told = session.query(Notice.person_id, Notice.kind).all()
    assert sorted(told) == sorted(
        (person.id, NoticeKind.PRACTICE_DROPPED) for person in (petri, noora)
    )


def test_what_was_given_up_is_found_after_what_is_in_use(old, petri, jesse):
    written("Palaveri asiakkaan luona", by=petri)
    assert found("viikkopalaveri palaveri", seen_by=jesse)[0] == old.title

    drop_practice(old, NOTHING, by=petri)

    assert old.title in found("viikkopalaveri palaveri", seen_by=jesse)
    assert found("palaveri", seen_by=jesse)[0] == "Palaveri asiakkaan luona"


def test_what_is_not_done_is_neither_at_risk_nor_to_be_reviewed(old, leena, petri):
    assert number_valued(seen_by=leena) == (0, 1)

    drop_practice(old, NOTHING, by=petri)

    assert number_valued(seen_by=leena) == (0, 0)
    assert awaiting_valuation(seen_by=leena, limit=5) == []
    assert reviews(Whose.ALL, seen_by=leena, number=1).total == 0
    assert grid(seen_by=leena) == []
    with pytest.raises(DomainError):
        verify_practice(old, by=petri, months=6)
