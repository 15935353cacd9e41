"""Reads one document in a process of its own: ``python -m kb.document.papers.reader``.

A document is a stranger's: what its reader could be made to do – use up time or memory,
fall – stays in this process, which lives as long as one document takes. It prints JSON.
"""

import json
import logging
import resource
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from kb.document.attachments.kinds import DOCX, PDF
from kb.document.papers import pdf, word
from kb.document.papers.apart import TEXT
from kb.foundation.errors import DomainError

MOST_MEMORY = 1024**3
MOST_SECONDS = 60
MOST_CHARACTERS = 400_000
MOST_PICTURES = 100


def main(what: str, path: str, mime: str, name: str, folder: str) -> None:
    """Read the document at ``path`` and print it; its pictures go to ``folder``."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    logging.disable()
    sys.stdout.write(json.dumps(_told(what, Path(path), mime, name, Path(folder))))


def _told(what: str, path: Path, mime: str, name: str, folder: Path) -> dict[str, object]:
    try:
        with path.open("rb") as stream:
            if mime == PDF.mime and what == TEXT:
                text = pdf.words_in(stream, name)
            elif mime == PDF.mime:
                text = pdf.markdown_in(stream, name, _keeper(folder))
            elif mime == DOCX.mime and what == TEXT:
                text = word.words_in(stream, name)
            else:
                text = word.markdown_in(stream, name, _keeper(folder))
    except DomainError as refused:
        return {"refused": refused.key, "values": refused.values}
    except (MemoryError, RecursionError):
        return {"refused": "attachment.too_much_to_read", "values": {"name": name}}
    except Exception:  # noqa: BLE001 - damage shows itself in more ways than a reader names
        return {"refused": "attachment.broken", "values": {"name": name}}
    return {"text": _clean(text)[:MOST_CHARACTERS]}


def _keeper(folder: Path) -> Callable[[bytes], str]:
    numbers: Iterator[int] = iter(range(1, MOST_PICTURES + 1))

    def keep(content: bytes) -> str:
        number = next(numbers, None)
        if number is None:
            return ""
        (folder / f"{number}").write_bytes(content)
        return f"kuva-{number}"

    return keep


def _clean(text: str) -> str:
    return "".join(one for one in text if one >= " " or one in "\n\t")


if __name__ == "__main__":
    main(*sys.argv[1:])
