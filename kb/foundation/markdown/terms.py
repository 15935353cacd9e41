"""Words of a safe page explained where they first stand: pointed at, focused or tapped."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from kb.foundation.markdown.pages import trusted

TAG = re.compile(r"<(/?)([a-z0-9]+)(?:[^<>\"]|\"[^\"]*\")*>")
LEFT_ALONE = {"a", "code", "pre", "h3", "h4", "h5", "h6", "button", "figure"}


@dataclass(frozen=True)
class Explained:
    """Where a word stands in a stretch of text, and what it means."""

    begins: int
    ends: int
    number: int
    name: str
    meaning: str
    language: str


Find = Callable[[str], Sequence[Explained]]


def with_terms(html: str, find: Find) -> Markup:
    """Return a stored page, cleaned, in which what ``find`` finds in its text is explained.

    Code, links, headings and figures are left as they are.
    """
    return Markup("").join(Markup(piece) for piece in _pieces(str(trusted(html)), find))  # noqa: S704


def _pieces(html: str, find: Find) -> Iterator[str]:
    at, alone = 0, 0
    for tag in TAG.finditer(html):
        yield from _told(html[at : tag.start()], find, alone)
        alone += (-1 if tag[1] else 1) if tag[2] in LEFT_ALONE else 0
        yield tag[0]
        at = tag.end()
    yield from _told(html[at:], find, alone)


def _told(text: str, find: Find, alone: int) -> Iterator[str]:
    at = 0
    for one in find(text) if text.strip() and not alone else ():
        yield text[at : one.begins]
        yield _term(text[one.begins : one.ends], one)
        at = one.ends
    yield text[at:]


def _term(words: str, one: Explained) -> str:
    # ``words`` come out of cleaned HTML as they stood there; what explains them does not.
    meaning = f"<b>{escape(one.name)}</b> {escape(one.meaning)}"
    return (
        f'<span class="term"><button type="button" aria-describedby="term-{one.number}">'
        f'{words}</button><span role="tooltip" id="term-{one.number}" lang="{one.language}">'
        f"{meaning}</span></span>"
    )
