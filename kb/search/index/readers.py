"""Who may find which text, kept at hand for those who have searched lately."""

from collections import OrderedDict
from dataclasses import dataclass
from functools import cache, cached_property
from threading import Lock

from sqlalchemy import ColumnElement, Select, select, true

from kb.people.models import Me, Person, Role
from kb.search.index.catalogue import Catalogue, Mask, catalogue_at
from kb.search.index.changes import Changes, changes, touched
from kb.search.index.columns import columns, is_one_of, numbers
from kb.search.index.visibility import findable_by
from kb.search.models import Document

MOST_READERS = 200


@dataclass(frozen=True, eq=False)
class Seen:
    """Which texts of a catalogue one person may find, at a moment."""

    changes: Changes
    catalogue: Catalogue
    mask: Mask


@dataclass(frozen=True, eq=False)
class Sight:
    """What one person may find, as this transaction sees it: asked once for a question."""

    changes: Changes
    catalogue: Catalogue
    mask: Mask

    @cached_property
    def flags(self) -> bytes:
        """Return the same as one byte for each number."""
        return self.catalogue.flags_of(self.mask)


_seen: OrderedDict[tuple[int, Role] | None, Seen] = OrderedDict()
_lock = Lock()


def seen_of(person: Person | None, catalogue: Catalogue, now: Changes) -> Mask:
    """Return which texts a person may find; nobody is a reader."""
    key = (person.id, person.role) if person else None
    with _lock:
        kept = _seen.get(key)
    if kept is None or not kept.changes.same(now, "texts", "readers"):
        kept = Seen(now, catalogue, _renewed(kept, person, catalogue, now))
        with _lock:
            _seen[key] = kept
            while len(_seen) > MOST_READERS:
                _seen.popitem(last=False)
    return kept.mask


def sight_of(person: Person | None) -> Sight:
    """Return what a person may find now; nobody is a reader."""
    now = changes()
    catalogue = catalogue_at(now)
    return Sight(now, catalogue, seen_of(person, catalogue, now))


def among(
    person: Person | None, catalogue: Catalogue, limits: tuple[ColumnElement[bool], ...] = ()
) -> Mask:
    """Return which texts a person may find within limits, asked of the database."""
    asked = _findable(person.role if person else None)
    found = columns(asked.where(*limits), {"me": person.id} if person else {})[0]
    return catalogue.mask_of(numbers(found))


def _renewed(
    kept: Seen | None, person: Person | None, catalogue: Catalogue, now: Changes
) -> Mask:
    """Return what a person may find now; of what is kept, only what was touched is asked."""
    anew = touched(kept.changes, now, "texts", "readers") if kept else None
    if kept is None or anew is None:
        return among(person, catalogue)
    if not len(anew):
        return kept.mask
    staying = kept.mask & ~kept.catalogue.mask_of(anew)
    found = catalogue.mask_of(kept.catalogue.documents[staying])
    return found | among(person, catalogue, (is_one_of(Document.id, anew),))


@cache
def _findable(role: Role | None) -> "Select[int]":
    # "IS TRUE", so that SQLite does not go through whole kinds where few texts are asked for.
    may_find = findable_by(Me(role) if role else None)
    return select(Document.id).where(may_find.is_(true()))
