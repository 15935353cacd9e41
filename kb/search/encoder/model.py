"""The model that turns texts into vectors, loaded beside the rest of the house."""

import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]

DEFAULT = "default"
DEFAULT_NAME = "multilingual-e5-small"
REVISION_FILE = "REVISION"
SAMPLE, SAMPLES = 4_096, 64

# Beyond these nothing is read: passages are of 200 words, and time grows with the square.
LONGEST_TEXT = 4_000
LONGEST_TOKENS = 512
BATCH = 4
MOST_THREADS = 4
# Read when the libraries are first imported; a model in a folder needs no network.
QUIET_AND_OFFLINE = {
    "TOKENIZERS_PARALLELISM": "false",
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
}
NOT_FETCHED = ["*.onnx", "onnx/*", "openvino/*", "*.msgpack", "*.h5", "*.ot", "*.gguf"]
QUERIES_KEPT = 512


class Vectoriser(Protocol):
    """What is needed of a sentence-transformers model."""

    def encode(
        self,
        texts: list[str],
        /,
        *,
        prompt: str,
        batch_size: int,
        show_progress_bar: bool,
        normalize_embeddings: bool,
    ) -> Vectors:
        """Return one normalised vector for each text, the prompt put before it."""


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
        self._lock = Lock()
        self._query = lru_cache(maxsize=QUERIES_KEPT)(self._one_query)

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        """Return a float32 row of length one for each question; a single one is remembered."""
        if len(texts) == 1:
            return self._query(texts[0][:LONGEST_TEXT])[np.newaxis]
        return self._in_batches(texts, self.prompts.query)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """Return a float32 row of length one for each passage."""
        return self._in_batches(texts, self.prompts.passage)

    def _in_batches(self, texts: Sequence[str], prompt: str) -> Vectors:
        short = [text[:LONGEST_TEXT] for text in texts]
        # A few at a time, so that a question need not wait for a whole page to be read.
        batches = (short[at : at + BATCH] for at in range(0, len(short), BATCH))
        rows = [self._encode(batch, prompt) for batch in batches]
        return np.concatenate(rows) if rows else self._none()

    def _one_query(self, text: str) -> Vectors:
        row: Vectors = self._encode([text], self.prompts.query)[0]
        row.setflags(write=False)
        return row

    def _encode(self, texts: list[str], prompt: str) -> Vectors:
        with self._lock:
            rows = self._vectoriser.encode(
                texts,
                prompt=prompt,
                batch_size=BATCH,
                show_progress_bar=False,
                normalize_embeddings=True,
            )
        return np.asarray(rows, dtype=np.float32)

    def _none(self) -> Vectors:
        return np.empty((0, self.dimensions), dtype=np.float32)


def load(setting: str, models: Path) -> Encoder | None:
    """Load the model a setting names, or None if the default one has not been made yet.

    ``default`` is the folder made at set-up; else a folder or a name on the hub, after which
    may stand the prompts: ``intfloat/multilingual-e5-base|query: |passage: ``.
    """
    name, *prompts = setting.split("|")
    place = models / DEFAULT_NAME if name in ("", DEFAULT) else Path(name)
    if place.is_dir():
        return _loaded(place, place.name, prompts)
    return None if name in ("", DEFAULT) else _loaded(_fetched(name), name, prompts)


def _fetched(name: str) -> Path:
    """Bring a model from the hub, or find it where an earlier time left it."""
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    from huggingface_hub import snapshot_download  # noqa: PLC0415 - only those who choose so

    return Path(snapshot_download(name, ignore_patterns=NOT_FETCHED))


def _loaded(place: Path, name: str, chosen: Sequence[str]) -> Encoder:
    model = _opened(place)
    prompts = _prompts(name, chosen, model.prompts)
    dimensions = model.get_embedding_dimension() or 0
    known_as = _name(place, name, prompts)
    return Encoder(model, name=known_as, dimensions=dimensions, prompts=prompts)


def _opened(place: Path) -> "SentenceTransformer":
    os.environ.update(QUIET_AND_OFFLINE)
    import torch  # noqa: PLC0415 - takes seconds, and the house must open at once
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - likewise

    # Half the processors: waiting threads of torch spin, and the pages would starve.
    torch.set_num_threads(max(1, min(MOST_THREADS, (os.cpu_count() or 1) // 2)))
    model = SentenceTransformer(str(place), device="cpu", local_files_only=True)
    model.max_seq_length = min(model.max_seq_length or LONGEST_TOKENS, LONGEST_TOKENS)
    return model


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
