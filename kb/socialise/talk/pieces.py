"""What was said in plain words, apart where it names a colleague or a practice."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.people.models import Person

_PRACTICE = r"\[\[(?!@)(?P<title>[^\[\]|\n]+)(?:\|(?P<words>[^\[\]\n]+))?\]\]"


@dataclass(frozen=True)
class Piece:
    """Some words, and what they lead to: a person, or the practice of a title."""

    words: str
    person: Person | None = None
    title: str = ""


def in_pieces(text: str, people: Sequence[Person]) -> Iterator[Piece]:
    """Tell ``text`` apart at ``[[Title]]`` and at ``@`` with a whole name of ``people``."""
    by_name = {person.name.casefold(): person for person in people}
    longest_first = sorted(by_name, key=len, reverse=True)
    names = "|".join(re.escape(name) for name in longest_first) or r"(?!)"
    at = 0
    for found in re.finditer(rf"(?<!\w)@(?:{names})(?!\w)|{_PRACTICE}", text, re.IGNORECASE):
        if found.start() > at:
            yield Piece(text[at : found.start()])
        yield _led(found, by_name)
        at = found.end()
    if at < len(text):
        yield Piece(text[at:])


def _led(found: re.Match[str], by_name: dict[str, Person]) -> Piece:
    title = found["title"]
    if title is None:
        return Piece(found[0], by_name[found[0][1:].casefold()])
    return Piece((found["words"] or title).strip(), title=title.strip())
