"""What is said of how a question was read (Tulkittiin …)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kb.foundation.words import Kind
from kb.search.reading.fields import Meaning
from kb.search.reading.names import Synonyms
from kb.search.reading.spots import Correction
from kb.search.reading.syntax import Piece

SHORTEST_FIELD = 3  # letters: EU:n is a word in the genitive
MOST_SYNONYMS = 3


class ReadingKind(Kind):
    """How something in a question was read otherwise than it stands."""

    SPELLING = "spelling"
    DOTS = "dots"
    SYNONYM = "synonym"
    LIMIT = "limit"
    EXCLUDED = "excluded"
    UNKNOWN_LIMIT = "unknown_limit"


@dataclass(frozen=True)
class Reading:
    """What was said and what it was taken to mean: words, or the message key of a label."""

    kind: ReadingKind
    said: str
    meant: str = ""
    key: str = ""


def corrections_read(question: str, corrections: Sequence[Correction]) -> Iterator[Reading]:
    """Yield the words that were mended, as they were typed and as they were meant."""
    for one in corrections:
        kind = ReadingKind.DOTS if one.is_of_dots else ReadingKind.SPELLING
        yield Reading(kind, one.spot.of(question), one.meant)


def limits_read(
    pieces: Sequence[Piece], meanings: Mapping[Piece, Meaning]
) -> Iterator[Reading]:
    """Yield what was typed as a limit; one that nobody knows was looked for as words."""
    for piece in pieces:
        meaning = meanings.get(piece)
        if meaning:
            kind = ReadingKind.EXCLUDED if piece.unwanted else ReadingKind.LIMIT
            yield Reading(kind, piece.words, meaning.names, meaning.key)
        elif len(piece.field) >= SHORTEST_FIELD and piece.field.islower():
            yield Reading(ReadingKind.UNKNOWN_LIMIT, piece.words)


def synonyms_read(synonyms: Sequence[Synonyms]) -> Iterator[Reading]:
    """Yield what the glossary calls otherwise."""
    for one in synonyms:
        others = list(one.others.values())[:MOST_SYNONYMS]
        yield Reading(ReadingKind.SYNONYM, one.written, ", ".join(others))
