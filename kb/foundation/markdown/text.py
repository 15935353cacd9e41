"""What a text says without its marks, and what it names: pages, pictures and files."""

from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from kb.foundation.markdown.addresses import file_name
from kb.foundation.markdown.grammar import parsed

_SPOKEN = ("text", "text_special", "code_inline", "page_link")
_BREAKS = ("softbreak", "hardbreak")


def plain(source: str) -> str:
    """Tell what a text says, a line for each of its paragraphs, items and table rows."""
    return "\n".join(_lines(parsed(source)))


def sections(source: str) -> tuple[tuple[str, str], ...]:
    """Part a text at its headings: each heading with the words under it."""
    tokens = parsed(source)
    starts = [place for place, token in enumerate(tokens) if token.type == "heading_open"]
    # A heading takes three tokens: its opening, its words and its closing.
    named = [(spoken(tokens[start + 1].children), start + 3) for start in starts]
    ends = [*starts[1:], len(tokens)] if starts else []
    parts = [("", tokens[: starts[0] if starts else len(tokens)])]
    parts += [(name, tokens[at:end]) for (name, at), end in zip(named, ends, strict=True)]
    told = [(name, "\n".join(_lines(part))) for name, part in parts]
    return tuple((name, text) for name, text in told if name or text)


def links_in(source: str) -> tuple[str, ...]:
    """Name the titles that a text's [[links]] lead to, each once, in their order."""
    named = (token.meta["title"] for token in _inlines(source) if token.type == "page_link")
    return tuple(dict.fromkeys(named))


def images_in(source: str) -> tuple[str, ...]:
    """Name the pictures of ours that a text shows, each once, in their order."""
    return _files(source, "image", "src")


def files_in(source: str) -> tuple[str, ...]:
    """Name the files of ours that a text links to, each once, in their order."""
    return _files(source, "link_open", "href")


def _files(source: str, kind: str, attribute: str) -> tuple[str, ...]:
    named = (
        file_name(str(token.attrs[attribute]))
        for token in _inlines(source)
        if token.type == kind
    )
    return tuple(dict.fromkeys(name for name in named if name))


def _inlines(source: str) -> Iterator[Token]:
    return (child for token in parsed(source) for child in token.children or ())


def _lines(tokens: Sequence[Token]) -> Iterator[str]:
    row: list[str] | None = None
    for token in tokens:
        line = token.content.strip() if token.type in ("fence", "code_block") else ""
        if token.type == "inline":
            line = spoken(token.children)
        if token.tag == "tr":
            line = " ".join(row) if row else ""
            row = [] if token.nesting == 1 else None
        elif row is not None and line:
            row.append(line)
            continue
        if line:
            yield line


def spoken(tokens: Sequence[Token] | None) -> str:
    """Tell a line's words without its marks."""
    return "".join(_words(tokens or ())).strip()


def _words(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in _SPOKEN:
            yield token.content
        elif token.type in _BREAKS:
            yield " "
        elif token.type == "image":
            yield from _words(token.children or ())
