"""Where in a practice an imported text belongs: whole, or by headings named like the parts."""

from collections.abc import Iterator

from kb.foundation.markdown.grammar import parsed
from kb.foundation.markdown.text import spoken

WHOLE = "action"
HEADINGS = {
    "tilanne": "situation",
    "situation": "situation",
    "miten toimin": "action",
    "what i do": "action",
    "miksi se toimii": "why",
    "why it works": "why",
    "milloin se ei sovi": "when_not",
    "when it does not fit": "when_not",
    "esimerkki": "example",
    "example": "example",
}
ENOUGH = 2  # one heading "Example" is any page's; two are ours


def in_parts(text: str) -> dict[str, str]:
    """Return the text by the practice's parts; what is under no such heading is what to do."""
    lines = text.split("\n")
    stretches = list(_stretches(text, len(lines)))
    # A reference is defined once for the whole text: in parts some would lose it.
    if len({part for part, _, _ in stretches if part}) < ENOUGH or _has_references(text):
        return {WHOLE: text}
    found: dict[str, list[str]] = {}
    for part, begins, ends in stretches:
        stretch = "\n".join(lines[begins + bool(part) : ends]).strip()
        found.setdefault(part or WHOLE, []).append(stretch)
    return {part: "\n\n".join(filter(None, kept)) for part, kept in found.items()}


def _stretches(text: str, end: int) -> Iterator[tuple[str, int, int]]:
    """Part the text at our headings and where a heading as high ends such a part."""
    part, begins, high = "", 0, ""
    for name, tag, line in _headings(text):
        ours = HEADINGS.get(name, "")
        if ours or (part and tag <= high):
            yield part, begins, line
            part, begins, high = ours, line, tag
    yield part, begins, end


def _headings(text: str) -> Iterator[tuple[str, str, int]]:
    tokens = parsed(text)
    for at, token in enumerate(tokens):
        if token.type == "heading_open" and token.map and not token.level:
            name = spoken(tokens[at + 1].children).strip(" :")
            yield name.casefold(), token.tag, token.map[0]


def _has_references(text: str) -> bool:
    return any(line.lstrip().startswith("[") and "]:" in line for line in text.split("\n"))
