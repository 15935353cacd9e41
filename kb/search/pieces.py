"""What of a document is embedded: its text in passages, each situation a line of its own."""

from collections.abc import Iterator

from kb.search.models import Document
from kb.search.passages import passages
from kb.search.texts import HEADING


def pieces_of(document: Document) -> tuple[str, ...]:
    """Return the texts to embed; a question resembles one line of the reader's own words."""
    body = passages(document.title, list(_parts(document.body)))
    lines = [line for line in document.readers_words.splitlines() if line.strip()]
    situations = passages(document.title, [("", line) for line in lines]) if lines else ()
    return (*body, *situations)


def _parts(body: str) -> Iterator[tuple[str, str]]:
    heading, told = "", list[str]()
    for line in body.splitlines():
        if line.startswith(HEADING):
            yield from [(heading, "\n".join(told))] if told else []
            heading, told = line.removeprefix(HEADING), []
        else:
            told.append(line)
    if told:
        yield heading, "\n".join(told)
