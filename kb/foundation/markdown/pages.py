"""Safe HTML from Markdown: whatever was written, nothing leaves unsanitised."""

import re
from collections.abc import Callable
from typing import Final

import nh3
from markupsafe import Markup

from kb.foundation.markdown.grammar import drawn, parsed
from kb.foundation.markdown.shape import LANGUAGE, Ways, shaped

_TAGS: Final = frozenset(
    {"p", "br", "hr", "em", "strong", "s", "code", "pre", "blockquote", "span", "div"}
    | {"h3", "h4", "h5", "h6", "ul", "ol", "li", "input", "a", "img"}
    | {"table", "thead", "tbody", "tr", "th", "td", "video", "track", "figure"}
    | {"figcaption"}
)
_ATTRIBUTES: Final = {
    "a": {"href", "title", "rel"},
    "code": {"class"},
    "div": {"class", "tabindex", "role", "aria-label"},
    "figure": {"class"},
    "img": {"src", "srcset", "sizes", "alt", "title", "loading"},
    "input": {"type", "checked", "disabled", "aria-label"},
    "li": {"class"},
    "ol": {"class", "start"},
    "pre": {"tabindex"},
    "span": {"class"},
    "td": {"class"},
    "th": {"class"},
    "track": {"kind", "src", "srclang", "label"},
    "ul": {"class"},
    "video": {"controls", "preload", "aria-label", "src"},
}
# A picture in several sizes is one of ours in each of them.
_OURS: Final = re.compile(r"(?:/practices/[^\s,:]+ \d+w(?:, |$))+")
_CLASSES: Final = frozenset(
    {"left", "center", "right", "missing", "scroll", "contains-task-list", "task-list-item"}
    | {"diagram"}
)


def render(
    source: str,
    *,
    link: Callable[[str], str | None] | None = None,
    image: Callable[[str], str | None] | None = None,
) -> str:
    """Make safe HTML; ``link`` finds a page by its title, ``image`` a file by its name."""
    ways = Ways(page=link or _nowhere, file=image or _nowhere)
    tokens = shaped(parsed(source), ways)
    return _CLEANER.clean(drawn(tokens))


def trusted(html: str) -> Markup:
    """Tell a template that a stored page is safe, having cleaned it once more.

    What is told so already came from here.
    """
    if isinstance(html, Markup):
        return html
    return Markup(_CLEANER.clean(html))  # noqa: S704


def _nowhere(_name: str) -> None:
    return None


def _kept(_tag: str, attribute: str, value: str) -> str | None:
    if attribute == "srcset":
        return value if _OURS.fullmatch(value) else None
    if attribute != "class":
        return value
    language = value.startswith("language-") and LANGUAGE.fullmatch(value, len("language-"))
    return value if language or value in _CLASSES else None


_CLEANER: Final = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    attribute_filter=_kept,
    set_tag_attribute_values={"pre": {"tabindex": "0"}, "img": {"loading": "lazy"}},
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)
