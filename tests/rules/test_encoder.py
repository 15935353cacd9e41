"""What the model of meanings keeps to, with the real model made from its packaged weights."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest

from kb.foundation.errors import DomainError
from kb.search.encoder import Encoder, Model, State, in_background, load
from kb.search.encoder import rebuild as making
from kb.search.encoder.model import DEFAULT_NAME, E5_PROMPTS, Prompts

CACHE = Path(__file__).parents[2] / "var" / "model"
PATIENCE = 120
# How the vector of "query: miten pidetään viikkopalaveri" begins, by a forward pass in numpy.
REFERENCE = [0.06118, -0.06178, -0.03208, -0.09155, 0.11866, -0.03527, 0.01502, 0.03706]


def no_progress(step, done, total):
    """Tell nobody."""


class CountingVectoriser:
    """A vectoriser small enough to count what is asked of it."""

    def __init__(self):
        self.asked = []

    def encode(self, texts, /, *, prompt, **_):
        self.asked += [prompt + text for text in texts]
        return np.eye(3, dtype=np.float32)[[len(text) % 3 for text in texts]]


@pytest.fixture(scope="session")
def folder():
    """Return the model's folder, made once and kept between runs."""
    given = os.environ.get("KB_MODEL_DIR")
    place = Path(given) if given else CACHE / DEFAULT_NAME
    if not place.is_dir():
        making.rebuild(place, no_progress)
    return place


@pytest.fixture(scope="session")
def encoder(folder):
    return load(str(folder), CACHE)


@pytest.fixture
def counted():
    return CountingVectoriser()


@pytest.fixture
def small(counted):
    return Encoder(counted, name="small@1", dimensions=3, prompts=Prompts("q: ", "p: "))


def test_an_answer_in_other_words_is_nearer_than_another_matter(encoder):
    question = "miten uusi työntekijä pääsee alkuun"
    texts = ["Perehdytyksen ensimmäinen viikko", "Kahvinkeittimen puhdistus"]

    near = encoder.encode_passages(texts) @ encoder.encode_queries([question])[0]

    assert near[0] > near[1]


def test_an_answer_is_found_across_languages(encoder):
    question = "how do I calm down an angry customer"
    texts = ["Suuttuneen asiakkaan rauhoittaminen", "Laskun hyväksyminen"]

    near = encoder.encode_passages(texts) @ encoder.encode_queries([question])[0]

    assert near[0] > near[1]


def test_vectors_are_of_length_one(encoder):
    texts = ["palaveri", "", "\x00\u200b", "\ufdfa" * 50, "a" * 50_000]

    rows = encoder.encode_passages(texts)

    assert rows.shape == (len(texts), encoder.dimensions)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-4)


def test_the_rebuilt_model_gives_the_original_vectors(encoder):
    question = "miten pidetään viikkopalaveri"

    row = encoder.encode_queries([question])[0]

    assert row[: len(REFERENCE)] == pytest.approx(REFERENCE, abs=2e-4)


def test_other_prompts_make_other_vectors_by_another_name(encoder, folder):
    other = load(f"{folder}|search: |text: ", CACHE)

    assert encoder.name != other.name
    assert encoder.name.startswith(folder.name)
    assert (encoder.prompts, other.prompts) == (E5_PROMPTS, Prompts("search: ", "text: "))


def test_no_texts_give_no_rows(small):
    rows = small.encode_passages([])

    assert rows.shape == (0, 3)
    assert small.encode_queries([]).shape == (0, 3)


def test_a_question_asked_again_is_remembered(small, counted):
    small.encode_queries(["aihe"])

    small.encode_queries(["aihe"])
    small.encode_queries(["muu"])

    assert counted.asked == ["q: aihe", "q: muu"]


def test_passages_carry_their_own_prompt(small, counted):
    texts = [f"teksti {number}" for number in range(9)]

    rows = small.encode_passages(texts)

    assert len(rows) == 9
    assert counted.asked == [f"p: {text}" for text in texts]


def test_before_set_up_there_is_no_model(tmp_path):
    assert load("default", tmp_path) is None


def test_importing_the_encoder_loads_no_library():
    code = "import sys, kb.search.encoder; print('torch' in sys.modules)"

    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)  # noqa: S603

    assert told.stdout.strip() == b"False"


def test_a_model_is_absent_until_it_is_ready(small):
    gate = threading.Event()
    model = in_background(lambda: gate.wait(PATIENCE) and small)

    before = (model.state, model.ready())
    gate.set()

    assert before == (State.LOADING, None)
    assert model.wait(PATIENCE) is small
    assert model.state == State.READY


def test_a_model_that_cannot_be_loaded_says_so():
    def fail():
        raise OSError("no such file")

    model = in_background(fail)

    assert model.wait(PATIENCE) is None
    assert model.state == State.FAILED


def test_a_model_that_was_never_made_stays_absent(tmp_path):
    model = Model()

    model.start(lambda: load("default", tmp_path))

    assert model.wait(PATIENCE) is None
    assert model.state == State.ABSENT


def test_altered_weights_are_refused_and_leave_nothing_behind(tmp_path, monkeypatch):
    monkeypatch.setattr(making, "SHA256", "0" * 64)

    with pytest.raises(DomainError, match=r"encoder\.source_altered"):
        making.rebuild(tmp_path / "model", no_progress)

    assert list(tmp_path.iterdir()) == []


def test_without_the_package_set_up_says_what_is_missing(tmp_path, monkeypatch):
    monkeypatch.setattr(making, "PACKAGE", "a_package_nobody_has")

    with pytest.raises(DomainError, match=r"encoder\.source_missing"):
        making.rebuild(tmp_path / "model", no_progress)

    assert list(tmp_path.iterdir()) == []
