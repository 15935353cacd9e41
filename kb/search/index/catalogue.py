"""Everything that can be found, by its number, and who may find which of it."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from threading import Lock

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import ColumnElement, Select, select

from kb.people.models import Me, Person, Role
from kb.search.index.changes import Changes, changes
from kb.search.index.columns import Numbers, columns, numbers
from kb.search.index.visibility import findable_by
from kb.search.models import Document, Found

Mask = NDArray[np.bool_]
MOST_READERS = 200
KINDS = tuple(Found)
Versions = Mapping[tuple[Found, int], tuple[str, ...]]


@dataclass(frozen=True, eq=False)
class Catalogue:
    """Every findable text in the order of its number; its place is its index here."""

    changes: Changes
    documents: Numbers
    kinds: Numbers
    things: Numbers
    languages: NDArray[np.str_]
    versions: Versions

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
        return self.versions.get((kind, thing), ())


_catalogues: dict[str, Catalogue] = {}
_seen: OrderedDict[tuple[object, ...], Mask] = OrderedDict()
_lock = Lock()


def catalogue_at(now: Changes) -> Catalogue:
    """Return what can be found, as it stands in this transaction."""
    kept = _catalogues.get("latest")
    if kept is None or kept.changes[:2] != now[:2]:
        kept = _read(now)
        _catalogues["latest"] = kept
    return kept


def seen_of(person: Person | None, catalogue: Catalogue, now: Changes) -> Mask:
    """Return which of it a person may find; nobody is a reader."""
    key = (*now[:3], person and (person.id, person.role))
    with _lock:
        seen = _seen.get(key)
    if seen is None:
        seen = among(person, catalogue)
        with _lock:
            _seen[key] = seen
            while len(_seen) > MOST_READERS:
                _seen.popitem(last=False)
    return seen


def shown_to(person: Person | None) -> bytes:
    """Return what a person may find, as one byte for each number."""
    now = changes()
    catalogue = catalogue_at(now)
    return catalogue.flags_of(seen_of(person, catalogue, now))


def among(
    person: Person | None, catalogue: Catalogue, limits: tuple[ColumnElement[bool], ...] = ()
) -> Mask:
    """Return which of it a person may find within limits, asked of the database."""
    asked = _findable(person.role if person else None)
    found = columns(asked.where(*limits), {"me": person.id} if person else {})[0]
    return catalogue.mask_of(numbers(found))


@cache
def _findable(role: Role | None) -> "Select[int]":
    me = Me(role) if role else None
    return select(Document.id).where(findable_by(me))


def _read(now: Changes) -> Catalogue:
    asked = select(Document.id, Document.kind, Document.thing_id, Document.language)
    documents, kinds, things, languages = columns(asked.order_by(Document.id))
    codes = {kind.value: code for code, kind in enumerate(KINDS)}
    coded = numbers([codes[str(kind)] for kind in kinds])
    told = np.array(languages, dtype=np.str_)
    versions = _versions(coded, numbers(things), told)
    return Catalogue(now, numbers(documents), coded, numbers(things), told, versions)


def _versions(kinds: Numbers, things: Numbers, languages: NDArray[np.str_]) -> Versions:
    """Return the languages of what is told in several."""
    _, same, count = np.unique(
        things * len(KINDS) + kinds, return_inverse=True, return_counts=True
    )
    versions: dict[tuple[Found, int], tuple[str, ...]] = {}
    for place in np.flatnonzero(count[same] > 1).tolist():
        thing = KINDS[kinds[place]], int(things[place])
        versions[thing] = (*versions.get(thing, ()), str(languages[place]))
    return versions
