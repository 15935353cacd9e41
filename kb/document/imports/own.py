"""How the house writes its own practices as Markdown files: what export writes, import reads.

A part begins with a mark that no viewer shows, then its heading: so what is written under a
heading may hold any headings of its own. The mark is one that stands nowhere in the text.
"""

import re
from collections.abc import Iterator, Mapping

from kb.foundation.catalogues import catalogue

SIGN, VERSION = "kisalli", "1"  # the head's first field tells our pages from any others
PRACTICES, DRAFTS = "practices", "drafts"
MARK = "part"
HEADINGS: Mapping[str, str] = {
    "situation": "Situation",
    "action": "What I do",
    "why": "Why it works",
    "when_not": "When it does not fit",
    "example": "Example",
}
_ESCAPED = re.compile(r"\\([^\w\s])")
_SPECIAL = re.compile(r"([\\`*_\[\]<>&|~!])")


def mark_for(parts: Mapping[str, str]) -> str:
    """Return a mark that stands in none of the parts."""
    number, mark = 1, MARK
    while any(f"<!-- {mark}:" in text for text in parts.values()):
        number += 1
        mark = f"{MARK}-{number}"
    return mark


def written(parts: Mapping[str, str], language: str, mark: str) -> str:
    """Return the parts under their headings, each exactly as it was written."""
    words = catalogue(language)
    told = (
        f"<!-- {mark}: {part} -->\n## {words.gettext(HEADINGS[part])}\n\n{text}\n"
        for part, text in parts.items()
        if text
    )
    return "\n".join(told)


def parted(body: str, mark: str) -> tuple[dict[str, str], str]:
    """Return the parts by name, and what stands before the first of them."""
    marked = re.compile(rf"^<!-- {re.escape(mark)}: ({'|'.join(HEADINGS)}) -->\n", re.MULTILINE)
    before, *found = marked.split(body)
    kept: dict[str, list[str]] = {}
    for part, text in _pairs(found):
        kept.setdefault(part, []).append(_without_heading(text).strip("\n"))
    return {part: "\n\n".join(texts) for part, texts in kept.items()}, before


def escaped(words: str) -> str:
    """Write plain words as a link's label."""
    return _SPECIAL.sub(r"\\\1", words)


def unescaped(label: str) -> str:
    """Return the plain words of a label."""
    return _ESCAPED.sub(r"\1", label)


def _pairs(found: list[str]) -> Iterator[tuple[str, str]]:
    return zip(found[::2], found[1::2], strict=True)


def _without_heading(text: str) -> str:
    first, _, rest = text.partition("\n")
    return rest if first.startswith("## ") else text
