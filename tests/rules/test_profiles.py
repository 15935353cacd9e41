"""What people offer and wish: only what they can do, only what they see, gone at one word."""

from datetime import date

import pytest

from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import DomainError, InvalidError, NotFoundError
from kb.practices.models import Area, Audience
from kb.share.means import GoalKind, Means
from kb.share.pairings.states import PairingState
from kb.share.profiles.actions import exclude, include_again, withdraw_offer, withdraw_wish
from kb.share.profiles.forms import Offer, Wish
from kb.share.profiles.kinds import PAIR_GOALS, PAIR_MEANS, Half, means_of_a_pair
from kb.share.profiles.models import OfferedPractice, WantedPractice
from kb.share.profiles.queries import (
    excluded_by,
    excluded_pairs,
    practices_to_offer,
    practices_to_wish,
    profile_of,
    wish_of,
)
from support import make


def read(form, kind):
    """Read what a browser sends: a list of values for each name."""
    return kind.parse({name: some[0] for name, some in form.items()}, lambda n: form.get(n, []))


def test_only_what_one_can_do_can_be_offered(marjatta, petri):
    mine = make.practice(by=marjatta)
    theirs = make.practice("Laskun läpikäynti", by=petri)

    make.offer(marjatta, mine, capacity=2)

    assert [one.title for one in profile_of(marjatta).practices] == [mine.title]
    assert practices_to_offer(marjatta) == [mine]
    with pytest.raises(NotFoundError, match=r"offer\.not_carried"):
        make.offer(marjatta, theirs)


def test_only_what_one_may_see_can_be_wished(jesse, petri):
    hidden = make.practice(by=petri)
    hidden.audience = Audience.NAMED
    session.flush()

    with pytest.raises(NotFoundError, match=r"wish\.practice_unseen"):
        make.wish(jesse, hidden)


def test_what_somebody_offers_stands_first_among_what_can_be_wished(jesse, petri):
    offered = make.practice(by=petri)
    known = make.practice("Laskun läpikäynti", by=petri)
    make.offer(petri, offered)

    assert practices_to_wish(jesse) == ([offered], [known])
    assert practices_to_wish(petri) == ([], [])


def test_a_new_offer_takes_the_place_of_the_old(marjatta):
    first, second = make.practice(by=marjatta), make.practice("Laskun läpikäynti", by=marjatta)
    make.offer(marjatta, first, halves=(Half.MONDAY_MORNING,))

    make.offer(marjatta, second, capacity=3)

    kept = profile_of(marjatta)
    assert (kept.practices, kept.capacity, kept.halves) == ([second], 3, [])


def test_withdrawing_deletes_everything_of_it(marjatta, jesse):
    practice = make.practice(by=marjatta)
    make.offer(marjatta, practice)
    make.wish(jesse, practice)

    withdraw_offer(by=marjatta)
    withdraw_wish(by=jesse)

    assert (profile_of(marjatta), wish_of(jesse)) == (None, None)
    assert session.query(OfferedPractice).count() == 0
    assert session.query(WantedPractice).count() == 0


def test_an_exclusion_is_found_for_its_author_alone(jesse, petri):
    exclude(petri, by=jesse)
    exclude(petri, by=jesse)

    assert excluded_by(jesse) == [petri]
    assert excluded_by(petri) == []
    assert excluded_pairs() == {frozenset((jesse.id, petri.id))}

    include_again(petri, by=jesse)
    assert excluded_pairs() == set()


def test_nobody_leaves_themselves_out(jesse):
    with pytest.raises(DomainError, match=r"exclusion\.yourself"):
        exclude(jesse, by=jesse)


def test_an_offer_is_read_whole():
    form = {
        "capacity": ["2"],
        "practices": ["7", "7", "x"],
        "languages": ["en", "fi", "sv"],
        "halves": ["fri_pm", "mon_am"],
        "means": ["covering", "study_circle"],
        "takes_new": ["yes"],
    }

    offer = read(form, Offer)

    assert offer == Offer(
        2, (7,), ("fi", "en"), ("mon_am", "fri_pm"), ("covering",), takes_new=True
    )


@pytest.mark.parametrize("capacity", ["", "0", "10", "-1", "kaksi"])
def test_an_offer_says_for_how_many(capacity):
    form = {"capacity": [capacity], "practices": ["7"], "languages": ["fi"]}

    with pytest.raises(InvalidError) as refused:
        read(form, Offer)

    assert refused.value.fields == {"capacity": "offer.capacity_needed"}


def test_an_offer_says_what_and_in_which_language_and_pauses_ahead():
    form = {"capacity": ["1"], "pause": ["2001-01-01"]}

    with pytest.raises(InvalidError) as refused:
        read(form, Offer)

    assert set(refused.value.fields) == {"practices", "languages", "pause"}


def test_a_wish_has_a_goal_for_two_and_something_to_learn():
    with pytest.raises(InvalidError) as refused:
        read({"goal_kind": ["agree_common"], "languages": ["fi"]}, Wish)

    assert set(refused.value.fields) == {"goal", "goal_kind", "area"}


def test_an_area_is_enough_to_wish_for():
    form = {"goal": [" Vedän  yksin "], "goal_kind": ["do_alone"], "languages": ["fi"]}

    wish = read({**form, "area": ["quality"]}, Wish)

    assert (wish.goal, wish.area, wish.practice_ids) == ("Vedän yksin", Area.QUALITY, ())


def test_a_goal_is_not_longer_than_a_pairs_goal():
    form = {"goal": ["a" * 301], "goal_kind": ["do_alone"], "languages": ["fi"]}

    with pytest.raises(InvalidError) as refused:
        read({**form, "area": ["quality"]}, Wish)

    assert refused.value.fields == {"goal": "pairing.goal_too_long"}


def test_every_goal_for_two_has_means_for_two():
    assert GoalKind.AGREE_COMMON not in PAIR_GOALS
    assert means_of_a_pair(GoalKind.KNOW_WHERE) == (Means.GUIDANCE,)
    assert all(set(means_of_a_pair(one)) <= set(PAIR_MEANS) for one in PAIR_GOALS)


def test_a_pause_ends_by_itself(marjatta):
    offer = make.offer(marjatta, make.practice(by=marjatta), paused_until=clock.today())

    assert offer.is_available(clock.today())
    assert not offer.is_available(clock.days_ago(1).date())


@pytest.mark.parametrize("pause", [{"takes_new": False}, {"paused_until": date(2199, 1, 1)}])
def test_who_takes_none_any_more_has_answered_what_waited_for_them(petri, noora, pause):
    make.offer(petri, capacity=2)
    waiting = make.proposed_pair(petri, noora, by=noora)
    assert waiting.state is PairingState.PROPOSED

    make.offer(petri, capacity=2, **pause)

    assert waiting.state is PairingState.DECLINED
