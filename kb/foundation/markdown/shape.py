"""How a text becomes part of our pages: its headings, tables, tasks, links and pictures."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from markdown_it.token import Token

from kb.foundation.markdown import diagrams
from kb.foundation.markdown.addresses import file_name, leads_out
from kb.foundation.markdown.syntax import linked, words
from kb.foundation.markdown.text import spoken

Way = Callable[[str], str | None]

LANGUAGE = re.compile(r"[A-Za-z0-9_+#.-]{1,30}")
_HIGHEST, _LOWEST = 3, 6
_ALIGNED = "text-align:"
_FILMS = (".mp4", ".m4v", ".webm")


@dataclass(frozen=True)
class Ways:
    """How to find the address of a page by its title, and of a file by its name."""

    page: Way
    file: Way


def shaped(tokens: Sequence[Token], ways: Ways) -> list[Token]:
    """Fit a text's tokens into a page that has its own two highest headings."""
    _outline(tokens)
    for token in tokens:
        _align(token)
        _name_language(token)
        if token.children:
            token.children = list(_followed(token.children, ways))
    return list(_framed(tokens))


def _outline(tokens: Sequence[Token]) -> None:
    # No level is jumped over: who listens to a page moves by its headings.
    above: list[int] = []
    for token in tokens:
        if token.type == "heading_open":
            level = int(token.tag[1])
            above = [*takewhile(lambda one: one < level, above), level]  # noqa: B023
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(_HIGHEST + len(above) - 1, _LOWEST)}"


def _align(token: Token) -> None:
    side = str(token.attrs.pop("style", "")).removeprefix(_ALIGNED)
    if side:
        token.attrSet("class", side)


def _name_language(token: Token) -> None:
    if token.type == "fence":
        name = LANGUAGE.fullmatch(token.info.strip().partition(" ")[0])
        token.info = name[0] if name else ""


def _framed(tokens: Sequence[Token]) -> Iterator[Token]:
    for place, token in enumerate(tokens):
        if token.type == "table_open":
            yield _frame(tokens[at] for at in range(place, len(tokens)))
        if token.type == "fence" and token.info == diagrams.LANGUAGE:
            yield from _diagram(token)
            continue
        yield token
        if token.type == "table_close":
            yield Token("frame_close", "div", -1, block=True)
        if token.type == "list_item_open" and "checked" in token.meta:
            yield _box(token, tokens[place + 1 : place + 3])
            yield words(" ")
            token.meta = {}


def _frame(table: Iterator[Token]) -> Token:
    # A wide table is scrolled by keyboard too, and called by its columns' names.
    head = takewhile(lambda token: token.type != "thead_close", table)
    name = ", ".join(spoken(token.children) for token in head if token.type == "inline")
    named = {"role": "group", "aria-label": name} if name.strip(", ") else {}
    attrs: dict[str, str | int | float] = {"class": "scroll", "tabindex": "0", **named}
    return Token("frame_open", "div", 1, attrs=attrs, block=True)


def _diagram(fence: Token) -> Iterator[Token]:
    # Its text stands here, and is all there is without JavaScript; a script draws it.
    yield Token("figure_open", "figure", 1, attrs={"class": "diagram"}, block=True)
    yield fence
    told = diagrams.alternative(fence.content)
    if told:
        yield Token("caption_open", "figcaption", 1)
        yield words(told)
        yield Token("caption_close", "figcaption", -1, block=True)
    yield Token("figure_close", "figure", -1, block=True)


def _box(item: Token, content: Sequence[Token]) -> Token:
    done = bool(item.meta["checked"])
    name = next((spoken(token.children) for token in content if token.children), "")
    attrs: dict[str, str | int | float] = {"type": "checkbox", "disabled": ""}
    attrs |= {"checked": ""} if done else {}
    return Token("box", "input", 0, attrs=attrs | {"aria-label": name or "☐☑"[done]})


def _followed(tokens: Sequence[Token], ways: Ways) -> Iterator[Token]:
    inside, kept = 0, True
    for token in tokens:
        if token.tag == "a":
            inside += token.nesting
            kept = _lead(token, ways.file) if token.nesting == 1 else kept
            yield from [token] if kept else []
        elif token.type == "page_link":
            yield from _to_page(token, ways.page)
        elif token.type == "image":
            yield from _pictured(token, ways.file, linked_already=inside > 0 and kept)
        else:
            yield token


def _lead(link: Token, file: Way) -> bool:
    href = str(link.attrs["href"])
    if leads_out(href):
        link.attrSet("rel", "noopener nofollow")
        return True
    address = file(file_name(href)) if file_name(href) else None
    link.attrSet("href", address or "")
    return address is not None


def _to_page(link: Token, page: Way) -> tuple[Token, ...]:
    address = page(str(link.meta["title"]))
    return linked(link.content, address) if address else _missing(link.content)


def _pictured(picture: Token, file: Way, *, linked_already: bool) -> tuple[Token, ...]:
    source, alt = str(picture.attrs["src"]), spoken(picture.children)
    address = file(file_name(source)) if file_name(source) else None
    if address and source.lower().endswith(_FILMS):
        return _film(address, alt)
    if address:
        picture.attrSet("src", address)
        picture.children = [words(alt)]
        return (picture,)
    if leads_out(source) and not linked_already:
        # The page shows no picture from elsewhere: its reader would be seen there.
        opened, inner, closed = linked(alt or source, source)
        opened.attrSet("rel", "noopener nofollow")
        return opened, inner, closed
    return _missing(alt or file_name(source) or source)


def _film(address: str, alt: str) -> tuple[Token, Token]:
    shown: dict[str, str | int | float] = {"controls": "", "preload": "metadata"}
    named = {"aria-label": alt} if alt else {}
    # The address comes last: it is where the house finds the video to give it its captions.
    film = Token("film_open", "video", 1, attrs=shown | named | {"src": address})
    return film, Token("film_close", "video", -1)


def _missing(content: str) -> tuple[Token, Token, Token]:
    opened = Token("missing_open", "span", 1, attrs={"class": "missing"})
    return opened, words(content), Token("missing_close", "span", -1)
