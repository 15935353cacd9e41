"""What somebody is writing, as far as it tells what it is about."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from kb.document.revisions.forms import number_of
from kb.search.models import Document

# The fields of every form in which a practice is named or written, or may begin.
TITLES = ("title", "question")
TEXTS = ("text", "summary", "situation", "action", "advice")
LONGEST = 2_000


@dataclass(frozen=True)
class Written:
    """A name, the reader's situation, the text; and the practice it is of, if there is one."""

    title: str
    readers_words: str
    text: str
    practice_id: int

    @classmethod
    def parse(cls, fields: Mapping[str, str]) -> Self:
        """Read whichever form it is from; what is missing is not written yet."""
        title = " ".join(fields.get(name, "") for name in TITLES)
        text = "\n".join(filter(None, (fields.get(name, "") for name in TEXTS)))
        readers_words, of = fields.get("readers_words", ""), fields.get("of", "")
        return cls(title.strip(), readers_words[:LONGEST], text[:LONGEST], number_of(of) or 0)

    @property
    def document(self) -> Document:
        """Return it as the document it would be."""
        return Document(title=self.title, readers_words=self.readers_words, body=self.text)

    @property
    def whole(self) -> str:
        """Return everything that is written."""
        return f"{self.title}\n{self.readers_words}\n{self.text}"
