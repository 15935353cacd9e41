"""What a question's closeness is measured by, in the vectors of one model."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kb.search.encoder import Encoder
from kb.search.encoder.questions import ELSEWHERE, LANGUAGES, ORDINARY
from kb.search.language.analysis import detect_language

Vectors = NDArray[np.float32]

FACT = 0.5  # of what questions share, so much is taken from one for a fact
STATED = 0.15  # so much of a question is read as if it were a text itself
SOME, WEIGHT = 5, 1.8  # matters elsewhere that a question is compared with, and how much


@dataclass(frozen=True)
class Yardstick:
    """By language: the mean of ordinary questions, and matters that lead elsewhere."""

    ordinary: Mapping[str, Vectors]
    elsewhere: Mapping[str, Vectors]
    dimensions: int

    @property
    def codes(self) -> Sequence[str]:
        """Return the languages in the order of their codes."""
        return sorted(self.ordinary)

    def without_shared(self, raw: Vectors, language: str, share: float = 1) -> Vectors:
        """Return questions at length one, without what questions of their language share."""
        return unit(raw - share * self.ordinary[language])


@dataclass(frozen=True)
class Meant:
    """What a question means, and how close it comes to matters that lead elsewhere.

    Less all that makes it a question it tells which matter it is about; a sentence that holds
    the ``fact`` it asks for resembles it as a question, too. Both are read as a question and, a
    little, as a text would be: what names a matter is near to its text in that way as well,
    above all across languages.
    """

    vector: Vectors
    fact: Vectors
    elsewhere: float


_kept: dict[str, Yardstick] = {}


def yardstick_of(encoder: Encoder, folder: Path | None = None) -> Yardstick:
    """Return the yardstick in this model's vectors: made once, and kept in ``folder``."""
    if encoder.name not in _kept:
        _kept[encoder.name] = _read(encoder, folder) if folder else _made(encoder)
    return _kept[encoder.name]


def meant_by(text: str, encoder: Encoder, shared: Vectors) -> Meant:
    """Return what a question means, less what all questions of its language share.

    From the question read as a text is taken what the texts of its language share: a row of
    ``shared`` for each language.
    """
    yardstick, language = yardstick_of(encoder), detect_language(text)
    asked, told = encoder.encode_question(text)
    stated = unit(told - shared[yardstick.codes.index(language)])

    def with_stated(question: Vectors) -> Vectors:
        return unit((1 - STATED) * question + STATED * stated)

    vector = with_stated(yardstick.without_shared(asked, language))
    closest = np.sort(yardstick.elsewhere[language] @ vector)[-SOME:]
    fact = with_stated(yardstick.without_shared(asked, language, FACT))
    return Meant(vector, fact, WEIGHT * float(closest.mean()))


def unit(vectors: Vectors) -> Vectors:
    """Return the vectors at length one."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    scaled: Vectors = vectors / np.maximum(lengths, np.finfo(np.float32).tiny)
    return scaled


def _read(encoder: Encoder, folder: Path) -> Yardstick:
    """Return what an earlier process made of the same questions with the same model."""
    asked = repr((encoder.name, ORDINARY, ELSEWHERE)).encode()
    file = folder / f"yardstick-{hashlib.sha256(asked).hexdigest()[:16]}.npy"
    if not file.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        made = file.with_suffix(".made.npy")
        np.save(made, _encoded(encoder))
        made.replace(file)
    return _measured(np.load(file))


def _made(encoder: Encoder) -> Yardstick:
    return _measured(_encoded(encoder))


def _encoded(encoder: Encoder) -> Vectors:
    told = [one for asked in (ORDINARY, ELSEWHERE) for texts in asked.values() for one in texts]
    return encoder.encode_queries(told)


def _measured(vectors: Vectors) -> Yardstick:
    """Part the vectors: ordinary questions and matters elsewhere, each by language."""
    sizes = [len(asked[language]) for asked in (ORDINARY, ELSEWHERE) for language in LANGUAGES]
    parts = np.split(vectors, np.cumsum(sizes)[:-1])
    ordinary, elsewhere = parts[: len(LANGUAGES)], parts[len(LANGUAGES) :]
    means = {
        language: part.mean(axis=0) for language, part in zip(LANGUAGES, ordinary, strict=True)
    }
    dimensions = vectors.shape[1]
    shared = Yardstick(means, {}, dimensions)
    matters = {
        language: shared.without_shared(part, language)
        for language, part in zip(LANGUAGES, elsewhere, strict=True)
    }
    return Yardstick(means, matters, dimensions)
