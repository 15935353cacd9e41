"""A wording as a value: what a draft and a revision hold."""

import hashlib
import json
import re
from dataclasses import dataclass

PARTS = ("situation", "action", "why", "when_not", "example")
HINT = "✎"
HINT_LINE = re.compile(rf"^\s*(?:>\s*)+{HINT}", re.MULTILINE)


@dataclass(frozen=True)
class Text:
    """A wording: title, the reader's own words for the situation, and the five parts."""

    title: str
    readers_words: str
    situation: str = ""
    action: str = ""
    why: str = ""
    when_not: str = ""
    example: str = ""

    @property
    def parts(self) -> dict[str, str]:
        """Return the five parts in Markdown, by name, in reading order."""
        return {part: getattr(self, part) for part in PARTS}

    @property
    def body(self) -> str:
        """Return the parts as one Markdown text."""
        return "\n\n".join(text for text in self.parts.values() if text)

    @property
    def hinted(self) -> list[str]:
        """Name the parts in which a template's hint still stands."""
        return [part for part, text in self.parts.items() if HINT_LINE.search(text)]

    @property
    def words(self) -> int:
        """Count the words of the parts."""
        return len(self.body.split())

    @property
    def fingerprint(self) -> str:
        """Return the SHA-256 of everything that was worded."""
        whole = json.dumps([self.title, self.readers_words, *self.parts.values()])
        return hashlib.sha256(whole.encode()).hexdigest()
