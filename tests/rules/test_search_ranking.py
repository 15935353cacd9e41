"""What comes first: wholes against single pieces, words between languages, trust in ties."""

from datetime import timedelta

import numpy as np
import pytest

from kb.foundation import clock, outbox
from kb.foundation.db import begin_writing, session
from kb.practices.trust import Trust
from kb.search import meaning
from kb.search.embedding import EMBED, SENTENCES, embed_documents, embed_sentences
from kb.search.encoder.yardstick import meant_by, unit, yardstick_of
from kb.search.forms import Question
from kb.search.index.vectors import Pieces
from kb.search.models import Document
from kb.search.queries import find
from kb.search.ranking.closeness import CLOSEST, Closeness, closeness_of
from kb.search.ranking.trust import NEW, WORTH
from kb.search.ranking.weighing import WORDS, Words, weighed
from support import make
from support.toy_model import DIMENSIONS, ToyVectoriser, direction, toy_model

PLACES = np.array([0, 1])


@pytest.fixture(params=["words", "meaning"])
def titles(request):
    """Return what asks, by words alone and by meaning too."""

    def asked(question):
        session.commit()
        outbox.drain({EMBED: embed_documents, SENTENCES: embed_sentences})
        begin_writing()
        hits = find(Question(question), seen_by=None).hits
        return [session.get_one(Document, hit.entry.id).title for hit in hits]

    with meaning.meant_with(toy_model() if request.param == "meaning" else None):
        yield asked


def written(title, *, by):
    practice = make.practice(title, by=by, summary="")
    make.document(practice, by=by)
    return practice


def verified(practice, *, by, due_in=30):
    practice.verify(by=by, months=6)
    practice.review_due = clock.today() + timedelta(days=due_in)


def test_of_two_that_answer_as_well_the_verified_one_comes_first(petri, titles):
    written("Asiakkaan tavoite", by=petri)
    verified(written("Tavoite asiakkaan", by=petri), by=petri)

    assert titles("asiakkaan tavoite") == ["Tavoite asiakkaan", "Asiakkaan tavoite"]


def test_one_whose_review_is_overdue_comes_last_but_comes(petri, titles):
    verified(written("Asiakkaan tavoite", by=petri), by=petri, due_in=-1)
    written("Tavoite asiakkaan", by=petri)

    assert titles("asiakkaan tavoite") == ["Tavoite asiakkaan", "Asiakkaan tavoite"]


def test_the_newer_text_comes_first_where_nothing_else_tells(petri, titles):
    with clock.standing_at(clock.days_ago(300)):
        make.document(make.practice("Asiakkaan tavoite", by=petri, summary=""), by=petri)
    make.document(make.practice("Tavoite asiakkaan", by=petri, summary=""), by=petri)

    assert titles("asiakkaan tavoite") == ["Tavoite asiakkaan", "Asiakkaan tavoite"]


def test_what_clearly_answers_better_stays_first_whoever_verified_what(petri, titles):
    verified(written("Asiakkaan tavoite", by=petri), by=petri, due_in=-1)
    verified(written("Asiakkaan lasku", by=petri), by=petri)

    assert titles("asiakkaan tavoite")[0] == "Asiakkaan tavoite"


def test_all_trust_together_weighs_less_than_a_word_that_was_found():
    in_use = [worth for trust, worth in WORTH.items() if trust is not Trust.ARCHIVED]
    most = max(in_use) - min(in_use) + NEW

    assert set(WORTH) == set(Trust)
    assert most < WORDS / 10


def test_the_more_passages_a_text_has_the_more_their_mean_tells():
    short = Pieces(np.zeros(2, dtype=int), np.arange(2), np.array([0.5, 0.1], np.float32))
    long = Pieces(np.ones(12, dtype=int), np.arange(12), np.array([0.5, 0.1] * 6, np.float32))

    found = closeness_of(PLACES, short + long)

    mean, closest = 0.3, 0.5
    for place, count in enumerate((2, 12)):
        expected = (count * mean + CLOSEST * closest) / (count + CLOSEST)
        assert found.cosine[place] == pytest.approx(expected)


def test_a_text_without_vectors_comes_neither_near_nor_far():
    one = Pieces(np.zeros(1, dtype=int), np.array([7]), np.array([0.5], np.float32))

    found = closeness_of(PLACES, one)

    assert found.passage.tolist() == [7, 0]
    assert found.cosine[1] == -np.inf


def scores(*, close, words, languages):
    places = np.arange(len(close))
    share = np.array(words, dtype=float)
    closeness = Closeness(np.array(close, np.float32), places)
    return weighed(Words(places, share, share), closeness, np.array(languages))


def test_words_say_which_text_of_their_language_answers():
    first, second = scores(close=[0.2, 0.25], words=[0.9, 0.0], languages=["fi", "fi"])

    assert first > second


def test_a_few_words_do_not_hide_what_is_closer_in_the_other_language():
    near, other = scores(close=[0.2, 0.35], words=[0.6, 0.0], languages=["fi", "en"])
    alone = 0.2 + WORDS * 0.6

    assert alone > 0.35
    assert other > near


def test_one_language_alone_is_not_levelled():
    first, second = scores(close=[0.2, 0.1], words=[0.5, 0.0], languages=["fi", "fi"])

    assert first == pytest.approx(0.2 + WORDS * 0.5)
    assert second == pytest.approx(0.1)


def test_a_question_is_read_as_a_text_would_be_a_little():
    model = toy_model(ByPrompt(), name="by prompt")
    yardstick = yardstick_of(model)
    nothing = np.zeros((len(yardstick.codes), DIMENSIONS), dtype=np.float32)

    meant = meant_by("hiljainen asiakas", model, nothing)

    asked, told = model.encode_question("hiljainen asiakas")
    as_question = yardstick.without_shared(asked, "fi")
    assert meant.vector @ told > as_question @ told
    assert meant.vector @ as_question > meant.vector @ told


class ByPrompt(ToyVectoriser):
    """A model for which what is asked and what is told point in ways of their own."""

    def encode(self, texts, /, *, prompt):
        return unit(super().encode(texts) + direction(prompt) * 0.1).astype(np.float32)
