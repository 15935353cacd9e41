"""Everything that can be found, by its number, as it stands in a transaction."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Select, select

from kb.search.index.changes import Changes, touched
from kb.search.index.columns import Numbers, columns, is_one_of, numbers
from kb.search.models import Document, Found

Mask = NDArray[np.bool_]
KINDS = tuple(Found)
CODES = {kind.value: code for code, kind in enumerate(KINDS)}


@dataclass(frozen=True, eq=False)
class Catalogue:
    """Every findable text in the order of its number; its place is its index here.

    ``by_thing`` are the places in the order of what the texts stand for, ``named`` the numbers
    of that; ``several`` those of what is told in several languages.
    """

    changes: Changes
    documents: Numbers
    kinds: Numbers
    things: Numbers
    languages: NDArray[np.str_]
    by_thing: Numbers
    named: Numbers
    several: frozenset[int]

    def places_of(self, documents: Numbers) -> Numbers:
        """Return where documents stand; those that are not here stand at -1."""
        if not len(self.documents):
            return np.full(len(documents), -1)
        places = np.searchsorted(self.documents, documents).clip(max=len(self.documents) - 1)
        return np.where(self.documents[places] == documents, places, -1)

    def mask_of(self, documents: Numbers) -> Mask:
        """Return which of all are among ``documents``."""
        mask = np.zeros(len(self.documents) + 1, dtype=np.bool_)
        mask[self.places_of(documents)] = True
        return mask[:-1]  # what is not here stood at -1

    def flags_of(self, mask: Mask) -> bytes:
        """Return one byte for each number up to the last: 1 where the mask has a text."""
        flags = np.zeros(self.documents.max(initial=0) + 1, dtype=np.uint8)
        flags[self.documents[mask]] = 1
        return flags.tobytes()

    def languages_of(self, kind: Found, thing: int) -> tuple[str, ...]:
        """Return the languages in which a thing that is told in several can be found."""
        name = thing * len(KINDS) + CODES[kind.value]
        if name not in self.several:
            return ()
        first, end = np.searchsorted(self.named, [name, name + 1])
        return tuple(self.languages[self.by_thing[first:end]].tolist())


_catalogues: dict[str, Catalogue] = {}


def catalogue_at(now: Changes) -> Catalogue:
    """Return what can be found, as it stands in this transaction."""
    kept = _catalogues.get("latest")
    if kept is None or not kept.changes.same(now, "texts"):
        kept = _renewed(kept, now)
        _catalogues["latest"] = kept
    return kept


def _renewed(kept: Catalogue | None, now: Changes) -> Catalogue:
    """Return what can be found now; of what is kept, only what was touched is read anew."""
    anew = touched(kept.changes, now, "texts") if kept else None
    if kept is None or anew is None:
        return _ordered(now, *_read(_texts()))
    staying = ~kept.mask_of(anew)
    before = (kept.documents, kept.kinds, kept.things, kept.languages)
    pairs = zip(before, _read(_texts().where(is_one_of(Document.id, anew))), strict=True)
    return _ordered(now, *(np.concatenate([old[staying], new]) for old, new in pairs))


def _ordered(
    now: Changes,
    documents: Numbers,
    kinds: Numbers,
    things: Numbers,
    languages: NDArray[np.str_],
) -> Catalogue:
    order = np.argsort(documents, kind="stable")
    documents, kinds, things = documents[order], kinds[order], things[order]
    named = _names(things, kinds)
    by_thing = np.argsort(named, kind="stable")
    named = named[by_thing]
    several = frozenset(named[1:][named[1:] == named[:-1]].tolist())
    told = languages[order]
    return Catalogue(now, documents, kinds, things, told, by_thing, named, several)


def _names(things: Numbers, kinds: Numbers) -> Numbers:
    """Return one number for each kind and thing."""
    return things * len(KINDS) + kinds


def _read(
    asked: "Select[int, Found, int, str]",
) -> tuple[Numbers, Numbers, Numbers, NDArray[np.str_]]:
    documents, kinds, things, languages = columns(asked)
    coded = numbers([CODES[str(kind)] for kind in kinds])
    return numbers(documents), coded, numbers(things), np.array(languages, dtype=np.str_)


@cache
def _texts() -> "Select[int, Found, int, str]":
    return select(Document.id, Document.kind, Document.thing_id, Document.language)
