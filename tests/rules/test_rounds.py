"""A text that says something new begins a round; who had it wants a refresher."""

import pytest

from kb.document.revisions.actions import hand_over
from kb.document.revisions.forms import Wording
from kb.document.revisions.queries import current_revision
from kb.foundation.errors import DomainError
from kb.internalise.marks.actions import declare_own_work, toggle_reading
from kb.internalise.marks.queries import LearnerState, states_by_practice
from kb.internalise.rounds.actions import read_anew
from kb.internalise.rounds.queries import learners_to_refresh, refreshers_of, round_of
from kb.internalise.trials.models import Verdict
from kb.notices.models import NoticeKind
from kb.notices.queries import notices_of
from support import make


@pytest.fixture
def practice(petri):
    made = make.practice(by=petri)
    make.document(made, by=petri)
    return made


def reworded(practice, *, by, action="Soitan ja kysyn.", change="material"):
    base = current_revision(practice, "fi").id
    form = {"title": practice.title, "action": action, "base": str(base), "change": change}
    return hand_over(practice, "fi", Wording.parse(form), by=by)


def wants(person, practice):
    return round_of(practice, seen_by=person).wants_refresher


def told(person):
    return [line.notice.kind for line in notices_of(person, 1).items]


def test_the_first_text_is_the_first_round(practice, noora):
    make.trial(practice, by=noora)

    assert round_of(practice, seen_by=noora).number == 1
    assert not wants(noora, practice)


def test_who_tried_or_made_it_their_own_wants_a_refresher(practice, petri, noora, jesse, aino):
    make.trial(practice, by=noora, verdict=Verdict.FAILED)
    for days in (3, 5):
        make.trial(practice, by=jesse, days_ago=days)
    declare_own_work(practice, by=jesse)

    reworded(practice, by=petri)

    assert round_of(practice, seen_by=aino).number == 2
    assert [wants(one, practice) for one in (noora, jesse, aino)] == [True, True, False]
    assert list(learners_to_refresh(practice)) == [jesse, noora]
    assert list(refreshers_of(noora)) == [practice]
    assert told(noora) == told(jesse) == [NoticeKind.WANTS_REFRESHER]
    assert told(aino) == []


def test_nothing_is_revoked(practice, petri, jesse):
    for days in (3, 5):
        make.trial(practice, by=jesse, days_ago=days)
    declare_own_work(practice, by=jesse)

    reworded(practice, by=petri)

    assert states_by_practice(jesse)[practice.id] is LearnerState.OWN_WORK


def test_a_correction_begins_no_round(practice, petri, noora):
    make.trial(practice, by=noora)

    reworded(practice, by=petri, change="correction")

    assert round_of(practice, seen_by=noora).number == 1
    assert not wants(noora, practice)
    assert told(noora) == []


def test_reading_what_is_new_is_enough(practice, petri, noora):
    toggle_reading(practice, by=noora)
    make.trial(practice, by=noora)
    reworded(practice, by=petri)

    read_anew(practice, by=noora)

    assert not wants(noora, practice)
    assert list(refreshers_of(noora)) == []


def test_trying_again_is_enough(practice, petri, noora):
    make.trial(practice, by=noora)
    reworded(practice, by=petri)

    make.trial(practice, by=noora, verdict=Verdict.FAILED)

    assert not wants(noora, practice)


def test_a_chance_that_did_not_come_is_not_enough(practice, petri, noora):
    make.trial(practice, by=noora)
    reworded(practice, by=petri)

    make.trial(practice, by=noora, verdict=Verdict.NOT_YET)

    assert wants(noora, practice)


def test_the_next_round_asks_anew(practice, petri, noora):
    make.trial(practice, by=noora)
    reworded(practice, by=petri)
    read_anew(practice, by=noora)

    reworded(practice, by=petri, action="Soitan ja kuuntelen.")

    assert round_of(practice, seen_by=noora).number == 3
    assert wants(noora, practice)


def test_who_only_read_it_wants_none(practice, petri, noora):
    toggle_reading(practice, by=noora)

    reworded(practice, by=petri)

    assert not wants(noora, practice)


def test_a_holder_reads_nothing_anew(practice, petri):
    with pytest.raises(DomainError, match="mark.own"):
        read_anew(practice, by=petri)
