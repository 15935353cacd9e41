"""No byte of any answer tells what is hidden: every address, every format, everybody."""

import os
import random
import re
from collections import defaultdict

import pytest

from support.canaries import Canaries
from support.eavesdropping import (
    ASKING,
    addresses_in_table,
    endpoints_of,
    heard_in,
    known_to_all,
)
from support.guarded import ACTORS
from support.guarded_house import GuardedHouse
from support.tally import told

pytestmark = pytest.mark.xdist_group("canaries")

WHOLE = "WHOLE" in os.environ
SEED = int(os.environ.get("MATRIX_SEED") or random.SystemRandom().randrange(10**6))
A_SHARE, FOLLOWED = 80, 120  # addresses asked by each, of those found, when not the whole is
FEWEST = 200
# What lies in the trash is shown to nobody but where it is put back; yet who wrote it finds it
# among what is kept of them (my data): their own words, wherever those lie.
OF_ONES_OWN = dict.fromkeys(("trash: title", "trash: text"), ("owner", "/my-data/archive"))
# What differs from one answer to the same question to the next.
DRAWN = re.compile(
    rb'(name="csrf_token"|name="once"|name="ticket"|data-ticket|"ticket":)[^>]*?"[^"]+"'
)


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    made = GuardedHouse(tmp_path_factory.mktemp("canaries"), lambda texts: Canaries(texts).all)
    yield made
    made.close()


@pytest.fixture(scope="module")
def addresses(house):
    """Every address there is, and every question for what stands beside a canary."""
    known = known_to_all(house) if WHOLE else known_to_all(house, ["owner"], FOLLOWED)
    words = [one.companion for one in house.beside] + ["kanaria", "seura"]
    return known + [form.replace("{}", word) for form in ASKING for word in words]


def test_nobody_hears_what_is_not_for_them(house, addresses, request):
    asked = addresses if WHOLE else random.Random(SEED).sample(addresses, A_SHARE)  # noqa: S311
    heard = defaultdict(set)
    for actor in ACTORS:
        for address in asked:
            for word in heard_in(house.ask(actor, "GET", address), address):
                heard[word].add((actor, address))

    leaked = {
        one.place: sorted(at for at in heard[one.word] if not may_hear(one, *at))
        for one in house.beside
    }
    leaks = sum(map(len, leaked.values()))
    told(request, requests=len(ACTORS) * len(asked), canaries_heard=leaks)
    assert {place: at for place, at in leaked.items() if at} == {}, f"MATRIX_SEED={SEED}"
    silent = {one.place for one in house.beside if not heard[one.word]} if WHOLE else set()
    assert silent == set()
    assert heard


def may_hear(canary, actor, address):
    is_their_own = OF_ONES_OWN.get(canary.place) == (actor, address)
    return actor in canary.heard_by or is_their_own


def test_it_is_asked_everywhere(house, addresses):
    everything = addresses if WHOLE else [*addresses, *addresses_in_table(house)]

    assert len(endpoints_of(house.app, everything)) >= FEWEST


@pytest.mark.parametrize("actor", ["reader", "outsider", "admin"])
def test_what_is_hidden_is_answered_as_what_was_never_said(house, actor):
    hidden = [one for one in house.beside if actor not in one.heard_by]
    for one in hidden if WHOLE else random.Random(SEED).sample(hidden, 4):  # noqa: S311
        for form in ASKING:
            told_of_it = answer_to(house, actor, form, one.companion)
            never = answer_to(house, actor, form, "seura99qx")
            assert told_of_it == never, (one.place, form)


def answer_to(house, actor, form, word):
    answer = house.ask(actor, "GET", form.replace("{}", word))
    same = DRAWN.sub(b"", answer.data.replace(word.encode(), b"seura"))
    return answer.status_code, same
