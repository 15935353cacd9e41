"""Vectors kept from one evaluation to the next: a model reads each text once."""

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from kb.search.encoder import Encoder
from kb.search.encoder.yardstick import Vectors


class Shelf:
    """A file of vectors, each under what it is the vector of."""

    def __init__(self, opened: sqlite3.Connection) -> None:
        """Keep vectors in an opened database."""
        self._opened = opened
        opened.execute("PRAGMA synchronous = OFF")  # what is lost is only made again
        opened.execute("CREATE TABLE IF NOT EXISTS vector (key BLOB PRIMARY KEY, row BLOB)")

    def find(self, key: bytes) -> Vectors | None:
        """Return the vector of ``key``, if it is there."""
        found = self._opened.execute("SELECT row FROM vector WHERE key = ?", (key,)).fetchone()
        return np.frombuffer(found[0], dtype=np.float32) if found else None

    def keep(self, key: bytes, row: Vectors) -> None:
        """Keep a vector under ``key``."""
        given = (key, row.astype(np.float32).tobytes())
        self._opened.execute("INSERT OR REPLACE INTO vector VALUES (?, ?)", given)


@contextmanager
def shelf_at(file: Path) -> Iterator[Shelf]:
    """Open the file of vectors, made if there is none."""
    file.parent.mkdir(parents=True, exist_ok=True)
    opened = sqlite3.connect(file, isolation_level=None)
    try:
        yield Shelf(opened)
    finally:
        opened.close()


class Remembered:
    """A model that is asked only for vectors that are not on the shelf."""

    def __init__(self, encoder: Encoder, shelf: Shelf) -> None:
        """Stand before ``encoder``."""
        self._encoder = encoder
        self._shelf = shelf

    def encode(self, texts: list[str], /, *, prompt: str) -> Vectors:
        """Return a row for each text, as the model would."""
        keys = [key_of(self._encoder.name, prompt, text) for text in texts]
        found = [self._shelf.find(key) for key in keys]
        missing = [place for place, row in enumerate(found) if row is None]
        for place, row in zip(missing, self._read(texts, missing, prompt), strict=True):
            self._shelf.keep(keys[place], row)
            found[place] = row
        return np.stack([row for row in found if row is not None])

    def _read(self, texts: Sequence[str], places: Sequence[int], prompt: str) -> Vectors:
        wanted = [texts[place] for place in places]
        asked = prompt == self._encoder.prompts.query
        encode = self._encoder.encode_queries if asked else self._encoder.encode_passages
        return encode(wanted)


def remembering(encoder: Encoder, shelf: Shelf) -> Encoder:
    """Return the same model, which need not read a text again."""
    return Encoder(
        Remembered(encoder, shelf),
        name=encoder.name,
        dimensions=encoder.dimensions,
        prompts=encoder.prompts,
    )


def key_of(model: str, prompt: str, text: str) -> bytes:
    """Return the key of what ``model`` makes of a text after its prompt."""
    return hashlib.sha256(f"{model}\x00{prompt}\x00{text}".encode()).digest()
