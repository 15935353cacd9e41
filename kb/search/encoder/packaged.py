"""The default model as it is run: a text at a time, without padding, locks or PyTorch."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from kb.search.encoder.pieces import Pieces
from kb.search.encoder.q4 import Weights, unpacked

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

INPUT, OUTPUT = "pieces", "vector"
LAYERS, WEIGHTS = "layers.onnx", "weights.q4"
PROMPTS: Mapping[str, str | None] = {"query": "query: ", "passage": "passage: "}
MOST_THREADS = 4
# Each of a layer's steps is already one operation; joining further ones made the norms slower.
QUIET, NO_SPINNING = 3, ("session.intra_op.allow_spinning", "0")


class Packaged:
    """The model in a folder made at set-up; safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        """Open the layers; the rows of the pieces stay on the disk until they are needed."""
        weights = Weights.read(folder / WEIGHTS)
        shape, vocabulary = weights.shape, weights.vocabulary
        self.dimensions = shape.hidden
        self.prompts = PROMPTS
        self._pieces = Pieces(folder, unknown=vocabulary.unknown)
        self._around = vocabulary.begin, vocabulary.end
        self._rows = weights.blocks("emb.word").reshape(shape.vocabulary, -1)
        kinds = weights.tensor("emb.type").reshape(shape.types, -1)
        self._places = weights.tensor("emb.pos").reshape(shape.positions, -1) + kinds[0]
        self._layers = _opened(folder / LAYERS)

    def encode(self, texts: list[str], /, *, prompt: str) -> NDArray[np.float32]:
        """Return a float32 row of length one for each text, the prompt put before it."""
        return np.concatenate([self._vector(prompt + text) for text in texts])

    def _vector(self, text: str) -> NDArray[np.float32]:
        begin, end = self._around
        most = len(self._places) - 2
        numbers = [begin, *self._pieces.numbers_of(text)[:most], end]
        rows = unpacked(self._rows[numbers]).reshape(len(numbers), -1)
        rows += self._places[: len(numbers)]
        (vector,) = self._layers.run([OUTPUT], {INPUT: rows[np.newaxis]})
        made: NDArray[np.float32] = vector
        return made


def is_packaged(folder: Path) -> bool:
    """Say whether a folder holds a model of this kind."""
    return (folder / LAYERS).is_file()


def threads() -> int:
    """Return how many threads read a text: half the processors, so that pages do not starve."""
    return max(1, min(MOST_THREADS, (os.cpu_count() or 1) // 2))


def _opened(layers: Path) -> "InferenceSession":
    from onnxruntime import GraphOptimizationLevel, InferenceSession, SessionOptions  # noqa: PLC0415 - most commands need none

    options = SessionOptions()
    options.intra_op_num_threads = threads()
    options.log_severity_level = QUIET
    options.enable_cpu_mem_arena = False  # it would keep the room of the longest text for good
    options.graph_optimization_level = GraphOptimizationLevel.ORT_ENABLE_BASIC
    options.add_session_config_entry(*NO_SPINNING)
    return InferenceSession(str(layers), options, providers=["CPUExecutionProvider"])
