"""Having a document read in a process apart, within a time."""

import json
import subprocess
import sys
from pathlib import Path

import kb
from kb.foundation.errors import DomainError

PATIENCE = 60  # seconds
TEXT, DRAFT = "text", "draft"
READER = "kb.document.papers.reader"
# It is told none of the house's settings, so it knows no secret.
TOLD = {"PYTHONUTF8": "1"}
HOUSE = Path(kb.__file__).parent.parent


def words_of(path: Path, mime: str, name: str) -> str:
    """Return what a document says; refuse one that cannot be read within measure."""
    return _read(TEXT, path, mime, name, path.parent)


def markdown_of(path: Path, mime: str, name: str, folder: Path) -> str:
    """Return a document in Markdown; its pictures are put into ``folder`` by number."""
    return _read(DRAFT, path, mime, name, folder)


def _read(what: str, path: Path, mime: str, name: str, folder: Path) -> str:
    asked = [sys.executable, "-m", READER, what, str(path), mime, name, str(folder)]
    try:
        answer = subprocess.run(  # noqa: S603 - our own module; paths are ours too
            asked, cwd=HOUSE, env=TOLD, capture_output=True, timeout=PATIENCE, check=True
        )
        told = json.loads(answer.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        raise DomainError("attachment.too_much_to_read", name=name) from error
    if "refused" in told:
        raise DomainError(told["refused"], **told["values"])
    return str(told["text"])
