"""Slips of the hand, made the same way every time."""

import random
import re

from kb.search.language.words import undotted

WORD = re.compile(r"[^\W\d_]{4,}")
KEYBOARD = ("qwertyuiopå", "asdfghjklöä", "zxcvbnm")
MOST_WORDS = 2


def mistyped(text):
    """Return a text with one slip in one or two of its words, and what kind of slip it was."""
    chance = random.Random(text)  # noqa: S311 - the same text always slips the same way
    kind = chance.choice(sorted(SLIPS))
    words = list(WORD.finditer(text))
    slipping = chance.sample(words, min(len(words), chance.randint(1, MOST_WORDS)))
    for word in sorted(slipping, key=lambda one: -one.start()):
        slipped = SLIPS[kind](word[0], chance.randrange(1, len(word[0]) - 1), chance)
        text = text[: word.start()] + slipped + text[word.end() :]
    return text, kind


def without_dots(text):
    """Return a text as a keyboard without ä and ö types it."""
    return undotted(text.translate(str.maketrans("ÄÖÅ", "AOA")))


def swap(word, at, _chance):
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def drop(word, at, _chance):
    return word[:at] + word[at + 1 :]


def double(word, at, _chance):
    return word[: at + 1] + word[at:]


def neighbour(word, at, chance):
    return word[:at] + chance.choice(beside(word[at].lower())) + word[at + 1 :]


def beside(letter):
    """Return the keys left and right of a letter's, or the letter if it has no key."""
    row = next((row for row in KEYBOARD if letter in row), letter)
    at = row.index(letter)
    return (row[max(at - 1, 0) : at] + row[at + 1 : at + 2]) or letter


SLIPS = {"swap": swap, "drop": drop, "double": double, "neighbour": neighbour}
