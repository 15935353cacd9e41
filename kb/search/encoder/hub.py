"""Any other model: a folder or a name on the hub, run by sentence-transformers."""

import os
from collections.abc import Mapping
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from kb.search.encoder.packaged import threads

# Beyond these nothing is read: passages are of 200 words, and time grows with the square.
LONGEST_TOKENS = 512
BATCH = 4
# Read when the libraries are first imported; a model in a folder needs no network.
QUIET_AND_OFFLINE = {
    "TOKENIZERS_PARALLELISM": "false",
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
}
NOT_FETCHED = ["*.onnx", "onnx/*", "openvino/*", "*.msgpack", "*.h5", "*.ot", "*.gguf"]


class FromHub:
    """A sentence-transformers model; safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        """Load the model, and PyTorch with it."""
        os.environ.update(QUIET_AND_OFFLINE)
        import torch  # noqa: PLC0415 - takes seconds, and only those wait who chose so
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - likewise

        torch.set_num_threads(threads())
        self._model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
        longest = self._model.max_seq_length or LONGEST_TOKENS
        self._model.max_seq_length = min(longest, LONGEST_TOKENS)
        self.dimensions: int = self._model.get_embedding_dimension() or 0
        self.prompts: Mapping[str, str | None] = self._model.prompts
        self._lock = Lock()

    def encode(self, texts: list[str], /, *, prompt: str) -> NDArray[np.float32]:
        """Return a float32 row of length one for each text, the prompt put before it."""
        # Texts of like length together need little padding; a few at a time, so that a
        # question need not wait for a whole page to be read.
        order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
        rows = np.empty((len(texts), self.dimensions), dtype=np.float32)
        for at in range(0, len(order), BATCH):
            places = order[at : at + BATCH]
            rows[places] = self._rows([texts[place] for place in places], prompt)
        return rows

    def _rows(self, texts: list[str], prompt: str) -> NDArray[np.float32]:
        with self._lock:
            rows: NDArray[np.float32] = self._model.encode(
                texts, prompt=prompt, show_progress_bar=False, normalize_embeddings=True
            )
            return rows


def fetched(name: str) -> Path:
    """Bring a model from the hub, or find it where an earlier time left it."""
    os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
    from huggingface_hub import snapshot_download  # noqa: PLC0415 - only those who choose so

    return Path(snapshot_download(name, ignore_patterns=NOT_FETCHED))
