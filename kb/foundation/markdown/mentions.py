"""A text's links and pictures told anew in its own Markdown, everything else left as it was."""

import re
from collections.abc import Callable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import Any

from markdown_it.rules_inline import StateInline, backtick, image, link
from markdown_it.token import Token

from kb.foundation.markdown.grammar import blocks_only, grammar, warm
from kb.foundation.markdown.limits import check_size
from kb.foundation.markdown.syntax import page_link

_SPOTS = "spots"


@dataclass(frozen=True)
class Mention:
    """A link or a picture: where it leads, and in Markdown what it says.

    ``page`` is the title that a link between pages names; its label is plain words.
    """

    address: str
    label: str
    picture: bool
    page: str = ""


Anew = Callable[[Mention], str | None]


@dataclass(frozen=True)
class _Spot:
    """Where a mention stands in a line's content; a piece of code is one that is left alone."""

    content: str
    begins: int
    ends: int
    label_begins: int = 0
    label_ends: int = 0
    mention: Mention | None = None
    inner: tuple["_Spot", ...] = field(default=())


def relinked(source: str, anew: Anew) -> str:
    """Ask ``anew`` for the Markdown of each link and picture; nothing leaves it as it is."""
    return retold(source, lambda mention: None if mention.page else anew(mention))


def retold(source: str, anew: Anew) -> str:
    """Ask the same of links between pages too."""
    check_size(source)
    text = source.replace("\r\n", "\n").replace("\r", "\n")
    told, at = [""], 0
    for begins, ends, new in _changes(text, anew):
        told += [text[at:begins], new]
        at = ends
    return "".join([*told, text[at:]])


def _changes(text: str, anew: Anew) -> Iterator[tuple[int, int, str]]:
    lines = list(accumulate((len(line) + 1 for line in text.split("\n")), initial=0))
    at = 0
    for token, in_cell in _inlines(text):
        first, last = token.map or (0, len(lines) - 1)
        for spot in token.meta[_SPOTS]:
            found = _as_written(spot).search(text, max(at, lines[first]), lines[last])
            new = _anew(spot, anew) if found else None
            at = found.end() if found else at
            if found and new is not None:
                yield found.start(), found.end(), _in_line(new, in_cell=in_cell)


def _inlines(text: str) -> Iterator[tuple[Token, bool]]:
    env: MutableMapping[str, Any] = {}
    before = ""
    for token in _BLOCKS.parse(text, env):
        if token.type == "inline":
            env[_SPOTS] = []
            _READER.inline.parse(token.content, _READER, env, [])
            here = [spot for spot in env[_SPOTS] if spot.content == token.content]
            token.meta[_SPOTS] = _outermost(here)
            yield token, before in ("th_open", "td_open")
        before = token.type


def _outermost(spots: Sequence[_Spot]) -> list[_Spot]:
    kept: list[tuple[_Spot, list[_Spot]]] = []
    for spot in sorted(spots, key=lambda one: (one.begins, -one.ends)):
        if kept and spot.ends <= kept[-1][0].ends:
            kept[-1][1].append(spot)
        else:
            kept.append((spot, []))
    return [replace(spot, inner=tuple(inner)) for spot, inner in kept]


def _as_written(spot: _Spot) -> re.Pattern[str]:
    # The parser takes away what marks a quotation or a list, and a cell's escaped bars.
    lines = spot.content[spot.begins : spot.ends].split("\n")
    parts = (re.escape(line.strip()).replace(r"\|", r"\\?\|") for line in lines)
    return re.compile(r"(?<!\\)" + r"[ \t]*\n[ \t>]*".join(parts))


def _anew(spot: _Spot, anew: Anew) -> str | None:
    if spot.mention is None:
        return None
    label = spot.mention.label if spot.mention.page else _label(spot, anew)
    new = anew(replace(spot.mention, label=label))
    if new is None and label != spot.mention.label:
        content = spot.content
        before, after = content[spot.begins : spot.label_begins], spot.label_ends
        return before + label + content[after : spot.ends]
    return new


def _label(spot: _Spot, anew: Anew) -> str:
    told, at = "", spot.label_begins
    for inner in _outermost(spot.inner):
        new = _anew(inner, anew)
        told += spot.content[at : inner.begins]
        told += spot.content[inner.begins : inner.ends] if new is None else new
        at = inner.ends
    return told + spot.content[at : spot.label_ends]


def _in_line(new: str, *, in_cell: bool) -> str:
    line = new.replace("\n", " ")
    return re.sub(r"(?<!\\)\|", r"\\|", line) if in_cell else line


def _noted(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """Read a link or a picture and note where it stood."""
    begins, before = state.pos, len(state.tokens)
    picture = state.src[begins] == "!"
    if not (image if picture else link)(state, silent):
        return False
    if not silent:
        ends, at = state.pos, begins + picture
        label_ends = state.md.helpers.parseLinkLabel(state, at, not picture)
        label = (at + 1, label_ends)
        address = _address(state.tokens[before:], picture=picture)
        mention = Mention(address, state.src[slice(*label)], picture)
        state.env.setdefault(_SPOTS, []).append(_Spot(state.src, begins, ends, *label, mention))
        state.pos = ends
    return True


def _address(tokens: Sequence[Token], *, picture: bool) -> str:
    kind, attribute = ("image", "src") if picture else ("link_open", "href")
    return next(str(token.attrs[attribute]) for token in tokens if token.type == kind)


def _page(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """Read a link between pages and note where it stood."""
    begins = state.pos
    if not page_link(state, silent):
        return False
    if not silent:
        token = state.tokens[-1]
        mention = Mention("", token.content, picture=False, page=str(token.meta["title"]))
        spot = _Spot(state.src, begins, state.pos, begins, begins, mention)
        state.env.setdefault(_SPOTS, []).append(spot)
    return True


def _code(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """Read a piece of code and note where it stood, so that none in it is taken for a link."""
    begins = state.pos
    found = backtick(state, silent)
    if found and not silent:
        spot = _Spot(state.src, begins, state.pos)
        state.env.setdefault(_SPOTS, []).append(spot)
    return found


_BLOCKS = warm(blocks_only(grammar()))
_READER = grammar()
_READER.inline.ruler.at("link", _noted)
_READER.inline.ruler.at("page_link", _page)
_READER.inline.ruler.at("image", _noted)
_READER.inline.ruler.at("backticks", _code)
warm(_READER)
