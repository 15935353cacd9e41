"""A question as it was understood: corrected, with its limits and synonyms, and what to say."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from kb.search.forms import Question, limits_in
from kb.search.index.readers import Sight
from kb.search.limits import Limits
from kb.search.reading.asked import Asked, asked_by
from kb.search.reading.dots import dots_in
from kb.search.reading.fields import Meaning, meaning_of, with_people
from kb.search.reading.names import Names, names
from kb.search.reading.readings import (
    Reading,
    ReadingKind,
    corrections_read,
    limits_read,
    synonyms_read,
)
from kb.search.reading.spelling import slips_in
from kb.search.reading.spots import Correction, corrected
from kb.search.reading.syntax import Piece, pieces_in
from kb.search.reading.terms import is_function_word

__all__ = ["Reading", "ReadingKind", "Understood", "understand"]

Pieces = Sequence[Sequence[Piece]]


@dataclass(frozen=True)
class Understood:
    """A question, understood: what to ask the index and to keep to, and what to say of it.

    ``suggestion`` is the whole question with uncertain corrections, to be offered; ``exact``
    asks for the words as they were typed, and is empty where nothing was corrected; ``names``
    are those of the glossary, as it stood then.
    """

    asked: Asked
    limits: Limits
    readings: tuple[Reading, ...] = ()
    suggestion: str | None = None
    exact: str = ""
    names: Names = ()


class Typed(dict[str, list[str]]):
    """Fields that were typed into a question, as those of an address."""

    def getlist(self, key: str, /) -> list[str]:
        """Return every value of one field."""
        return self.get(key, [])


def understand(question: Question, sight: Sight) -> Understood:
    """Understand a question by the words of what its asker may see."""
    mended, known = _mended(question.text, sight), names()
    pieces = pieces_in(mended.text)
    meanings = _meanings(pieces)
    asked = asked_by(_without(pieces, meanings), known)
    readings = (
        corrections_read(question.text, mended.corrections),
        limits_read(list(chain(*pieces)), meanings),
        synonyms_read(asked.synonyms),
    )
    return Understood(
        asked,
        with_people(question.limits) | _limits(meanings),
        tuple(chain(*readings)),
        mended.suggestion,
        mended.exact,
        known,
    )


@dataclass(frozen=True)
class Mended:
    """A question with what was surely meant, and with what was perhaps meant."""

    text: str
    corrections: Sequence[Correction]
    suggestion: str | None
    exact: str


def _mended(typed: str, sight: Sight) -> Mended:
    # To put dots on a word moves no other: places in the dotted text are those in the typed.
    dots = dots_in(typed, sight)
    dotted = corrected(typed, dots)
    slips = slips_in(dotted, sight)
    sure = [one for one in slips if one.sure]
    said = sorted((*sure, *_to_say(dots, sure)), key=lambda one: one.spot.start)
    quoted = [replace(one, meant=f'"{one.spot.of(typed)}"') for one in said]
    return Mended(
        corrected(dotted, sure),
        said,
        corrected(dotted, slips) if len(sure) < len(slips) else None,
        corrected(typed, quoted) if quoted else "",
    )


def _to_say(dots: Sequence[Correction], sure: Sequence[Correction]) -> Iterator[Correction]:
    """Yield the dots worth saying: on words of their own, and not mended once more."""
    for one in dots:
        if not is_function_word(one.spot.word) and not any(
            one.spot.is_within(each.spot) for each in sure
        ):
            yield one


def _meanings(pieces: Pieces) -> dict[Piece, Meaning]:
    fields = ((one, meaning_of(one.field, one.value)) for one in chain(*pieces) if one.field)
    return {piece: meaning for piece, meaning in fields if meaning}


def _without(pieces: Pieces, meanings: dict[Piece, Meaning]) -> Pieces:
    return [[piece for piece in either if piece not in meanings] for either in pieces]


def _limits(meanings: dict[Piece, Meaning]) -> Limits:
    wanted, unwanted = Typed(), Typed()
    for piece, meaning in meanings.items():
        typed = unwanted if piece.unwanted else wanted
        typed.setdefault(meaning.field, []).extend(meaning.values)
    return replace(limits_in(wanted), excluded=limits_in(unwanted) if unwanted else None)
