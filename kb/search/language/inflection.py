"""Readings the dictionaries leave out: clitics, possessives, participles, borrowed words."""

import re
from collections.abc import Iterator
from functools import lru_cache

from kb.search.language.lexicon import base_form, is_base_form, is_verb
from kb.search.language.stopwords import STOP_WORDS

CLITIC = re.compile(r"(kin|kaan|kään|ko|kö|han|hän)$")
POSSESSIVE = re.compile(r"(ni|si|nsa|nsä|mme|nne|(?<=aa)n|(?<=ää)n|(?<=ee)n)$")
CASE = re.compile(
    r"n|t|j?[aä]|t[aä]|n[aä]|ksi|lle|ss[aä]|st[aä]|ll[aä]|lt[aä]|tt[aä]|jen|en|den|tten|seen|siin"
    r"|h?((?<=a)an|(?<=ä)än|(?<=e)en|(?<=i)in|(?<=o)on|(?<=u)un|(?<=y)yn|(?<=ö)ön)|h[aäeiouyö]n"
)
SHORTEST_STEM = 3
SHORTEST_UNKNOWN = 5

# What a weak stem was before its ending made it weak: tavan is of tapa, valitun of valittu.
STRONGER = tuple(
    (re.compile(rf"(?<=[aeiouyäö]){weak}(?=[aeiouyäö]$)"), strong)
    for weak, strong in (
        ("p", "pp"),
        ("t", "tt"),
        ("k", "kk"),
        ("v", "p"),
        ("d", "t"),
        ("ll", "lt"),
        ("nn", "nt"),
        ("rr", "rt"),
        ("mm", "mp"),
        ("ng", "nk"),
        ("l(?=[uy])", "lk"),
    )
)

# A participle or a deed, and the verb's form that lies behind it: valittu is of valitaan.
BEHIND = tuple(
    (re.compile(pattern + "$"), form)
    for pattern, form in (
        (r"(?<=([aeiouyäö]))(minen|v[aä]|m[aä]|n[uy]t)", r"\1"),
        (r"(?<=[aeiouyäö])t(tava|tu)", "taan"),
        (r"(?<=[aeiouyäö])t(tävä|ty)", "tään"),
        (r"([lnr])(tava|tu)", r"\1\1aan"),
        (r"([lnr])(tävä|ty)", r"\1\1ään"),
        (r"s(tava|tu)", "staan"),
        (r"s(tävä|ty)", "stään"),
        (r"(?<=[aeiouyäö])(tava|tu)", "daan"),
        (r"(?<=[aeiouyäö])(tävä|ty)", "dään"),
    )
)

# Endings by which a form belongs to adjectives in -inen or nouns in -uus, listed or not.
FAMILIES = (
    (re.compile(r"is(e[nt]|een|en[aä]|e(ss|st|ll|lt)[aä]|elle|eksi|ten|esti)$"), "inen"),
    (re.compile(r"is[ei](mpi|mp[aäi]|mm[aäi])[^\W\d_]{0,5}$"), "inen"),
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
    """Return nouns of which a word may be a case: alustan is of alustaa, but of alusta too.

    A function word is none of them: vastaa is of vastata, and nobody looks for vasta.
    """
    stems = (stem for ending in _endings(word) for stem in _stems(word.removesuffix(ending)))
    known = (stem for stem in stems if len(stem) >= SHORTEST_STEM and is_base_form(stem))
    return tuple(stem for stem in known if not (is_verb(stem) or stem in STOP_WORDS))


def doubtful_family(word: str) -> str:
    """Return the adjective in -inen of which a word may be a form, the word itself if none."""
    return DOUBTFUL_FAMILY.sub("inen", word)


@lru_cache(maxsize=20_000)
def behind(lemma: str) -> tuple[str, ...]:
    """Return the verb of a deed or participle, the adjective of an adverb: jakaminen, jakaa."""
    if lemma.endswith("sti"):
        adjective = family_form(lemma) or lemma.removesuffix("sti")
        return (adjective,) if is_base_form(adjective) else ()
    found = ((pattern.search(lemma), pattern.sub(form, lemma)) for pattern, form in BEHIND)
    forms = (form for ending, form in found if ending and ending.start() >= SHORTEST_STEM)
    return tuple(dict.fromkeys(filter(is_verb, filter(None, map(base_form, forms)))))


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
        yield from (weak.sub(strong, each) for weak, strong in STRONGER if weak.search(each))
    if stem.endswith("nee"):
        yield from (stem[:-2] + "ut", stem[:-2] + "yt")
    if plural != stem:
        yield from (plural + vowel for vowel in "aäe")
