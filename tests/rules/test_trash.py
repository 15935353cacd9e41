"""Trash: deleted for a while, seen by nobody, put back whole, gone for good in the end."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from kb.cycle.trash.actions import put_back, remove_for_good, remove_practice
from kb.cycle.trash.forms import reason_in
from kb.cycle.trash.hanging import Hanging, hanging_on
from kb.cycle.trash.models import Removal
from kb.cycle.trash.queries import kept_too_long, may_remove, removal_of, removals
from kb.foundation import clock
from kb.foundation.db import begin_reading, session
from kb.foundation.errors import InvalidError, NotAllowedError, NotFoundError
from kb.internalise.trials.models import Trial
from kb.practices.models import Audience, Practice
from kb.practices.queries import addresses_by_title, practice_by_slug, practices_to_choose
from kb.search.forms import Question
from kb.search.models import Document, Found
from kb.search.queries import find
from kb.socialise.sparring.actions import tie_note
from support import make, together

WHY = "Kirjattu kahteen kertaan."


def written(title="Äänekäs soitto", *, by):
    practice = make.practice(title, by=by)
    make.document(practice, by=by)
    return practice


def kinds(hangs):
    return {one.kind: one.number for one in hangs}


def found(question, *, seen_by):
    return find(Question(question), seen_by=seen_by).hits


def test_what_was_deleted_is_seen_by_nobody(petri, leena, samuel, jesse):
    practice = written(by=petri)

    remove_practice(practice, WHY, by=leena)

    for person in (petri, leena, samuel, jesse):
        with pytest.raises(NotFoundError):
            practice_by_slug(practice.slug, seen_by=person)
        assert practices_to_choose(seen_by=person) == []
        assert addresses_by_title([practice.title], seen_by=person) == {}
        assert not found("äänekäs soitto", seen_by=person)
    assert session.query(Document).filter_by(kind=Found.PRACTICE).all() == []


def test_it_comes_back_whole(petri, leena, jesse):
    practice = written(by=petri)
    make.trial(practice, by=jesse)
    removal = remove_practice(practice, WHY, by=leena)

    put_back(removal, by=leena)

    assert practice_by_slug(practice.slug, seen_by=jesse) is practice
    assert session.query(Trial).count() == 1
    assert len(found("äänekäs soitto", seen_by=jesse)) == 1
    assert session.query(Removal).all() == []


def test_an_author_deletes_what_nobody_has_read_or_worked_on(petri, noora, jesse):
    practice = make.practice("Alku", by=petri)
    assert may_remove(practice, petri)
    assert not may_remove(practice, noora)
    make.question(of=petri, by=jesse, about=practice)

    assert not may_remove(practice, petri)
    with pytest.raises(NotAllowedError):
        remove_practice(practice, WHY, by=petri)


def test_what_was_published_is_deleted_by_a_coordinator_or_an_admin(petri, leena, samuel):
    practice = written(by=petri)

    assert not may_remove(practice, petri)
    assert may_remove(practice, leena)
    assert may_remove(practice, samuel)


def test_what_hangs_on_it_is_told_before(petri, noora, jesse, leena):
    practice = written(by=petri)
    make.trial(practice, by=jesse)
    make.question(of=petri, by=noora, about=practice)
    make.talk(make.active_pair(petri, noora), practice)
    other = make.practice("Muistio", by=noora)
    make.document(other, by=noora, action="Katso [[Äänekäs soitto]].")

    hangs = kinds(hanging_on(practice, seen_by=leena))

    assert hangs[Hanging.TRIALS] == hangs[Hanging.QUESTIONS] == hangs[Hanging.LINKS] == 1
    assert hangs[Hanging.MEETINGS] == hangs[Hanging.REVISIONS] == 1
    assert Hanging.SHADOWINGS not in hangs


def test_what_was_shared_together_hangs_on_it_too(petri, noora, leena):
    practice = written(by=petri)
    together.held(practice, by=petri, others=[noora])
    together.turn(practice, owner=petri, doer=noora)

    hangs = kinds(hanging_on(practice, seen_by=leena))

    assert hangs[Hanging.EVENTS] == hangs[Hanging.TURNS] == 1


def test_a_hidden_practice_that_links_to_it_is_not_counted(petri, noora, leena):
    practice = written(by=petri)
    other = make.practice("Muistio", by=noora)
    make.document(other, by=noora, action="Katso [[Äänekäs soitto]].")
    other.audience = Audience.NAMED
    session.flush()

    assert Hanging.LINKS not in kinds(hanging_on(practice, seen_by=leena))


def test_the_trash_is_ones_own_or_everybodys_as_far_as_one_might_read_it(
    petri, noora, leena, samuel
):
    draft = make.practice("Alku", by=petri)
    remove_practice(draft, WHY, by=petri)
    hidden = written(by=petri)
    remove_practice(hidden, WHY, by=leena)
    hidden.audience = Audience.NAMED
    session.flush()

    def titles(person):
        return [one.practice.title for one in removals(1, seen_by=person).items]

    assert titles(petri) == titles(leena) == titles(samuel) == ["Alku"]
    assert titles(noora) == []
    with pytest.raises(NotFoundError):
        removal_of(draft.slug, seen_by=noora)


def test_nothing_is_deleted_without_a_reason():
    with pytest.raises(InvalidError):
        reason_in({"reason": " "})
    assert reason_in({"reason": " Kahdesti. "}) == "Kahdesti."


def test_in_the_end_it_is_gone_for_good_and_talk_stays(petri, noora, leena, jesse):
    practice = written(by=petri)
    note = make.note("Mitä teen?", by=petri)
    tie_note(note, practice)
    make.trial(practice, by=jesse)
    make.talk(make.active_pair(petri, noora), practice)
    with clock.standing_at(clock.days_ago(31)):
        remove_practice(practice, WHY, by=leena)
    number = practice.id
    assert kept_too_long(32) == []
    assert kept_too_long(30) == [number]

    remove_for_good(kept_too_long(30))

    assert session.get(Practice, number) is None
    assert session.query(Trial).count() == 0
    session.refresh(note)
    assert note.practice_id is None
    assert kept_too_long(0) == []


def test_the_same_name_may_be_given_anew_while_the_other_lies_there(petri, leena):
    first = written(by=petri)
    remove_practice(first, WHY, by=leena)

    second = written(by=petri)

    assert second.slug != first.slug
    with clock.standing_at(clock.now() + timedelta(days=1)):
        put_back(removal_of(first.slug, seen_by=leena), by=leena)
    assert addresses_by_title([second.title], seen_by=petri)[second.title] in {
        first.slug,
        second.slug,
    }


def test_the_worker_deletes_for_good_when_the_time_is_over(app, petri, leena):
    old, new = written(by=petri), written("Muistio heti", by=petri)
    with clock.standing_at(clock.days_ago(31)):
        remove_practice(old, WHY, by=leena)
    remove_practice(new, WHY, by=leena)
    session.commit()
    begin_reading()

    app.test_cli_runner().invoke(args=["work", "--once"])

    session.remove()
    assert session.scalars(select(Practice.title)).all() == ["Muistio heti"]
