"""Upkeep: who looks after a practice, how often it is reviewed, and what is to be reviewed."""

from datetime import date, timedelta

import pytest

from kb.cycle.reviews.forms import Whose
from kb.cycle.reviews.queries import first_reviews, reviews, without_owner
from kb.document.revisions.actions import hand_over
from kb.document.revisions.forms import Wording
from kb.document.revisions.queries import current_revision
from kb.document.upkeep.actions import arrange_upkeep, verify_practice
from kb.document.upkeep.forms import Upkeep
from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import DomainError, InvalidError, NotAllowedError
from kb.internalise.marks.actions import declare_own_work
from kb.notices.models import Notice, NoticeKind
from kb.people.models import Role
from kb.practices.models import Audience
from kb.practices.trust import Trust, trust_at
from support import make


def written(title="Hiljaisen asiakkaan herättäminen", *, by, days_ago=0):
    with clock.standing_at(clock.days_ago(days_ago)):
        practice = make.practice(title, by=by)
        make.document(practice, by=by)
    return practice


def titles(found):
    return [one.practice.title for one in found]


THEN = clock.days_ago(30)
LATE, EARLY = date(2000, 1, 1), date(2999, 1, 1)


@pytest.mark.parametrize(
    ("told", "trust"),
    [
        ((None, None, None, None), Trust.DRAFT),
        ((THEN, None, None, None), Trust.UNVERIFIED),
        ((THEN, None, LATE, None), Trust.UNVERIFIED),
        ((THEN, THEN, EARLY, None), Trust.VERIFIED),
        ((THEN, THEN, None, None), Trust.VERIFIED),
        ((THEN, THEN, LATE, None), Trust.OVERDUE),
        ((THEN, THEN, EARLY, THEN), Trust.ARCHIVED),
        ((None, None, None, THEN), Trust.ARCHIVED),
    ],
)
def test_trust_follows_from_what_was_recorded(told, trust):
    assert trust_at(*told) is trust


@pytest.mark.parametrize(
    ("day", "months", "after"),
    [
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 11, 28), 3, date(2027, 2, 28)),
        (date(2023, 12, 31), 2, date(2024, 2, 29)),
        (date(2026, 1, 15), 24, date(2028, 1, 15)),
    ],
)
def test_months_after_a_day_never_leave_the_month(day, months, after):
    assert clock.months_after(day, months) == after


def test_the_next_review_comes_in_the_practices_own_interval(petri):
    practice = written(by=petri)
    verify_practice(practice, by=petri, months=6)
    assert practice.review_due == clock.months_after(clock.today(), 6)

    arrange_upkeep(practice, Upkeep(petri.id, 3), by=petri, months=6)

    assert practice.review_due == clock.months_after(clock.today(), 3)
    verify_practice(practice, by=petri, months=12)
    assert practice.review_due == clock.months_after(clock.today(), 3)


def test_a_practice_that_is_not_published_is_not_verified(petri):
    practice = make.practice(by=petri)

    with pytest.raises(DomainError) as refused:
        verify_practice(practice, by=petri, months=6)

    assert refused.value.key == "upkeep.nothing_to_verify"


def test_a_new_wording_waits_for_the_owner_again(petri):
    practice = written(by=petri)
    first = practice.id
    verify_practice(practice, by=petri, months=6)

    base = reviewed_base(practice)
    wording = Wording.parse({"title": practice.title, "action": "Toisin.", "base": str(base)})
    hand_over(practice, "fi", wording, by=petri)

    assert practice.trust is Trust.UNVERIFIED
    assert [one.practice.id for one in first_reviews(petri, at_most=3)] == [first]


def reviewed_base(practice):
    return current_revision(practice, "fi").id


def test_only_who_looks_after_it_or_a_coordinator_chooses_its_owner(petri, noora, leena):
    practice = written(by=petri)

    with pytest.raises(NotAllowedError):
        arrange_upkeep(practice, Upkeep(noora.id), by=noora, months=6)

    arrange_upkeep(practice, Upkeep(noora.id), by=leena, months=6)
    assert practice.steward is noora


def test_any_author_gives_an_owner_to_a_practice_whose_owner_has_gone(petri, noora, jesse):
    practice = written(by=petri)
    petri.suspended_at = clock.now()

    assert practice.wants_owner
    with pytest.raises(NotAllowedError):
        arrange_upkeep(practice, Upkeep(jesse.id), by=jesse, months=6)
    arrange_upkeep(practice, Upkeep(noora.id), by=noora, months=6)

    assert not practice.wants_owner


def test_who_has_gone_becomes_no_owner(petri, noora):
    practice = written(by=petri)
    noora.last_working_day = clock.today() - timedelta(days=1)

    with pytest.raises(InvalidError) as refused:
        arrange_upkeep(practice, Upkeep(noora.id), by=petri, months=6)

    assert refused.value.fields == {"owner": "upkeep.owner_gone"}


def test_an_interval_nobody_offers_is_refused():
    with pytest.raises(InvalidError) as refused:
        Upkeep.parse({"owner": "1", "months": "7"})

    assert refused.value.fields == {"months": "practice.choice_unknown"}


def test_what_is_used_most_and_is_oldest_comes_first(petri, jesse, leena):
    written("Vanha ja käyttämätön", by=petri, days_ago=100)
    used = written("Nuorempi ja käytetty", by=petri, days_ago=60)
    written("Uusi", by=petri)
    make.trial(used, by=jesse, days_ago=9)
    make.trial(used, by=jesse, days_ago=3)
    declare_own_work(used, by=jesse)

    found = reviews(Whose.ALL, seen_by=leena, number=1)

    assert titles(found.items) == ["Nuorempi ja käytetty", "Vanha ja käyttämätön", "Uusi"]
    assert (found.items[0].trials, found.items[0].own_work) == (2, 1)


def test_what_was_verified_in_time_or_is_not_written_waits_for_nobody(petri, leena):
    practice = written(by=petri)
    verify_practice(practice, by=petri, months=6)
    make.practice("Vielä kirjaamatta", by=petri)
    assert reviews(Whose.ALL, seen_by=leena, number=1).total == 0

    practice.review_due = clock.today() - timedelta(days=1)

    assert titles(reviews(Whose.ALL, seen_by=leena, number=1).items) == [practice.title]


def test_the_queue_shows_nobody_what_they_may_not_see(petri, leena):
    hidden = written("Salainen käytäntö", by=petri)
    hidden.audience = Audience.NAMED
    session.flush()

    found = reviews(Whose.ALL, seen_by=leena, number=1)

    assert (found.items, found.total) == ([], 0)
    assert titles(first_reviews(petri, at_most=3)) == ["Salainen käytäntö"]


def test_ones_own_queue_holds_what_one_owns_or_holds(petri, noora):
    practice = written(by=petri)
    written("Toisen käytäntö", by=noora)

    assert titles(first_reviews(petri, at_most=3)) == [practice.title]


def test_the_practices_of_one_who_has_gone_ask_for_an_owner(petri, leena):
    practice = written(by=petri)
    petri.suspended_at = clock.now()
    session.flush()

    assert without_owner(Whose.ALL, seen_by=leena) == [practice]


def test_the_whole_queue_is_for_coordinators_alone(petri):
    leena = make.person("Liisa Laine", Role.COORDINATOR)

    assert Whose.parse("all", by=petri) is Whose.MINE
    assert Whose.parse(None, by=leena) is Whose.ALL


def test_who_is_chosen_as_the_owner_is_told(petri, noora, leena):
    practice = written(by=petri)

    arrange_upkeep(practice, Upkeep(noora.id), by=leena, months=6)
    arrange_upkeep(practice, Upkeep(noora.id, 12), by=leena, months=6)

    told = session.query(Notice.person_id, Notice.kind, Notice.about_id).all()
    assert told == [(noora.id, NoticeKind.OWNER_CHOSEN, practice.id)]
