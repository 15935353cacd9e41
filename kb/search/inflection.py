"""Readings the dictionaries leave out: clitics, possessives, participles, borrowed words."""

import re
from collections.abc import Iterator
from functools import lru_cache

from kb.search.lexicon import base_form, is_base_form, is_verb

CLITIC = re.compile(r"(kin|kaan|kään|ko|kö|han|hän)$")
POSSESSIVE = re.compile(r"(ni|si|nsa|nsä|mme|nne|(?<=aa)n|(?<=ää)n|(?<=ee)n)$")
CASE = re.compile(
    r"n|t|j?[aä]|t[aä]|n[aä]|ksi|lle|ss[aä]|st[aä]|ll[aä]|lt[aä]|tt[aä]|jen|en|den|tten|seen|siin"
    r"|h?((?<=a)an|(?<=ä)än|(?<=e)en|(?<=i)in|(?<=o)on|(?<=u)un|(?<=y)yn|(?<=ö)ön)|h[aäeiouyö]n"
)
SHORTEST_STEM = 3
SHORTEST_UNKNOWN = 5

# Consonant gradation undone at the end of a stem: valitu-n is valittu, kasvanee-t kasvanut.
STRONGER = (
    ("tu", "ttu"),
    ("ty", "tty"),
    ("du", "tu"),
    ("dy", "ty"),
    ("llu", "ltu"),
    ("nnu", "ntu"),
    ("nee", "nut"),
    ("nee", "nyt"),
)

# Endings by which a form belongs to adjectives in -inen or nouns in -uus, listed or not.
FAMILIES = (
    (re.compile(r"is(e[nt]|een|en[aä]|e(ss|st|ll|lt)[aä]|elle|eksi|ten|esti)$"), "inen"),
    (re.compile(r"(is|v)uu(tta|det?n?|de(ss|st|ll|lt)a|delle|deksi|tena|teen)$"), r"\1uus"),
    (re.compile(r"(is|v)yy(ttä|det?n?|de(ss|st|ll|lt)ä|delle|deksi|tenä|teen)$"), r"\1yys"),
)
# These may as well be cases of another noun: prosesseista is not of prosessinen.
DOUBTFUL_FAMILY = re.compile(r"is(t[aä]|i[aä]|iin|i(ss|st|ll|lt)[aä]|ille|iksi)$")


@lru_cache(maxsize=40_000)
def without_endings(word: str) -> str | None:
    """Return the base form behind a clitic or possessive: tiimissämmekin is tiimi."""
    return next(filter(None, map(base_form, _bare_forms(word))), None)


@lru_cache(maxsize=40_000)
def inferred_verb(word: str) -> str | None:
    """Return the verb of an inflected participle: käytettävissä is käyttää."""
    return next(filter(is_verb, _uninflected(word)), None)


@lru_cache(maxsize=40_000)
def inferred_noun(word: str) -> str | None:
    """Return the base form of a borrowed noun, by its case ending: backlogiin is backlog."""
    return next(_uninflected(word), None)


@lru_cache(maxsize=20_000)
def family_form(word: str) -> str | None:
    """Return the adjective in -inen or noun in -uus of which a word clearly is a form."""
    for pattern, base in FAMILIES:
        if pattern.search(word):
            return pattern.sub(base, word)
    return None


@lru_cache(maxsize=20_000)
def homographs(word: str) -> tuple[str, ...]:
    """Return nouns of which a word may be a case: alustan is of alustaa, but of alusta too."""
    stems = (word.removesuffix(ending) for ending in _endings(word))
    return tuple(stem for stem in stems if is_base_form(stem) and not is_verb(stem))


@lru_cache(maxsize=20_000)
def verb_behind(lemma: str) -> str | None:
    """Return the verb of a deed: jakaminen is jakaa."""
    stem = lemma.removesuffix("minen")
    if stem == lemma or len(stem) < SHORTEST_STEM:
        return None
    verb = base_form(stem + stem[-1]) or base_form(stem)
    return verb if verb and is_verb(verb) else None


def _bare_forms(word: str) -> Iterator[str]:
    plain = CLITIC.sub("", word)
    owned = POSSESSIVE.sub("", plain)
    # Before a possessive the genitive loses its n, and -ksi becomes -kse-.
    yield from (plain, owned, owned + "n", re.sub("kse$", "ksi", owned))


def _uninflected(word: str) -> Iterator[str]:
    if len(word) < SHORTEST_UNKNOWN:
        return
    for ending in _endings(word):
        for stem in _stems(word.removesuffix(ending)):
            found = base_form(stem) or base_form(stem, "en")
            if found:
                yield found


def _endings(word: str) -> list[str]:
    starts = range(SHORTEST_STEM, len(word))
    return [word[start:] for start in starts if CASE.fullmatch(word, start)]


def _stems(stem: str) -> Iterator[str]:
    plural = stem.removesuffix("i")
    for each in dict.fromkeys((stem, plural)):
        yield each
        yield from (
            each.removesuffix(weak) + strong for weak, strong in STRONGER if each.endswith(weak)
        )
    if DOUBTFUL_FAMILY.search(stem + "ta"):
        yield stem.removesuffix("is") + "inen"
    if plural != stem:
        yield from (plural + vowel for vowel in "aäe")
