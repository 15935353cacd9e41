"""Our Markdown: GitHub's flavour without raw HTML, with links between pages, within limits."""

from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from kb.foundation.markdown import limits, syntax

# A list in a list is two levels to the parser; past the limit it must see one more to refuse.
_LEVELS = 2 * limits.MOST_LEVELS + 10


def parsed(source: str) -> list[Token]:
    """Read a text into the parser's tokens, or refuse what goes over a limit."""
    limits.check_size(source)
    return _READER.parse(source)


def drawn(tokens: Sequence[Token]) -> str:
    """Write the parser's tokens as HTML."""
    return str(_READER.renderer.render(tokens, _READER.options, {}))


def check_limits(source: str) -> None:
    """Refuse what is too long, too wide, too deep or left too open, and say which."""
    limits.check_size(source)
    _BLOCK_READER.parse(source)


def grammar() -> MarkdownIt:
    """Make a reader of our Markdown, to be used as it is or taught more."""
    options = {"html": False, "linkify": False, "alerts": False, "maxNesting": _LEVELS}
    reader = MarkdownIt("gfm-like2", options).disable("linkify")
    reader.inline.add_terminator_char("w")
    reader.inline.add_terminator_char("W")
    reader.inline.ruler.before("link", "page_link", syntax.page_link)
    reader.inline.ruler.before("autolink", "line_break", syntax.line_break)
    reader.inline.ruler.push("bare_address", syntax.bare_address)
    reader.core.ruler.after("block", "limits", limits.refuse_excess)
    reader.core.ruler.push("mail_addresses", syntax.mail_addresses)
    return reader


def warm(reader: MarkdownIt) -> MarkdownIt:
    """Make a reader ready for several threads at once."""
    # The rulers fill their caches at the first use, unguarded: two threads must not meet there.
    rulers = (reader.core.ruler, reader.block.ruler, reader.inline.ruler, reader.inline.ruler2)
    for ruler in rulers:
        ruler.getRules("")
    return reader


def blocks_only(reader: MarkdownIt) -> MarkdownIt:
    """Let a reader stop at paragraphs, with the limits kept."""
    reader.core.ruler.enableOnly(["normalize", "block", "limits"])
    return reader


_READER = warm(grammar())
_BLOCK_READER = warm(blocks_only(grammar()))
