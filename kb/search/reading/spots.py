"""The words of a question where they stand, and what is put in their place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kb.search.index.lexical import any_of, exactly, joined
from kb.search.language.analysis import analyse
from kb.search.language.lexicon import base_form
from kb.search.language.words import lemmas_of, safe, undotted
from kb.search.reading.syntax import pieces_in


@dataclass(frozen=True)
class Spot:
    """A word where it stands in a question."""

    said: str
    start: int
    end: int

    @property
    def word(self) -> str:
        """Return the word as the index has it."""
        return safe(self.said)

    @property
    def is_listed(self) -> bool:
        """Say whether a dictionary has it, in whatever form."""
        return bool(base_form(self.word) or base_form(self.word, "en"))

    @property
    def expression(self) -> str:
        """Return what asks for the word as it is typed; half of it is no base form of it."""
        own = (lemma for lemma in lemmas_of(self.word) if len(lemma) > len(self.word) / 2)
        return joined([any_of(own), exactly(self.word)])

    def of(self, text: str) -> str:
        """Return what stands here in another wording of the same length."""
        return text[self.start : self.end]

    def is_within(self, other: "Spot") -> bool:
        """Say whether the other covers it."""
        return other.start <= self.start and self.end <= other.end


@dataclass(frozen=True)
class Correction:
    """A word of a question, and what was meant there, for sure or perhaps."""

    spot: Spot
    meant: str
    sure: bool = True

    @property
    def is_of_dots(self) -> bool:
        """Say whether nothing but dots was left out."""
        return undotted(safe(self.meant)) == self.spot.word


@lru_cache(maxsize=200)
def spots_in(text: str) -> tuple[Spot, ...]:
    """Return the words of a question which are neither quoted, unwanted nor a field's."""
    return tuple(_spots(text))


def meant_at(spot: Spot, word: str, *, sure: bool = True) -> Correction:
    """Return the correction by a word, which begins as large as what was typed."""
    return Correction(spot, word.capitalize() if spot.said[0].isupper() else word, sure)


def corrected(text: str, corrections: Sequence[Correction]) -> str:
    """Return a question as it was meant."""
    for one in sorted(corrections, key=lambda each: -each.spot.start):
        text = text[: one.spot.start] + one.meant + text[one.spot.end :]
    return text


def _spots(text: str) -> Iterator[Spot]:
    for either in pieces_in(text):
        for piece in either:
            if not (piece.field or piece.exact or piece.unwanted):
                for token in analyse(piece.words):
                    start, end = piece.start + token.start, piece.start + token.end
                    if token.surface.isalpha():
                        yield Spot(text[start:end], start, end)
