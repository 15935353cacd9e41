"""What the model of meanings keeps to, with the real model made from its packaged weights."""

import os
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from kb.foundation.errors import DomainError
from kb.search.encoder import Encoder, Model, State, in_background, load
from kb.search.encoder import rebuild as making
from kb.search.encoder.model import DEFAULT_NAME, E5_PROMPTS, NO_PROMPTS, Prompts
from kb.search.encoder.packaged import WEIGHTS
from kb.search.encoder.pieces import Pieces
from kb.search.encoder.q4 import Weights

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
    place = (Path(given) if given else CACHE) / DEFAULT_NAME
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

    assert row[: len(REFERENCE)] == pytest.approx(REFERENCE, abs=2e-3)


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


def test_a_question_is_read_as_a_text_too_and_both_are_remembered(small, counted):
    small.encode_question("aihe")

    small.encode_question("aihe")

    assert counted.asked == ["q: aihe", "p: aihe"]


def test_where_both_are_read_alike_once_is_enough(counted):
    alike = Encoder(counted, name="alike", dimensions=3, prompts=NO_PROMPTS)

    asked, stated = alike.encode_question("aihe")

    assert asked is stated
    assert counted.asked == ["aihe"]


def test_passages_carry_their_own_prompt(small, counted):
    texts = [f"teksti {number}" for number in range(9)]

    rows = small.encode_passages(texts)

    assert len(rows) == 9
    assert counted.asked == [f"p: {text}" for text in texts]


def test_before_set_up_there_is_no_model(tmp_path):
    assert load("default", tmp_path) is None


def test_the_default_model_needs_no_pytorch(folder):
    code = (
        "import sys; from pathlib import Path; from kb.search.encoder import load;"
        f"load({str(folder)!r}, Path()).encode_queries(['mitä']);"
        "print({'torch', 'sentence_transformers', 'tokenizers', 'onnx'} & set(sys.modules))"
    )

    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)  # noqa: S603

    assert told.stdout.strip() == b"set()"


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


@pytest.fixture(scope="session")
def weights(folder):
    return Weights.read(folder / WEIGHTS)


@pytest.fixture(scope="session")
def pieces(folder, weights):
    return Pieces(folder, unknown=weights.vocabulary.unknown)


@pytest.fixture(scope="session")
def library(weights):
    """Return what the library makes of the same vocabulary."""
    known = weights.vocabulary
    scored = list(zip(known.pieces(), known.scores.tolist(), strict=True))
    made = Tokenizer(models.Unigram(scored, known.unknown, byte_fallback=False))
    made.normalizer = normalizers.NFKC()
    made.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always", split=False)
    return made


@pytest.mark.parametrize(
    "text",
    [
        "Hiljaiselle asiakkaalle soitetaan kerran viikossa, ei useammin.",
        "How do I calm down an angry customer? Don't!",
        "Työnohjauskeskusteluryhmäläiselle £€½ ﬁ 12,50 % – ”niin”",
        "漢字 かな テスト 👩👧 \U00013000\U00013001 loppu",
        "x\u00a0y a\u3000b \ufdfa",
        "",
        "a" * 300,
    ],
)
def test_a_text_is_cut_into_the_pieces_the_library_cuts_it_into(pieces, library, text):
    assert pieces.numbers_of(text) == library.encode(text).ids


def test_marks_in_a_text_are_read_as_text(pieces, weights):
    told = pieces.numbers_of("<s> </s> <pad> <unk> <mask>")

    known = weights.vocabulary
    assert not {known.begin, known.end, known.padding} & set(told)


def test_a_text_longer_than_the_model_reads_is_cut(encoder):
    text = "sana " * 600

    rows = encoder.encode_passages([text + "alku", text + "loppu"])

    assert np.array_equal(rows[0], rows[1])


@pytest.fixture(scope="session")
def other_folder(tmp_path_factory):
    """Return a sentence-transformers folder: a model of two small layers that knows nothing."""
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - with PyTorch: seconds
    from sentence_transformers.sentence_transformer import modules  # noqa: PLC0415
    from transformers import BertConfig, BertModel, BertTokenizerFast  # noqa: PLC0415

    place = tmp_path_factory.mktemp("models") / "small-bert"
    (place / "words").mkdir(parents=True)
    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "hei", "moi", "asiakas", "palaveri"]
    (place / "words" / "vocab.txt").write_text("\n".join(words))
    config = BertConfig(
        vocab_size=len(words),
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
    )
    BertModel(config).save_pretrained(place / "bert")
    BertTokenizerFast(str(place / "words" / "vocab.txt")).save_pretrained(place / "bert")
    bert = modules.Transformer(str(place / "bert"))
    pooled = modules.Pooling(16)
    SentenceTransformer(modules=[bert, pooled], device="cpu").save(str(place / "made"))
    return place / "made"


def test_any_other_model_comes_through_sentence_transformers(other_folder):
    texts = ["hei", "moi asiakas palaveri", "asiakas", "palaveri hei hei hei moi", "moi"]

    other = load(str(other_folder), CACHE)
    rows = other.encode_passages(texts)

    assert rows.shape == (5, 16)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-4)
    alone = np.concatenate([other.encode_passages([text]) for text in texts])
    assert np.allclose(rows, alone, atol=1e-5)
    assert other.prompts == Prompts("", "")
