"""The model that turns texts into vectors, loaded beside the rest of the house."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from kb.search.encoder.hub import FromHub, fetched
from kb.search.encoder.packaged import Packaged, is_packaged

Vectors = NDArray[np.float32]

DEFAULT = "default"
DEFAULT_NAME = "multilingual-e5-small"
REVISION_FILE = "REVISION"
SAMPLE, SAMPLES = 4_096, 64

LONGEST_TEXT = 4_000
QUERIES_KEPT = 512


class Vectoriser(Protocol):
    """What turns texts into vectors; threads may share it."""

    def encode(self, texts: list[str], /, *, prompt: str) -> Vectors:
        """Return a float32 row of length one for each text, the prompt put before it."""


@dataclass(frozen=True)
class Prompts:
    """What the model wants before a question, and before what may answer it."""

    query: str
    passage: str


E5_PROMPTS = Prompts("query: ", "passage: ")
NO_PROMPTS = Prompts("", "")


class Encoder:
    """A loaded model; safe to share between threads."""

    def __init__(
        self, vectoriser: Vectoriser, *, name: str, dimensions: int, prompts: Prompts
    ) -> None:
        """Keep the model; ``name`` tells vectors of different models apart."""
        self.name = name
        self.dimensions = dimensions
        self.prompts = prompts
        self._vectoriser = vectoriser
        self._query = lru_cache(maxsize=QUERIES_KEPT)(self._one_query)
        self._stated = lru_cache(maxsize=QUERIES_KEPT)(self._one_stated)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return a float32 row of length one for each question; a single one is remembered."""
        if len(texts) == 1:
            return self._query(texts[0][:LONGEST_TEXT])[np.newaxis]
        return self._rows(texts, self.prompts.query)

    def encode_question(self, text: str) -> tuple[Vectors, Vectors]:
        """Return the vectors of a question read as one, and read as a passage; remembered."""
        asked = text[:LONGEST_TEXT]
        return self._query(asked), self._stated(asked)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return a float32 row of length one for each passage."""
        return self._rows(texts, self.prompts.passage)

    def _one_query(self, text: str) -> Vectors:
        row: Vectors = self._rows([text], self.prompts.query)[0]
        row.setflags(write=False)
        return row

    def _one_stated(self, text: str) -> Vectors:
        if self.prompts.passage == self.prompts.query:
            return self._query(text)
        row: Vectors = self._rows([text], self.prompts.passage)[0]
        row.setflags(write=False)
        return row

    def _rows(self, texts: Sequence[str], prompt: str) -> Vectors:
        if not texts:
            return np.empty((0, self.dimensions), dtype=np.float32)
        return self._vectoriser.encode([text[:LONGEST_TEXT] for text in texts], prompt=prompt)


def load(setting: str, models: Path) -> Encoder | None:
    """Load the model a setting names, or None if the default one has not been made yet.

    ``default`` is the folder made at set-up; else a folder or a name on the hub, after which
    may stand the prompts: ``intfloat/multilingual-e5-base|query: |passage: ``.
    """
    name, *prompts = setting.split("|")
    place = models / DEFAULT_NAME if name in ("", DEFAULT) else Path(name)
    if place.is_dir():
        return _loaded(place, place.name, prompts)
    return None if name in ("", DEFAULT) else _loaded(fetched(name), name, prompts)


def _loaded(place: Path, name: str, chosen: Sequence[str]) -> Encoder:
    model = Packaged(place) if is_packaged(place) else FromHub(place)
    prompts = _prompts(name, chosen, model.prompts)
    known_as = _name(place, name, prompts)
    return Encoder(model, name=known_as, dimensions=model.dimensions, prompts=prompts)


def _prompts(name: str, chosen: Sequence[str], kept: Mapping[str, str | None]) -> Prompts:
    if chosen:
        return Prompts(chosen[0], chosen[-1])
    if kept.get("query") or kept.get("passage") or kept.get("document"):
        answering = kept.get("passage") or kept.get("document")
        return Prompts(kept.get("query") or "", answering or "")
    return E5_PROMPTS if "e5" in name.lower() else NO_PROMPTS


def _name(place: Path, name: str, prompts: Prompts) -> str:
    revision = place / REVISION_FILE
    known = revision.read_text(encoding="utf-8") if revision.is_file() else _fingerprint(place)
    spoken = hashlib.sha256(repr(prompts).encode()).hexdigest()[:4]
    return f"{name}@{known}+{spoken}"


def _fingerprint(place: Path) -> str:
    """Tell apart two folders of one name without reading all of either."""
    digest = hashlib.sha256()
    for weights in sorted(place.rglob("*.safetensors")) or sorted(place.rglob("*.bin")):
        size = weights.stat().st_size
        digest.update(str(size).encode())
        with weights.open("rb") as content:
            for at in range(0, size, max(SAMPLE, size // SAMPLES)):
                content.seek(at)
                digest.update(content.read(SAMPLE))
    return digest.hexdigest()[:12]
