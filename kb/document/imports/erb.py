"""Pages with Ruby in them (Middleman's ``.html.md.erb``): told, left out and never run."""

import re
from collections.abc import Sequence

from kb.document.imports.folders import Remark

_FOUND = re.compile(
    r"(?P<code>^(?P<fence>```+|~~~+).*?^(?P=fence)|(?P<tick>`+)[^`\n][^\n]*?(?P=tick))"
    # A heading that is nothing but Ruby says the page's title, which is known already.
    r"|^#+[ \t]*(?P<heading><%.{0,2000}?%>)[ \t]*\n?"
    r"|(?P<tag><%.{0,2000}?%>)",
    re.DOTALL | re.MULTILINE,
)
LONGEST_SHOWN = 80


def without_ruby(text: str) -> tuple[str, Sequence[Remark]]:
    """Return the text without its tags, and a remark for each; samples in code stay."""
    tags: dict[str, None] = {}

    def leave_out(found: re.Match[str]) -> str:
        if found["code"]:
            return found["code"]
        tags[" ".join((found["heading"] or found["tag"]).split())[:LONGEST_SHOWN]] = None
        return ""

    kept = _FOUND.sub(leave_out, text)
    return kept, [Remark("imports.ruby_not_run", (("tag", tag),)) for tag in tags]
