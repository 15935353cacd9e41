"""What of a document is embedded: its name, its gist, each situation, its text in passages."""

from collections.abc import Iterator

from kb.search.index.passages import passages
from kb.search.index.texts import HEADING
from kb.search.models import Document

LONGEST_GIST = 60  # words: a first paragraph longer than that is text like any other


def pieces_of(document: Document) -> tuple[str, ...]:
    """Return the texts to embed, each once; a question resembles a short one best."""
    lines = [line for line in document.body.splitlines() if not line.startswith(HEADING)]
    gist = [line for line in lines[:1] if len(line.split()) <= LONGEST_GIST]
    situations = [line for line in document.readers_words.splitlines() if line.strip()]
    body = passages(document.title, list(_parts(document.body)))
    return tuple(dict.fromkeys((document.title, *gist, *situations, *body)))


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
