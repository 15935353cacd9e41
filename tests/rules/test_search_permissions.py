"""While who may see what changes, nobody finds what they may not see at that very moment."""

from random import Random
from threading import Event, Thread

import pytest
from sqlalchemy import select

from kb.foundation import clock, outbox
from kb.foundation.db import begin_reading, reading, session, unit_of_work
from kb.identify.carriers.models import CarrierReason
from kb.people.models import Person
from kb.people.queries import is_here
from kb.practices.models import Practice
from kb.practices.queries import visible_to
from kb.reactions import DELIVERIES
from kb.search.forms import Question
from kb.search.index.visibility import findable_by
from kb.search.models import Document, Found
from kb.search.results.page import results_of
from support import make
from support.readers import change_audience, one_of, open_or_close

WORDS = ("asiakas", "hiljainen asiakas", "quiet customer", "marjatta", "matkalasku")
ROUNDS = 25


@pytest.fixture
def readers(petri, marjatta, aino, jesse, leena):
    """A house at work: three know something about customers, a pair meets, three look."""
    for number in range(12):
        holder = (petri, marjatta, aino)[number % 3]
        make.practice(f"Hiljainen asiakas, tapa {number}", by=holder)
    make.talk(make.agreed_pair(petri, marjatta))
    make.note("Asiakas on hiljaa", by=aino)
    session.commit()
    begin_reading()
    return [one.id for one in (aino, jesse, leena)]


@pytest.mark.parametrize("seed", [1, 2])
def test_results_hold_only_what_one_may_see_at_that_moment(readers, either_way, seed):
    outbox.drain(DELIVERIES)
    over, troubles, shown = Event(), [], []
    changing = Thread(target=lambda: keep_changing(Random(seed), over, troubles))  # noqa: S311
    looking = [Thread(target=look, args=(one, troubles, shown)) for one in readers]

    for thread in (changing, *looking):
        thread.start()
    for thread in looking:
        thread.join()
    over.set()
    changing.join()

    assert troubles == []
    assert len(set(shown)) > 1  # some was there at one moment and not at another


def keep_changing(random, over, troubles):
    """Change audiences, readers, doors and carriers, and suspend people, until it is over."""
    try:
        while not over.is_set():
            with unit_of_work():
                random.choice(CHANGES)(random)
    except Exception as trouble:  # noqa: BLE001 - told by the test's own thread
        troubles.append(repr(trouble))
    finally:
        session.remove()


def look(number, troubles, shown):
    """Search again and again as one person."""
    try:
        for turn in range(ROUNDS):
            with reading():
                me = session.get(Person, number)
                results = results_of(Question(WORDS[turn % len(WORDS)]), seen_by=me)
                troubles += wrongly_shown(results, me)
                shown.append(results.fitting)
    except Exception as trouble:  # noqa: BLE001 - told by the test's own thread
        troubles.append(repr(trouble))
    finally:
        session.remove()


def wrongly_shown(results, me):
    """Return what is on the page of results and should not be, by the same transaction."""
    cards = (*results.cards, *results.closest)
    documents = set(session.scalars(select(Document.id).where(findable_by(me))))
    practices = set(session.scalars(select(Practice.id).where(visible_to(me))))
    here = set(session.scalars(select(Person.id).where(is_here())))
    reasons = [reason.practice.id for one in results.people for reason in one.reasons]
    carried = [practice.id for one in results.named for practice in one.practices]
    people = [one.person.id for one in (*results.people, *results.named)]
    return [
        *(card.hit.entry.id for card in cards if card.hit.entry.id not in documents),
        *(one for one in [*reasons, *carried, *practices_on(cards)] if one not in practices),
        *(number for number in people if number not in here),
        *([results.fitting] if results.fitting > len(documents) else []),
    ]


def practices_on(cards):
    entries = [card.hit.entry for card in cards]
    return [entry.thing_id for entry in entries if entry.kind is Found.PRACTICE]


def suspend_or_welcome(random):
    one_of(random, Person).suspended_at = random.choice([None, clock.now()])


def hide_or_show(random):
    one_of(random, CarrierReason).hidden = random.choice([False, True])


CHANGES = (change_audience, open_or_close, suspend_or_welcome, hide_or_show)
