"""The words of a text in both indexes: those it is found by, and those it begins with."""

from collections.abc import Iterable

from kb.search.index.lexical import erase_words, write_words
from kb.search.models import Document
from kb.search.suggestions.beginnings import erase_beginnings, write_beginnings


def write(document: Document) -> None:
    """Put a document's words in, in place of those that were there."""
    write_words(document)
    write_beginnings(document)


def erase(document_ids: Iterable[int]) -> None:
    """Take documents' words out."""
    numbers = list(document_ids)
    erase_words(numbers)
    erase_beginnings(numbers)
