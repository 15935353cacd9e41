"""The model's layers as an ONNX graph, made at set-up of the four-bit weights as they are.

Each layer is attention and a feed-forward step, either followed by a norm (BERT: Devlin et al.
2019). What goes in is a text's pieces as rows, what comes out is their mean, at length one.
"""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper, save

from kb.search.encoder.packaged import INPUT, OUTPUT
from kb.search.encoder.q4 import WEIGHTS_A_BLOCK, Weights, quants

Progress = Callable[[int, int], None]

# Products are of whole numbers: each block of 32 is rounded to eight bits beside its own scale.
IN_EIGHT_BITS = 4
CONTRIBUTED = "com.microsoft"
VERSIONS = [helper.make_opsetid("", 18), helper.make_opsetid(CONTRIBUTED, 1)]
FORMAT = 9  # of the file, as old as these operations allow


def write_graph(weights: Weights, path: Path, progress: Progress) -> None:
    """Write the layers and their weights as one file."""
    save(_Graph(weights).made(progress), str(path))


class _Graph:
    """A graph on its way: its nodes so far, and the weights they use."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._nodes: list[NodeProto] = []
        self._kept: list[TensorProto] = []

    def made(self, progress: Progress) -> ModelProto:
        layers, width = self._weights.shape.layers, self._weights.shape.hidden
        rows = self._norm("emb.ln", INPUT)
        for layer in range(layers):
            rows = self._layer(f"l{layer}.", rows)
            progress(layer + 1, layers)
        mean = self._do(
            "ReduceMean", rows, self._keep("pieces_axis", np.array([1])), keepdims=0
        )
        self._do("LpNormalization", mean, output=OUTPUT, axis=-1, p=2)
        given = helper.make_tensor_value_info(INPUT, TensorProto.FLOAT, [1, "count", width])
        told = helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, [1, width])
        graph = helper.make_graph(self._nodes, "encoder", [given], [told], self._kept)
        return helper.make_model(graph, opset_imports=VERSIONS, ir_version=FORMAT)

    def _layer(self, name: str, rows: str) -> str:
        heads = self._weights.shape.heads
        asked, offered, said = (self._dense(name + part, rows) for part in "qkv")
        heard = self._do(
            "MultiHeadAttention", asked, offered, said, domain=CONTRIBUTED, num_heads=heads
        )
        rows = self._norm(f"{name}aln", self._do("Add", rows, self._dense(f"{name}ao", heard)))
        inner = self._do("Gelu", self._dense(f"{name}fi", rows), domain=CONTRIBUTED)
        return self._norm(f"{name}oln", self._do("Add", rows, self._dense(f"{name}fo", inner)))

    def _dense(self, name: str, rows: str) -> str:
        bias = self._weights.tensor(f"{name}.b")
        blocks = self._weights.blocks(f"{name}.w").reshape(len(bias), -1)
        kept = (
            self._keep(f"{name}.quants", _paired(quants(blocks))),
            self._keep(f"{name}.scales", blocks["scale"].astype(np.float32)),
        )
        return self._do(
            "MatMulNBits", rows, *kept, "", "", self._keep(f"{name}.bias", bias),
            domain=CONTRIBUTED, K=blocks.shape[1] * WEIGHTS_A_BLOCK, N=len(bias), bits=4,
            block_size=WEIGHTS_A_BLOCK, accuracy_level=IN_EIGHT_BITS,
        )  # fmt: skip

    def _norm(self, name: str, rows: str) -> str:
        kept = (
            self._keep(f"{name}.{part}", self._weights.tensor(f"{name}.{part}"))
            for part in "wb"
        )
        epsilon = self._weights.shape.epsilon
        return self._do("LayerNormalization", rows, *kept, axis=-1, epsilon=epsilon)

    def _do(
        self, what: str, *inputs: str, output: str = "", domain: str = "", **how: float
    ) -> str:
        output = output or f"{what}.{len(self._nodes)}"
        node = helper.make_node(what, inputs, [output], domain=domain)
        node.attribute.extend(helper.make_attribute(name, value) for name, value in how.items())
        self._nodes.append(node)
        return output

    def _keep(self, name: str, values: NDArray[np.generic]) -> str:
        self._kept.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name


def _paired(numbers: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Return four-bit numbers two a byte, the first in the lower half."""
    pairs: NDArray[np.uint8] = numbers[..., 0::2] | np.left_shift(
        numbers[..., 1::2], np.uint8(4)
    )
    return pairs
