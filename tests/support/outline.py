"""A page's outline as GitHub's flavour of Markdown would have it: tags, addresses and words."""

import re
from html.parser import HTMLParser

_SAME = {"s": "del"}
_SIDES = {"left", "center", "right"}
_EMPTY = {"input", "br", "hr", "img"}


class _Outline(HTMLParser):
    """Reads a page; what is only our page's frame and dress is left out."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        told = {name: value for name, value in attrs if name in {"href", "align", "checked"}}
        side = dict(attrs).get("class")
        if side in _SIDES:
            told["align"] = side
        if tag != "div":
            self.found.append((_SAME.get(tag, tag), tuple(sorted(told.items()))))

    def handle_endtag(self, tag):
        if tag != "div" and tag not in _EMPTY:
            self.found.append(("/" + _SAME.get(tag, tag), ()))

    def handle_data(self, data):
        words = re.sub(r"\s+", " ", data).strip()
        if words:
            self.found.append((words, None))


def outline(page):
    """Return the tags and words of a page in their order."""
    reader = _Outline()
    reader.feed(page)
    reader.close()
    return reader.found
