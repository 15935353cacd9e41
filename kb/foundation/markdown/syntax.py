"""What we add to standard Markdown: links between pages, bare addresses, line breaks."""

import re
from collections.abc import Iterator

from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_PAGE = re.compile(r"\[\[([^\[\]\n|]+)(?:\|([^\[\]\n]+))?\]\]")
_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://[^\W_]|www\.[\w-]+\.[^\W_])[^\s<>]*", re.IGNORECASE)
_SCHEME_BEFORE = re.compile(r"(?<![^\s*_~(\"'])https?$", re.IGNORECASE)
_MAIL = re.compile(
    r"(?<![a-z0-9.+_/-])(?:mailto:)?([a-z0-9.+_-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{0,62}[a-z0-9])+)(?![\w@-])",
    re.IGNORECASE,
)
_TAIL = "?!.,:*_~'\"[]"
# An address is looked for within this many characters, so that a long run costs no more.
_LONGEST = 2_000


def page_link(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """Read ``[[Title]]`` or ``[[Title|words]]``."""
    found = _PAGE.match(state.src, state.pos, state.posMax)
    if found is None or not found[1].strip():
        return False
    if not silent:
        token = state.push("page_link", "", 0)
        token.content = (found[2] or found[1]).strip()
        token.meta = {"title": found[1].strip()}
    state.pos = found.end()
    return True


def line_break(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """Read ``<br>``: the one tag that is not shown as text, for cells have no other way."""
    found = _BREAK.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.push("hardbreak", "br", 0)
    state.pos = found.end()
    return True


def bare_address(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """Read an address that stands in the text without any marks (GFM, "Autolinks")."""
    begins = _address_begins(state)
    if silent or state.linkLevel or begins is None:
        return False
    end = min(state.posMax, begins + _LONGEST)
    found = _ADDRESS.match(state.src, begins, end)
    if found is None or found.end() == begins + _LONGEST:
        return False
    address = _without_tail(found[0])
    if "_" in _domain(address):
        return False
    state.pending = state.pending[: len(state.pending) - (state.pos - begins)]
    _push_link(state, address)
    state.pos = begins + len(address)
    return True


def _address_begins(state: StateInline) -> int | None:
    here = state.src[state.pos]
    if here == ":":
        before = _SCHEME_BEFORE.search(state.src[max(0, state.pos - 6) : state.pos])
        known = before is not None and state.pending.endswith(before[0])
        return state.pos - len(before[0]) if before and known else None
    free = state.pos == 0 or state.src[state.pos - 1] in " \t\n*_~(\"'"
    return state.pos if here in "wW" and free else None


def _push_link(state: StateInline, address: str) -> None:
    href = state.md.normalizeLink(address if "://" in address else f"http://{address}")
    for token in linked(address, href):
        pushed = state.push(token.type, token.tag, token.nesting)
        pushed.attrs, pushed.content = token.attrs, token.content


def _domain(address: str) -> str:
    # The last two parts of the host's name, in which GFM allows no low line.
    host = re.split(r"[/?#:]", address.partition("://")[2] or address, maxsplit=1)[0]
    return ".".join(host.split(".")[-2:])


def _without_tail(address: str) -> str:
    kept = address.rstrip(_TAIL)
    while kept.endswith(")") and kept.count(")") > kept.count("("):
        kept = kept[:-1].rstrip(_TAIL)
    if kept.endswith(";"):
        kept = re.sub(r"&[a-z0-9]+;$", "", kept, flags=re.IGNORECASE).rstrip(";")
    return kept


def mail_addresses(state: StateCore) -> None:
    """Make links of the mail addresses in the text, as a last step of the parser."""
    for token in state.tokens:
        if token.children and "@" in token.content:
            token.children = list(_with_mail(token.children))


def _with_mail(tokens: list[Token]) -> Iterator[Token]:
    inside = 0
    for token in tokens:
        inside += token.nesting if token.tag == "a" else 0
        if token.type == "text" and not inside:
            yield from _parted(token)
        else:
            yield token


def _parted(token: Token) -> Iterator[Token]:
    begins = 0
    for found in _MAIL.finditer(token.content):
        yield words(token.content[begins : found.start()], token.level)
        yield from linked(found[0], f"mailto:{found[1]}", token.level)
        begins = found.end()
    yield words(token.content[begins:], token.level)


def words(content: str, level: int = 0) -> Token:
    """Plain words as the parser keeps them."""
    return Token("text", "", 0, content=content, level=level)


def linked(content: str, href: str, level: int = 0) -> tuple[Token, Token, Token]:
    """Words that lead to an address, as the parser keeps them."""
    return (
        Token("link_open", "a", 1, attrs={"href": href}, level=level),
        words(content, level + 1),
        Token("link_close", "a", -1, level=level),
    )
