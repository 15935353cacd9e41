"""What is kept in memory of the index, renewed text by text, is what reading it whole gives."""

from random import Random

import numpy as np
import pytest
from sqlalchemy import delete, select

from kb.foundation import outbox
from kb.foundation.db import reading, session, unit_of_work
from kb.people.models import Person
from kb.practices.models import Audience, Practice, PracticeReader
from kb.reactions import DELIVERIES
from kb.search import meaning
from kb.search.actions import keep
from kb.search.encoder.yardstick import yardstick_of
from kb.search.forms import Question
from kb.search.index import catalogue, corpora
from kb.search.index.catalogue import catalogue_at
from kb.search.index.changes import changes, touched
from kb.search.index.corpora import corpus_of, open_vectors
from kb.search.index.readers import among, seen_of
from kb.search.index.texts import Findable
from kb.search.models import Document, Found, Passage
from kb.search.queries import find
from kb.share.pairings.models import Pairing
from support import make
from support.readers import change_audience, one_of, open_or_close
from support.rows import rows_read
from support.toy_model import toy_model

ROUNDS = 20


@pytest.fixture
def people(petri, marjatta, aino, leena):
    """Some practices, a pair that meets, advice; everything has its vectors."""
    for number in range(6):
        holder = (petri, marjatta)[number % 2]
        make.practice(f"Hiljainen asiakas, tapa {number}", by=holder)
    make.talk(make.agreed_pair(petri, aino))
    make.note("Asiakas on hiljaa", by=aino)
    session.commit()
    with meaning.meant_with(toy_model()):
        outbox.drain(DELIVERIES)
        yield [None, *(one.id for one in (petri, marjatta, aino, leena))]


@pytest.mark.parametrize("seed", [1, 2])
def test_what_is_renewed_is_what_would_be_read_whole(people, monkeypatch, seed):
    random = Random(seed)  # noqa: S311
    for _ in range(ROUNDS):
        with unit_of_work():
            random.choice(CHANGES)(random)
        if random.random() < 0.7:
            outbox.drain(DELIVERIES)

        with reading():
            renewed = everything(people)
            with monkeypatch.context() as anew:
                anew.setattr(catalogue, "_catalogues", {})
                anew.setattr(corpora, "_kept", {})
                whole = everything(people)

        for ours, expected in zip(renewed, whole, strict=True):
            np.testing.assert_allclose(ours, expected, atol=1e-5)


def everything(people):
    """Return what can be found, who may find it, every passage's closeness, whose it is."""
    now, encoder = changes(), meaning.encoder()
    every = catalogue_at(now)
    for number in people:
        person = session.get(Person, number) if number else None
        assert (seen_of(person, every, now) == among(person, every)).all()
    corpus = corpus_of(encoder.name, yardstick_of(encoder), every, now)
    rows = corpus.rows_of(np.arange(len(every.documents)))
    cosines = corpus.cosines(encoder.encode_queries(["hiljainen asiakas"])[0])
    yield from (every.documents, every.kinds, every.things, every.languages == "fi")
    yield from (corpus.passages[rows], corpus.places[rows], corpus.means, cosines[rows])
    kept = select(Passage.id, Passage.document_id).where(Passage.model == encoder.name)
    there = session.execute(kept.order_by(Passage.document_id, Passage.id)).all()
    assert there == list(
        zip(corpus.passages[rows], every.documents[corpus.places[rows]], strict=True)
    )


def test_only_what_was_touched_is_read_anew(people):
    with reading():
        before = changes()
    with unit_of_work():
        one_of(Random(1), Practice).audience = Audience.NAMED  # noqa: S311

    with reading():
        anew = touched(before, changes(), "texts", "readers", "passages")

    assert len(anew) == 1


def test_what_nobody_remembers_is_read_whole(people):
    with reading():
        now = changes()
    never = now._replace(texts=now.texts - 1)

    assert touched(never, now, "texts") is None


def test_what_was_opened_beside_is_read_by_no_question(people, monkeypatch):
    monkeypatch.setattr(corpora, "_kept", {})
    encoder = meaning.encoder()

    open_vectors(encoder.name, yardstick_of(encoder))

    with reading():
        session.connection()
        with rows_read() as asked:
            findings = find(Question("Hiljainen asiakas"), seen_by=None)
    assert findings.meant
    assert not any("search_passage.vector" in statement for statement in asked)


def rewrite(random):
    """Let a practice be told in other words, in one language or two."""
    number = one_of(random, Practice).id
    languages = random.choice([("fi",), ("en",), ("fi", "en")])
    body = f"Soitan {random.randrange(99)} kertaa. Kerron havainnon."
    texts = [Findable(Found.PRACTICE, number, one, "Soitto", body) for one in languages]
    keep(Found.PRACTICE, number, texts)


def begin(random):
    make.practice(f"Laskun läpikäynti {random.random()}", by=one_of(random, Person))


def forget(random):
    session.delete(one_of(random, Document))


def name_nobody(random):
    number = one_of(random, Practice).id
    session.execute(delete(PracticeReader).where(PracticeReader.practice_id == number))


def hand_on(random):
    one_of(random, Practice).steward_id = one_of(random, Person).id


def pair_otherwise(random):
    pairing = one_of(random, Pairing)
    pairing.mentor_id, pairing.learner_id = pairing.learner_id, one_of(random, Person).id


def undo(random):
    """Read what is about to be undone, so that it may be remembered."""
    with session.begin_nested() as undone:
        begin(random)
        catalogue_at(changes())
        undone.rollback()


CHANGES = (
    rewrite,
    begin,
    forget,
    change_audience,
    open_or_close,
    name_nobody,
    hand_on,
    pair_otherwise,
    undo,
)
