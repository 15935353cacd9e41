"""Whose each paragraph is: the wording in which it first stood as it stands now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb.document.history.differences import paragraphs
from kb.document.revisions.models import Revision


@dataclass(frozen=True)
class Paragraph:
    """A paragraph and the wording that last changed it."""

    words: str
    revision: Revision


def origins(line: Sequence[Revision]) -> dict[str, list[Paragraph]]:
    """Return the paragraphs of the last of a line of wordings, by part, each with its origin.

    ``line`` goes from the first wording to the last. A paragraph that only moved, even to
    another part, is still its first writer's.
    """
    known: Mapping[str, Revision] = {}
    parted: dict[str, list[Paragraph]] = {}
    for revision in line:
        parted = {
            part: [_paragraph(words, known, revision) for words in paragraphs(text)]
            for part, text in revision.text.parts.items()
        }
        known = {_same(one.words): one.revision for part in parted.values() for one in part}
    return parted


def _paragraph(words: str, known: Mapping[str, Revision], revision: Revision) -> Paragraph:
    return Paragraph(words, known.get(_same(words), revision))


def _same(words: str) -> str:
    return " ".join(words.split())
