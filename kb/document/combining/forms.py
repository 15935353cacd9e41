"""What one chooses to combine, and the text that comes of it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from kb.document.revisions.forms import number_of
from kb.document.revisions.models import PARTS, Text
from kb.foundation.errors import InvalidError
from kb.practices.forms import LONGEST_TITLE

FEWEST, MOST = 2, 10
SIGNS = re.compile(r"([\\`*_\[\]<>#|~])")


@dataclass(frozen=True)
class Combination:
    """The name of the model, and the numbers of its parents in their order."""

    title: str
    parents: tuple[int, ...]

    @classmethod
    def parse(cls, form: Mapping[str, str], chosen: Sequence[str]) -> Self:
        """Read the form; a name and two practices are needed."""
        title = " ".join(form.get("title", "").split())
        numbers = tuple(dict.fromkeys(n for one in chosen if (n := number_of(one))))
        wrong = {} if title else {"title": "practice.title_needed"}
        if len(title) > LONGEST_TITLE:
            wrong["title"] = "practice.title_too_long"
        if not FEWEST <= len(numbers) <= MOST:
            wrong["practices"] = "combining.how_many"
        if wrong:
            raise InvalidError(wrong, longest=LONGEST_TITLE, most=MOST)
        return cls(title, numbers)


def combined(title: str, texts: Sequence[Text]) -> Text:
    """Return one text of several: part by part, each under the name it had."""
    parts = {part: _part(part, texts) for part in PARTS}
    readers_words = dict.fromkeys(
        line for text in texts for line in text.readers_words.splitlines() if line.strip()
    )
    return Text(title, "\n".join(readers_words), **parts)


def _part(part: str, texts: Sequence[Text]) -> str:
    told = [(text.title, text.parts[part]) for text in texts if text.parts[part]]
    return "\n\n".join(f"### {SIGNS.sub(_escaped, name)}\n\n{words}" for name, words in told)


def _escaped(sign: re.Match[str]) -> str:
    return "\\" + sign[0]
