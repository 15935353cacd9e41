"""One model follows another: what was found by meaning is found at every moment between."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from kb.foundation import clock, outbox
from kb.foundation.db import begin_writing, session
from kb.reactions import DELIVERIES
from kb.search import meaning
from kb.search.embedding import EMBED, SENTENCES, embed_documents, embed_sentences
from kb.search.forms import Question
from kb.search.models import Adopted, Document, Found, Passage
from kb.search.queries import find
from kb.search.renewal import (
    NOTICED,
    RENEW,
    Renewal,
    adopt,
    is_settled,
    renewal,
    serving,
    settle,
)
from support import make
from support.toy_model import toy_model
from support.waiting import count_waiting

SILENT, TRAVEL = "Hiljaisen asiakkaan herättäminen", "Matkalaskun hyväksyminen"
FORMER, NEXT = toy_model(name="former@1"), toy_model(name="next@1")


@pytest.fixture
def read_by_the_former(petri):
    """Two practices that the model in use has read."""
    make.practice(SILENT, by=petri)
    make.practice(TRAVEL, by=petri)
    with meaning.meant_with(FORMER):
        adopt("former", FORMER.name)
        work()


@pytest.fixture
def changing(read_by_the_former):
    """Another model was chosen, and the worker has both at hand."""
    with meaning.meant_with(FORMER, following=NEXT):
        adopt("next", NEXT.name)
        yield


def work(at_most=None):
    """Do what the worker does, or the beginning of it."""
    session.commit()
    left = [at_most or 100]

    def counted(deliver):
        def one(batch):
            deliver(batch)
            left[0] -= len(batch)

        return one

    deeds = {kind: counted(deliver) for kind, deliver in DELIVERIES.items()}
    outbox.drain(deeds, at_most=1, ending=lambda: left[0] <= 0)
    begin_writing()


def found_by_meaning(model):
    """Return the titles that are found in another language, with that model alone."""
    titles = []
    with meaning.meant_with(model):
        for words in ("quiet customer", "lento"):
            hits = find(Question(words), seen_by=None).hits
            near = [hit for hit in hits if hit.passage_id]
            titles += [session.get_one(Document, hit.entry.id).title for hit in near[:1]]
    return titles


def passages_of(model):
    return session.scalar(select(func.count(Passage.id)).where(Passage.model == model.name))


def later():
    return clock.standing_at(clock.now() + NOTICED + timedelta(seconds=1))


def test_the_first_model_serves_at_once(house):
    adopt("former", FORMER.name)

    assert [one.name for one in serving("former")] == [FORMER.name]
    assert renewal() is None
    assert is_settled(FORMER.name)


def test_the_former_serves_until_the_other_has_read_everything(changing):
    steps = []
    while not settle(NEXT.name):
        steps.append((renewal(), [one.name for one in serving("next")]))
        work(at_most=1)

    assert steps == [(Renewal(0, 2), [FORMER.name]), (Renewal(1, 2), [FORMER.name])]
    assert renewal() is None
    assert [one.name for one in serving("next")] == [NEXT.name, FORMER.name]


def test_at_every_moment_each_text_is_found_by_meaning(changing):
    found = []
    while not settle(NEXT.name):
        found.append(found_by_meaning(FORMER))
        work(at_most=1)

    assert found == [[SILENT, TRAVEL]] * 2
    assert found_by_meaning(FORMER) == found_by_meaning(NEXT) == [SILENT, TRAVEL]


def test_the_formers_vectors_go_when_every_server_has_noticed(changing):
    work()
    settle(NEXT.name)
    before = passages_of(FORMER)

    with later():
        while not is_settled(NEXT.name):
            settle(NEXT.name)

    assert before > 0
    assert passages_of(FORMER) == 0
    assert session.scalars(select(Adopted.name)).all() == [NEXT.name]
    assert found_by_meaning(NEXT) == [SILENT, TRAVEL]


def test_what_is_worded_anew_meanwhile_is_read_by_both_and_first(changing, petri):
    make.practice("Ostajan kutsuminen", by=petri)

    work(at_most=1)

    assert count_waiting() == 0
    assert renewal() == Renewal(1, 3)
    newest = select(Passage.model).join(Document).where(Document.title == "Ostajan kutsuminen")
    assert set(session.scalars(newest)) == {FORMER.name, NEXT.name}


def test_going_back_to_the_former_reads_only_what_it_has_not_read(changing):
    work(at_most=1)

    with meaning.meant_with(FORMER):
        adopt("former", FORMER.name)
        again = renewal()
        work()

        assert again == Renewal(1, 2)
        assert settle(FORMER.name)
    assert found_by_meaning(FORMER) == [SILENT, TRAVEL]


def test_how_far_it_is_counts_only_what_one_may_see(changing):
    seen = Document.title == SILENT

    assert renewal(seen) == Renewal(0, 1)


def test_a_worker_that_begins_again_queues_nothing_twice(changing):
    adopt("next", NEXT.name)

    assert outbox.waiting(RENEW) == 2


def test_a_server_changes_over_when_the_other_has_read_everything(changing, app, monkeypatch):
    known = {"former": FORMER, "next": NEXT}
    monkeypatch.setattr(meaning, "load", lambda setting, _models: known[setting])
    chosen = replace(app.extensions["settings"], encoder="next")
    session.commit()

    with meaning.meant_with(None):
        first = meaning.load_serving(chosen)
        seen = meaning.catch_up(chosen)
        work_with_both()
        meaning.catch_up(chosen, seen)

        assert first is FORMER
        assert meaning.encoder() is NEXT


def work_with_both():
    with meaning.meant_with(FORMER, following=NEXT):
        work()
        settle(NEXT.name)
        session.commit()


def test_where_the_former_is_gone_the_other_serves_with_what_it_has_read(
    changing, app, monkeypatch
):
    def only_the_next(setting, models):
        if setting == "former":
            raise OSError("no such folder")
        return NEXT

    monkeypatch.setattr(meaning, "load", only_the_next)
    session.commit()

    with meaning.meant_with(None):
        chosen = replace(app.extensions["settings"], encoder="next")

        assert meaning.load_serving(chosen) is NEXT
        assert meaning.load_following(chosen) is NEXT


def test_where_the_chosen_one_is_not_there_the_former_goes_on(
    read_by_the_former, app, monkeypatch
):
    def only_the_former(setting, models):
        if setting == "next":
            raise OSError("no such folder")
        return FORMER

    monkeypatch.setattr(meaning, "load", only_the_former)
    session.commit()

    with meaning.meant_with(None):
        chosen = replace(app.extensions["settings"], encoder="next")

        assert meaning.load_serving(chosen) is FORMER
        assert meaning.load_following(chosen) is None
        assert meaning.encoders() == [FORMER]


def test_the_worker_changes_the_models_by_itself(changing, app):
    session.commit()

    told = app.test_cli_runner().invoke(args=["work", "--once"])

    assert told.exit_code == 0, told.output
    assert meaning.encoder() is NEXT
    assert found_by_meaning(NEXT) == [SILENT, TRAVEL]


def test_sentences_come_after_everything_that_is_to_be_found(house):
    document = Document(
        kind=Found.PRACTICE,
        thing_id=1,
        language="fi",
        title=TRAVEL,
        body="Matkalasku tehdään heti. Asiakas on hiljaa aamulla.",
        fingerprint="x",
    )
    session.add(document)
    session.flush()
    outbox.post(EMBED, document_id=document.id)
    session.commit()

    with meaning.meant_with(FORMER):
        outbox.drain({EMBED: embed_documents})
        before = list(session.scalars(select(Passage.sentences)))
        session.rollback()
        outbox.drain({SENTENCES: embed_sentences})

    kept = dict(session.execute(select(Passage.text, Passage.sentences)).all())
    assert set(before) == {None}
    assert [text for text, sentences in kept.items() if not sentences] == [TRAVEL]
