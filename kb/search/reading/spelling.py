"""Words that no text holds which one may see, and what was meant by them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kb.search.index.readers import Sight
from kb.search.language.words import is_known
from kb.search.reading.slips import MOST, Candidate, meant_by
from kb.search.reading.spots import Correction, Spot, meant_at, spots_in
from kb.search.reading.terms import is_function_word
from kb.search.reading.vocabulary import held, held_of_each, vocabulary

SHORTEST, ENOUGH = 4, 5  # letters: of a word that is corrected, and of one whatever the slip
MOST_WRONG = 6


def slips_in(text: str, sight: Sight) -> tuple[Correction, ...]:
    """Return what was meant by the words of a question that no text holds."""
    spots = [spot for spot in spots_in(text) if not is_function_word(spot.word)]
    there = held([spot.expression for spot in spots], sight)
    absent = [spot for spot, number in zip(spots, there, strict=True) if not number]
    if not absent:
        return ()
    parted = _parted(text, spots, absent, sight)
    apart = [one for one in absent if not any(one.is_within(each.spot) for each in parted)]
    long = [one for one in apart if len(one.word) >= SHORTEST]
    return (*parted, *_mistyped(long[:MOST_WRONG], sight))


def _parted(
    text: str, spots: Sequence[Spot], absent: Sequence[Spot], sight: Sight
) -> list[Correction]:
    """Return the words that a slip has parted: houku tteleva."""
    pairs = [
        Spot(text[first.start : second.end], first.start, second.end)
        for first, second in pairwise(spots)
        if text[first.end : second.start] == " "
        and any(one in absent and not one.is_listed for one in (first, second))
    ]
    there = held([pair.expression for pair in pairs], sight)
    whole = (pair for pair, number in zip(pairs, there, strict=True) if number)
    return [Correction(pair, pair.said.replace(" ", "")) for pair in whole]


def _mistyped(absent: Sequence[Spot], sight: Sight) -> Iterator[Correction]:
    offered = [meant_by(spot.word, vocabulary()) for spot in absent]
    asked = [[one.expression for one in candidates] for candidates in offered]
    there = held_of_each(asked, MOST, sight)
    for spot, candidates, numbers in zip(absent, offered, there, strict=True):
        found = [one for one in zip(candidates, numbers, strict=True) if one[1]]
        best = min(found, key=lambda one: (one[0].rank, -one[1]), default=None)
        if best and (_is_sure(spot, best[0]) or _is_likely(spot, best[0])):
            yield meant_at(spot, best[0].word, sure=_is_sure(spot, best[0]))


def _is_sure(spot: Spot, best: Candidate) -> bool:
    """Say whether a word may be taken for another unasked: by one slip, not its beginning."""
    if best.slips != 1 or spot.word[0] != best.word[0]:
        return not best.slips
    if is_known(spot.word):
        return not spot.is_listed and _is_likely(spot, best)
    return not best.unusual or len(spot.word) >= ENOUGH


def _is_likely(spot: Spot, best: Candidate) -> bool:
    """Say whether another word may be offered; for one that can be read as it is, with care."""
    if not is_known(spot.word):
        return True
    usual = best.slips == 1 and not best.unusual and not best.only_listed
    return usual and len(spot.word) >= ENOUGH
