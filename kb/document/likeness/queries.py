"""Finding which texts would read otherwise."""

import re
from collections.abc import Iterator, Sequence
from typing import Final
from urllib.parse import quote

from kb.foundation.markdown import render

# Between words one white space is as good as another; in code it is what was written.
_CODE: Final = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)
_BLOCKS: Final = "p|ul|ol|li|blockquote|div|table|thead|tbody|tr|th|td|h\\d|hr|br|figure"
_EDGE: Final = re.compile(rf"\s*(</?(?:{_BLOCKS})\b[^>]*>)\s*")


def different(pairs: Sequence[tuple[str, str]]) -> list[int]:
    """Return the places of the pairs whose pages are not the same."""
    return [place for place, (one, other) in enumerate(pairs) if not read_the_same(one, other)]


def read_the_same(one: str, other: str) -> bool:
    """Whether two texts become the same page."""
    return _page(one) == _page(other)


def _page(source: str) -> str:
    # Every link and picture is taken for found, so that where they lead is compared too.
    return "".join(_even(render(source, link=quote, image=quote)))


def _even(html: str) -> Iterator[str]:
    for place, part in enumerate(_CODE.split(html)):
        yield part if place % 2 else re.sub(r"\s+", " ", _EDGE.sub(r"\1", part))
