"""Asking the index: what answers a question, among what one may see, best first."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import numpy as np

from kb.people.models import Person
from kb.search import meaning
from kb.search.encoder.yardstick import Meant, meant_by, yardstick_of
from kb.search.forms import Question
from kb.search.index.catalogue import Catalogue, Mask
from kb.search.index.columns import Numbers
from kb.search.index.corpora import corpus_of
from kb.search.index.lexical import holders
from kb.search.index.readers import Sight, among, sight_of
from kb.search.limits import conditions
from kb.search.models import Found
from kb.search.ranking.closeness import closeness_of, closer_look
from kb.search.ranking.found import Entry, Evidence, Findings, Hit, best_first, entries_at
from kb.search.ranking.telling import found_by_words
from kb.search.ranking.trust import trusted
from kb.search.ranking.weighing import Words, nearest, strongest, words_in
from kb.search.reading.asked import Asked
from kb.search.reading.understood import understand

AT_MOST = 20
LIKELIEST = 100  # texts that are looked at closely


def find(question: Question, *, seen_by: Person | None, at_most: int = AT_MOST) -> Findings:
    """Find what answers ``question`` among what ``seen_by`` may see; nobody is a reader."""
    sight = sight_of(seen_by)
    understood = understand(question, sight)
    limits = tuple(conditions(understood.limits, seen_by))
    read, catalogue = understood.asked, sight.catalogue
    if not (read.words or limits):
        return Findings(understood)
    if limits:
        sight = replace(sight, mask=among(seen_by, catalogue, limits))
    sight = _not_ruled_out(sight, read)
    if not read.words:
        return Findings(understood, _told(_all(sight.mask, catalogue), at_most, catalogue))
    hits, meant = _best(read, sight)
    return Findings(understood, _told(hits, at_most, catalogue), meant)


def _not_ruled_out(sight: Sight, read: Asked) -> Sight:
    """Return what holds every phrase of the question and nothing that must not be."""
    if not (read.phrases or read.unwanted):
        return sight
    left = sight.mask.copy()
    found = holders([*read.phrases, *read.unwanted], sight.flags)
    for number, documents in enumerate(found):
        held = sight.catalogue.mask_of(documents)
        left &= held if number < len(read.phrases) else ~held
    return replace(sight, mask=left)


def _all(seen: Mask, catalogue: Catalogue) -> Iterator[Hit]:
    """Return everything one keeps to, where nothing else was asked."""
    told: dict[tuple[Found, int], Entry] = {}
    for entry in entries_at(catalogue, np.flatnonzero(seen)):
        told.setdefault(entry.thing, entry)
    return (Hit(entry, 0, 0.0, fits=True, why=()) for entry in told.values())


def _best(read: Asked, sight: Sight) -> tuple[Iterator[Hit], Meant | None]:
    """Return what answers, best first, and what the question means where that was asked."""
    if not sight.mask.any():
        return iter(()), None
    telling, found = found_by_words(read, sight)
    words = words_in(telling, found, int(sight.mask.sum()))
    places, evidence = _evidence(read, words, sight)
    added = trusted(places, evidence.likeliest(LIKELIEST), sight.catalogue)
    return best_first(sight.catalogue, places, replace(evidence, trusted=added)), evidence.meant


def _evidence(read: Asked, words: Words, sight: Sight) -> tuple[Numbers, Evidence]:
    """Return the places of what may answer, and what speaks for each."""
    encoder, catalogue = meaning.encoder(), sight.catalogue
    if encoder is None:
        places = strongest(words)
        return places, Evidence(words.at(places), catalogue.languages[places])
    corpus = corpus_of(encoder.name, yardstick_of(encoder), catalogue, sight.changes)
    meant = meant_by(read.text, encoder)
    cosines = corpus.cosines(meant.vector)
    places = np.union1d(strongest(words), nearest(corpus, cosines, sight.mask))
    languages = catalogue.languages[places]
    closeness = closeness_of(places, corpus.pieces_of(places, cosines))
    first = Evidence(words.at(places), languages, closeness, meant)
    likeliest = first.likeliest(LIKELIEST)
    closer = closer_look(places[likeliest], corpus, meant)
    return places, replace(first, closeness=closeness.seen_closer(likeliest, closer))


def _told(hits: Iterator[Hit], at_most: int, catalogue: Catalogue) -> tuple[Hit, ...]:
    """Return the first hits, each saying in which other languages it can be read as well."""
    return tuple(_with_languages(hit, catalogue) for hit in islice(hits, at_most))


def _with_languages(hit: Hit, catalogue: Catalogue) -> Hit:
    every = catalogue.languages_of(*hit.entry.thing)
    also = tuple(one for one in every if one != hit.entry.language)
    return replace(hit, also=also) if also else hit
