"""What a Finnish compound is made of: asiakaspalautepalaveri is asiakas, palaute, palaveri."""

import re
from collections.abc import Iterator
from functools import lru_cache

from kb.search.language.inflection import doubtful_family, family_form, homographs
from kb.search.language.lexicon import base_form, is_base_form, is_verb, listed

SHORTEST = 3

# Words of three letters stand inside others by chance; these do begin and end compounds.
SHORT_WORDS = listed("apu ele jää koe kuu maa osa pää puu suu syy sää tie työ")

# First parts that never stand alone.
PREFIXES = listed(
    "ala ali alku digi ennakko ensi eri erikois esi etu etä itse jatko jälki kanta kesken "
    "keski kokonais lisä lähi meta mikro mini moni mono multi nano nyky perus pien pika "
    "poikki puoli sisä suur taka tosi ulko uudelleen vasta virtuaali väli yhdys yhteis yleis "
    "yli ylä"
)

# Endings which happen to be words as well, mostly foreign, or which only derive.
MERE_ENDINGS = listed(
    "aita alainen alin alla alle antti asti elma empiä ella entti erkki estää holismi holiton "
    "iikka impi ismi isto isyys into kassa kina lainen lasti leminen luminen läinen mainen "
    "matta mäinen naali naan nainen naisuus nasta nentti niin noki omainen ontuminen oona poli "
    "puolisko reisi resti sika sima sointi soiminen stoa taas taika taka tama taus tavi tella "
    "timi toinen tola tosi tuma tupa tuva tuki tymä tämä uida uksi umma uusi vaan vaksi vana "
    "vantti ville voiminen vointi väkä yksi"
)

# Words that merely look like two.
WHOLE = listed("esimerkki helmikuu kokonaisuus maaliskuu maailma palaveri parametri")

VOWELS = ("", "a", "ä", "e", "i")
DERIVED_ADJECTIVE = re.compile(r"(aal|iin|iiv|ll|nn)inen$")


@lru_cache(maxsize=40_000)
def compound_lemma(word: str) -> str | None:
    """Return the base form of an inflected compound, unlisted itself, by its last part."""
    for cut in _cuts(word):
        tail = _inflected_tail(word[cut:])
        if tail and (_first_part(word[:cut]) or compound_lemma(word[:cut])):
            return word[:cut] + tail
    return None


@lru_cache(maxsize=40_000)
def parts(lemma: str) -> tuple[str, ...]:
    """Return the base forms within a compound, larger before smaller; of one word, none."""
    if not lemma.isalpha() or lemma in WHOLE or is_verb(lemma):
        return ()
    head, tail = next(_splits(lemma), ("", ""))
    within = (each for part in (head, tail) if part for each in (part, *parts(part)))
    return tuple(dict.fromkeys((*within, *filter(None, (_noun_within(tail),)))))


def _splits(lemma: str) -> Iterator[tuple[str, str]]:
    cuts = [cut for cut in _cuts(lemma) if _is_tail(lemma[cut:])]
    for cut in cuts:
        head = _first_part(lemma[:cut])
        if head:
            yield head, lemma[cut:]
    for cut in cuts:
        head = compound_lemma(lemma[:cut])
        if head:
            yield head, lemma[cut:]


def _cuts(word: str) -> list[int]:
    cuts = range(SHORTEST, len(word) - SHORTEST + 1)
    # A prefix decides (perus-oikeus, not peru-soikeus); otherwise the longest last part.
    return sorted(cuts, key=lambda cut: cut <= SHORTEST or word[:cut] not in PREFIXES)


def _first_part(head: str) -> str | None:
    if head in PREFIXES or (is_base_form(head) and _is_long_enough(head)):
        return head
    adjective = head.removesuffix("s") + "nen"
    if head.endswith("mis") or (head.endswith("s") and base_form(adjective) == adjective):
        return adjective
    genitive = _noun_readings(head) if head.endswith("n") else ()
    return next(filter(_is_long_enough, genitive), None)


def _inflected_tail(tail: str) -> str | None:
    if len(tail) <= SHORTEST and tail not in SHORT_WORDS:
        return None
    return next(filter(_is_tail, _noun_readings(tail)), None)


def _noun_readings(form: str) -> Iterator[str]:
    if is_base_form(form) or _noun_within(form):
        yield form
    yield from filter(None, (base_form(form), family_form(form)))
    yield from homographs(form)
    yield doubtful_family(form)


def _is_tail(tail: str) -> bool:
    known = is_base_form(tail) or _noun_within(tail) is not None
    return known and tail not in MERE_ENDINGS and _is_long_enough(tail)


def _noun_within(adjective: str) -> str | None:
    """Return the noun from which an adjective in -inen is made: pohjainen is of pohja."""
    stem = adjective.removesuffix("inen")
    if len(stem) <= SHORTEST or stem == adjective or DERIVED_ADJECTIVE.search(adjective):
        return None
    return next((stem + vowel for vowel in VOWELS if is_base_form(stem + vowel)), None)


def _is_long_enough(part: str) -> bool:
    return not is_verb(part) and (len(part) > SHORTEST or part in SHORT_WORDS)
