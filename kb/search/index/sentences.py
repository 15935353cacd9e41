"""A passage's sentences with a vector each, so that a result shows the one that answers best.

They are kept beside the passage as one value: where each sentence stands in its text, and its
vector in eight bits, which tells sentences of one passage apart as well as the whole vector.
"""

import re
from collections.abc import Iterator, Sequence

import numpy as np

from kb.search.encoder.yardstick import Vectors, unit
from kb.search.index.passages import sentences_of
from kb.search.index.texts import HEADING
from kb.search.models import Document

Span = tuple[int, int]

MOST = 127  # of a whole number in eight bits
FEWEST_WORDS = 3  # less is hardly an answer


def sentences_in(document: Document) -> list[str]:
    """Return every sentence of a text in order, headings left out."""
    lines = [line for line in document.body.splitlines() if not line.startswith(HEADING)]
    return list(sentences_of("\n".join([document.readers_words, *lines])))


def spans_in(passage: str, sentences: Sequence[str]) -> list[Span]:
    """Return where the sentences of a passage stand; none if it has but one.

    A passage is a run of its text's sentences, after "title > heading: " or alone.
    """
    runs = (list(run) for run in _runs(passage, sentences))
    spans = next((run for run in runs if run[-1][1] == len(passage)), [])
    told = [span for span in spans if len(passage[slice(*span)].split()) >= FEWEST_WORDS]
    return told if len(told) > 1 else []


def pack(spans: Sequence[Span], vectors: Vectors) -> bytes:
    """Return the sentences of a passage as one value to keep."""
    packed = np.empty(len(spans), dtype=_layout(vectors.shape[1]))
    packed["start"], packed["end"] = np.transpose(spans)
    largest = np.abs(vectors).max(axis=1, keepdims=True)
    packed["vector"] = np.rint(vectors / largest * MOST)
    return packed.tobytes()


def best_sentence(text: str, packed: bytes | None, query_vector: Vectors) -> str | None:
    """Return the sentence of a passage that comes closest to a question; None if it is one."""
    if not packed:
        return None
    closeness = vectors_in(packed, len(query_vector)) @ query_vector
    best = np.frombuffer(packed, dtype=_layout(len(query_vector)))[int(closeness.argmax())]
    return text[best["start"] : best["end"]]


def vectors_in(packed: bytes, dimensions: int) -> Vectors:
    """Return the vectors of a passage's sentences, or of several joined, of length one."""
    kept = np.frombuffer(packed, dtype=_layout(dimensions))["vector"].astype(np.float32)
    return unit(kept)


def count_in(packed: bytes, dimensions: int) -> int:
    """Count the sentences of a passage."""
    return len(packed) // _layout(dimensions).itemsize


def _runs(passage: str, sentences: Sequence[str]) -> Iterator[Iterator[Span]]:
    begins = [0, *(place.end() for place in re.finditer(": ", passage))]
    for at in begins:
        for number, sentence in enumerate(sentences):
            if passage.startswith(sentence, at):
                yield _following(passage, at, sentences[number:])


def _following(passage: str, at: int, sentences: Sequence[str]) -> Iterator[Span]:
    for sentence in sentences:
        if not passage.startswith(sentence, at):
            return
        yield at, at + len(sentence)
        at += len(sentence) + 1


def _layout(dimensions: int) -> np.dtype[np.void]:
    return np.dtype([("start", "<u4"), ("end", "<u4"), ("vector", "i1", (dimensions,))])
