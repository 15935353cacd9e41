"""Texts of any length whose shape has kept some parser of Markdown busy."""

from functools import partial
from math import isqrt

UNITS = {
    "words": "sana ",
    "lines": "a\n",
    "paragraphs": "a\n\n",
    "items": "- a\n",
    "quotations": "> a\n\n",
    "nested items": "- - - - a\n",
    "headings": "# a\n",
    "tables": "|a|\n|-|\n|b|\n\n",
    "definitions": "[a]: b\n",
    "links": "[a](b) ",
    "references": "[a][b] ",
    "broken links": '[a](<b "',
    "pictures": "![a](b) ",
    "page links": "[[a|b]] ",
    "addresses": "(www.a.b ",
    "web addresses": "http://a.b/c ",
    "half addresses": "http:",
    "mail addresses": "a@b.c ",
    "half mail addresses": "a@",
    "stars": "*a **b ",
    "underscores": "_a __b ",
    "tildes": "~a ~~b ",
    "ticks": "`a``b ",
    "fences": "```\na\n",
    "angles": "<a:",
    "entities": "&a&amp;",
    "backslashes": "\\",
    "colons": ":",
    "breaks": "<br>",
    "spaces": " ",
    "closers": "a_ ",
    "mismatched marks": "*a_ ",
    "closed brackets": "a]",
    "comments": "<!--",
    "instructions": "<?",
    "declarations": "<!A ",
    "half tags": "</a ",
    "numbered items": "1. a\n",
    "empty items": "-\n",
    "tasks": "- [ ] a\n",
    "indented lines": "    a\n",
    "ends of tables": "a|\n-|\n",
    "mentions": "@Petri Saarela ",
    "diagrams": "```mermaid\n%% alt: a\n```\n",
    "nothing": "\x00",
    "brackets in brackets": "[" * 190 + "a" + "]" * 190 + "\n\n",
}


def repeated(unit, size):
    """Return as many of it as make the size."""
    return unit * (size // len(unit))


def nested_marks(size):
    """Return marks that open again and again, and then close."""
    times = size // 14
    return "*a **a " * times + "b" + " a** a*" * times


def growing_ticks(size):
    """Return runs of ticks, none as long as another."""
    return "".join("e" + "`" * length for length in range(isqrt(2 * size)))


def square_table(size):
    """Return a table as wide as it is high."""
    side = isqrt(size // 2)
    return "\n".join(["|" + "a|" * side, "|" + "-|" * side, *["|" + "b|" * side] * side])


def named_definitions(size):
    """Return definitions of many names, each asked for."""
    return "".join(f"[{one}]: b\n\n[{one}]\n\n" for one in range(size // 16))


def lines_in_deep_items(size):
    """Return empty lines inside of items within items."""
    return "- " * 19 + "a" + "\n" * size


def deeper_items(size):
    """Return items each further in than the one before, as far as is allowed, and again."""
    stairs = "".join("  " * depth + "- a\n" for depth in range(19)) + "\na\n\n"
    return repeated(stairs, size)


SHAPES = {name: partial(repeated, unit) for name, unit in UNITS.items()} | {
    "nested marks": nested_marks,
    "growing ticks": growing_ticks,
    "square tables": square_table,
    "named definitions": named_definitions,
    "lines in deep items": lines_in_deep_items,
    "deeper items": deeper_items,
}
