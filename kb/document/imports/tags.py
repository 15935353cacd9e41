"""The little HTML that pages made for the web lean on, told in Markdown.

Links and pictures become Markdown's own; empty anchors and comments, which nobody was to
see, go. Other tags stay as the text they are, and so does everything in a piece of code.
"""

import re
from html import unescape

_FOUND = re.compile(
    r"(?P<code>^(?P<fence>```+|~~~+).*?^(?P=fence)|(?P<tick>`+)[^`\n][^\n]*?(?P=tick))"
    r"|<!--.{0,5000}?-->\n?"
    r"|<a\b(?P<link>[^<>]{0,1000})(?:/>|>(?P<words>[^<>]{0,1000})</a>)"
    r"|<img\b(?P<picture>[^<>]{0,1000})>",
    re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"([a-z]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)


def without_tags(text: str) -> str:
    """Return the text with its links and pictures in Markdown."""
    return _FOUND.sub(_told, text)


def _told(found: re.Match[str]) -> str:
    if found["code"]:
        return found["code"]
    if found["picture"]:
        given = _attributes(found["picture"])
        return f"!{_link(given.get('alt', ''), given.get('src', ''))}"
    words, given = found["words"] or "", _attributes(found["link"] or "")
    return _link(words, given["href"]) if words.strip() and "href" in given else words


def _attributes(tag: str) -> dict[str, str]:
    named = _ATTRIBUTE.findall(tag)
    return {name.lower(): unescape(double or single) for name, double, single in named}


def _link(words: str, address: str) -> str:
    plain = re.sub(r"[\[\]\s]+", " ", unescape(words)).strip()
    safe = re.sub(r"[<>\s]", "%20", address)
    return f"[{plain}](<{safe}>)"
