"""The generated organisation is a house like any other, only larger."""

from collections import Counter
from itertools import product

import pytest
from sqlalchemy import select

from kb.foundation.db import session
from kb.foundation.outbox import Outbox
from kb.people.models import Person
from kb.practices.models import Audience, Practice
from kb.search import meaning
from kb.search.actions import rebuild
from kb.search.forms import Question
from kb.search.index.lexical import WORDS
from kb.search.index.sentences import best_sentence
from kb.search.models import Document, Found, Passage
from kb.search.queries import find
from kb.search.suggestions.beginnings import BEGINNINGS
from kb.stages.evidence import Stage, stages_of
from support.drawn import Words, drawn_model
from support.organisation import READER, SEES_ALL, Organisation
from support.told import MODEL
from support.visiting import Visitor

PRACTICES = 80
SYLLABLES = {
    "fi": (
        ("ka", "sa", "ta", "pa", "ma", "la", "na"),
        ("tti", "kko", "ppa", "lla", "ssa", "rra"),
    ),
    "en": (
        ("bri", "cro", "dra", "flo", "gra", "plo", "sta"),
        ("ck", "nd", "ng", "rt", "sk", "st"),
    ),
}


@pytest.fixture
def organisation(app):
    words = {name: words_of(*syllables) for name, syllables in SYLLABLES.items()}
    Organisation(words).live(PRACTICES)


def words_of(beginnings, endings):
    made = ("".join(parts) for parts in product(beginnings, beginnings, beginnings, endings))
    return Words(tuple((word, f"{word}n") for word in made))


def test_practices_have_come_to_every_stage(organisation):
    numbers = session.scalars(select(Practice.id)).all()

    found = Counter(stages_of(numbers).values())

    assert set(found) == set(Stage)
    assert found.total() == PRACTICES


def test_what_is_found_of_it_is_what_the_house_itself_would_find(organisation):
    before = found_by()

    rebuild(lambda: None)

    assert [one.payload for one in session.scalars(select(Outbox))] == []
    assert (
        session.scalars(select(Document.id).where(Document.embedded_with != MODEL)).all() == []
    )
    assert found_by() == before


def found_by():
    tables = WORDS.c, [BEGINNINGS.c[name] for name in ("rowid", "title", "situation")]
    return [session.execute(select(*columns).order_by("rowid")).all() for columns in tables]


@pytest.mark.usefixtures("all_pages")
def test_a_practice_is_found_by_its_title_and_opens(app, organisation):
    practice = session.scalar(
        select(Practice).where(
            Practice.opened_at.is_not(None), Practice.audience == Audience.EVERYONE
        )
    )
    reader = session.scalar(select(Person).where(Person.name == READER))

    hits = find(Question(practice.title), seen_by=reader).hits

    assert (Found.PRACTICE, practice.id) in {hit.entry[1:3] for hit in hits}
    assert practice.title in Visitor(app, READER).read(f"/practices/{practice.slug}")


def test_some_of_it_is_hidden_from_the_reader_and_nothing_from_who_sees_all(organisation):
    def seen(name):
        who = session.scalar(select(Person).where(Person.name == name))
        with meaning.meant_with(drawn_model(MODEL)):
            found = find(Question("kasatti brobrack"), seen_by=who, at_most=10_000).hits
        return {hit.entry.thing_id for hit in found if hit.entry.kind is Found.PRACTICE}

    assert seen(READER) < seen(SEES_ALL)
    assert len(seen(SEES_ALL)) == PRACTICES


def test_what_every_text_says_can_be_compared_sentence_by_sentence(organisation):
    question = drawn_model(MODEL).encode_queries(["kasatti"])[0]

    told = session.execute(select(Passage.text, Passage.sentences)).all()

    closest = [best_sentence(text, sentences, question) for text, sentences in told]
    assert any(closest)
    assert all(one in text for one, (text, _) in zip(closest, told, strict=True) if one)
    assert all(one == one.strip() for one in closest if one)
