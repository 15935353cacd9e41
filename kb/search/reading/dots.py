"""Dots that a keyboard without ä and ö left out of a question, put back where they belong."""

from collections.abc import Sequence

from kb.search.index.lexical import any_of, exactly
from kb.search.index.readers import Sight
from kb.search.language.detection import detect_language
from kb.search.language.lexicon import base_form
from kb.search.language.stopwords import FINNISH, STOP_WORDS
from kb.search.language.words import dottings, is_known, lemmas_of, redotted, undotted
from kb.search.reading.spots import Correction, Spot, meant_at, spots_in
from kb.search.reading.vocabulary import held_of_each, vocabulary

FUNCTION_WORDS = {undotted(word): word for word in FINNISH if undotted(word) not in STOP_WORDS}
MOST_WRITTEN = 3  # words of the texts that look the same without dots


def dots_in(text: str, sight: Sight) -> tuple[Correction, ...]:
    """Return the words to put dots on, if the question was typed without; none gets longer."""
    spots = spots_in(text) if undotted(text) == text else ()
    if not any(map(_lacks_dots, spots)) or detect_language(text) != "fi":
        return ()
    written = [list(vocabulary().dotted.get(spot.word, ()))[:MOST_WRITTEN] for spot in spots]
    asked = [_asked(spot, ways) for spot, ways in zip(spots, written, strict=True)]
    there = held_of_each(asked, 2 + MOST_WRITTEN, sight)
    rows = zip(spots, written, there, strict=True)
    found = ((spot, _restored(spot, ways, numbers)) for spot, ways, numbers in rows)
    return tuple(meant_at(spot, word) for spot, word in found if word)


def _lacks_dots(spot: Spot) -> bool:
    return spot.word in FUNCTION_WORDS or redotted(spot.word) is not None


def _asked(spot: Spot, written: Sequence[str]) -> list[str]:
    """Return what asks for a word as it is, with its dots in any form, and as it is written."""
    listed = _listed(spot)
    in_any_form = any_of(lemmas_of(listed)) if listed else exactly(spot.word)
    return [exactly(spot.word), in_any_form, *map(exactly, written)]


def _restored(spot: Spot, written: Sequence[str], numbers: Sequence[int]) -> str | None:
    """Return the word with its dots: a function word's, a text's, or a dictionary's."""
    as_it_is, in_any_form, *others = numbers
    most, word = max(zip(others, written, strict=True), default=(0, ""))
    if spot.word in FUNCTION_WORDS:
        return FUNCTION_WORDS[spot.word]
    if most > as_it_is:
        return word
    if not is_known(spot.word):
        return redotted(spot.word)
    return _listed(spot) if in_any_form and not as_it_is else None


def _listed(spot: Spot) -> str | None:
    return next(filter(base_form, dottings(spot.word)), None)
