"""The words of a question that tell texts apart, and which texts hold them."""

from collections.abc import Sequence
from dataclasses import replace

from kb.search.index.lexical import Match, held, matches
from kb.search.index.readers import Sight
from kb.search.ranking.weighing import ENOUGH_TO_TELL, TOO_COMMON, seen_only
from kb.search.reading.asked import Asked, Word


def found_by_words(asked: Asked, sight: Sight) -> tuple[Asked, Sequence[Match]]:
    """Return a question by the words that tell, and the places of what holds them.

    Of each word there are two matches: by the whole, and by a part of the compound it is. What
    very many of the texts one may find hold is counted, but neither read nor weighed.
    """
    texts = int(sight.mask.sum())
    telling = replace(asked, words=_telling(asked.words, sight.flags, texts))
    found = matches(telling.expressions, sight.flags)
    return telling, [seen_only(match, sight.catalogue, sight.mask) for match in found]


def _telling(words: Sequence[Word], flags: bytes, texts: int) -> tuple[Word, ...]:
    """Return the words that are not common; all where none is, or where texts are few."""
    if texts < ENOUGH_TO_TELL:
        return tuple(words)
    most = int(TOO_COMMON * texts)
    often = held([word.whole for word in words], flags, most + 1)
    rare = (word for word, number in zip(words, often, strict=True) if number <= most)
    return tuple(rare) or tuple(words)
