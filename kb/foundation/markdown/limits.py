"""How large, wide and deep a text may be, so that no text can keep the server busy."""

import re
from collections.abc import Iterator
from typing import Final

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from kb.foundation.errors import DomainError

MOST_BYTES: Final = 512 * 1024
MOST_CELLS: Final = 10_000
MOST_LEVELS: Final = 20
MOST_BRACKETS: Final = 200
# Each open bracket makes the parser read the rest of its block again: two hundred are
# no burden in a paragraph, and a minute of work in one of half a megabyte.
MOST_REREAD: Final = 4_000_000

_BRACKET = re.compile(r"\\.|([\[\]])", re.DOTALL)
_LINE_END = re.compile(r"\r\n?|\n")
_RULE_LINE = frozenset("|:-> \t")
_CONTAINERS = ("bullet_list", "ordered_list", "blockquote")


def check_size(source: str) -> None:
    """Refuse before reading what can be seen without reading: the length and the cells."""
    check_length(source)
    if _cells(source) > MOST_CELLS:
        raise DomainError("markdown.too_many_cells", most=MOST_CELLS)


def check_length(source: str) -> None:
    """Refuse what is too long to be kept at all."""
    if len(source.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        raise DomainError("markdown.too_long", most=MOST_BYTES // 1024)


def _cells(source: str) -> int:
    cells = columns = 0
    above = ""
    # Not splitlines(): the parser knows three ends of a line, Python knows ten.
    for line in _LINE_END.split(source):
        bare = line.strip("> \t")
        if not bare:
            columns = 0
        elif _opens_table(line, above):
            columns = max(columns, bare.strip("|").count("|") + 1)
        cells += columns
        above = line
    return cells


def _opens_table(line: str, above: str) -> bool:
    return "-" in line and ("|" in line or "|" in above) and _RULE_LINE.issuperset(line)


def refuse_excess(state: StateCore) -> None:
    """Refuse, as a step of the parser after its blocks, too deep nesting and open brackets."""
    if max(_depths(state.tokens), default=0) > MOST_LEVELS:
        raise DomainError("markdown.too_deep", most=MOST_LEVELS)
    texts = [token.content for token in state.tokens if token.type == "inline"]
    left_open = [_open_brackets(text) for text in texts]
    reread = sum(count * len(text) for count, text in zip(left_open, texts, strict=True))
    if max(left_open, default=0) > MOST_BRACKETS or reread > MOST_REREAD:
        raise DomainError("markdown.too_many_brackets", most=MOST_BRACKETS)


def _depths(tokens: list[Token]) -> Iterator[int]:
    depth = 0
    for token in tokens:
        if token.type.startswith(_CONTAINERS):
            depth += token.nesting
            yield depth


def _open_brackets(text: str) -> int:
    most = now = 0
    for bracket in _BRACKET.findall(text):
        if bracket:
            now = now + 1 if bracket == "[" else max(now - 1, 0)
            most = max(most, now)
    return most
