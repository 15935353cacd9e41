"""What a question's closeness is measured by, in the vectors of one model."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kb.search.encoder import Encoder
from kb.search.language import detect_language
from kb.search.questions import ELSEWHERE, ORDINARY

Vectors = NDArray[np.float32]


@dataclass(frozen=True)
class Yardstick:
    """By language: the mean of ordinary questions, and the matters of other offices."""

    ordinary: Mapping[str, Vectors]
    elsewhere: Mapping[str, Vectors]
    dimensions: int


@dataclass(frozen=True)
class Meant:
    """What a question means, and how close it comes to the nearest matter elsewhere."""

    vector: Vectors
    elsewhere: float


_kept: dict[str, Yardstick] = {}


def yardstick_of(encoder: Encoder) -> Yardstick:
    """Return the yardstick in this model's vectors, made at its first use."""
    if encoder.name not in _kept:
        _kept[encoder.name] = _made(encoder)
    return _kept[encoder.name]


def meant_by(text: str, encoder: Encoder) -> Meant:
    """Return what a question means, less what all questions of its language share."""
    yardstick, language = yardstick_of(encoder), detect_language(text)
    raw = encoder.encode_queries([text])[0]
    vector = unit(raw - yardstick.ordinary[language])
    return Meant(vector, float((yardstick.elsewhere[language] @ vector).max()))


def unit(vectors: Vectors) -> Vectors:
    """Return the vectors at length one."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    scaled: Vectors = vectors / np.maximum(lengths, np.finfo(np.float32).tiny)
    return scaled


def _made(encoder: Encoder) -> Yardstick:
    means, matters = {}, {}
    for language, questions in ORDINARY.items():
        means[language] = encoder.encode_queries(questions).mean(axis=0)
        matters[language] = unit(encoder.encode_queries(ELSEWHERE[language]) - means[language])
    return Yardstick(means, matters, encoder.dimensions)
