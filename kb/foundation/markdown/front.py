"""What stands at the head of a Markdown file that comes from elsewhere."""

import re

from markdown import Markdown
from markdown.extensions.meta import MetaPreprocessor

_HEAD = re.compile(
    r"\ufeff?---[ \t]*\n(?P<head>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE
)
_FIELD = re.compile(r"[\w-]+:", re.ASCII)
_ITEM = re.compile(r"\s+-\s+|-\s+")
_QUOTED = re.compile(r"(['\"])(.*)\1", re.DOTALL)


def headed(source: str) -> tuple[dict[str, str], str]:
    """Part the fields between two lines of ``---`` from the text below them."""
    text = source.replace("\r\n", "\n")
    found = _HEAD.match(text)
    # Without its fence a head looks like any text ("Note: …"), so only a closed fence counts.
    if found is None:
        return {}, text.removeprefix("\ufeff")
    return _fields(found["head"].splitlines()), text[found.end() :]


def _fields(head: list[str]) -> dict[str, str]:
    # The extension ends at the first line it does not know: it is given those it does.
    listed = (_ITEM.sub("    ", line, count=1) if _ITEM.match(line) else line for line in head)
    known = [line for line in listed if _FIELD.match(line) or line.startswith("    ")]
    reader = Markdown(extensions=["meta"])
    MetaPreprocessor(reader).run(known)
    # It keeps its findings on the converter, in an attribute that its types do not tell of.
    fields: dict[str, list[str]] = vars(reader)["Meta"]
    return {name: _value(lines) for name, lines in fields.items()}


def _value(lines: list[str]) -> str:
    return ", ".join(_QUOTED.sub(r"\2", line.strip()) for line in lines if line.strip())
