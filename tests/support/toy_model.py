"""A model of meanings small enough for tests: words that mean the same point the same way."""

import zlib

import numpy as np

from kb.search.encoder import Encoder
from kb.search.encoder.model import Prompts
from kb.search.language import analysis

DIMENSIONS = 64
SAME = {
    "hiljainen": "silence",
    "vaieta": "silence",
    "quiet": "silence",
    "mykistyä": "silence",
    "asiakas": "customer",
    "customer": "customer",
    "ostaja": "customer",
    "matkalasku": "travel",
    "matka": "travel",
    "lento": "travel",
}


class ToyVectoriser:
    """Points in the direction of every word's meaning, the same in all languages."""

    def encode(self, texts, /, **_):
        rows = np.array([self.meaning_of(text) for text in texts], dtype=np.float32)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    def meaning_of(self, text):
        words = [SAME.get(lemma, lemma) for lemma in analysis.content_lemmas(text)]
        return sum((direction(word) for word in words), start=direction("a text") * 0.3)


def direction(word):
    random = np.random.default_rng(zlib.crc32(word.encode()))
    return random.standard_normal(DIMENSIONS)


def toy_model(vectoriser=None, name="toy@1"):
    return Encoder(
        vectoriser or ToyVectoriser(),
        name=name,
        dimensions=DIMENSIONS,
        prompts=Prompts("q: ", "p: "),
    )
