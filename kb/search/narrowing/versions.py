"""What was found, in the language one keeps to."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select, tuple_

from kb.foundation.db import session
from kb.search.models import Document
from kb.search.ranking.found import Entry, Hit


def told_in(languages: Sequence[str], hits: Sequence[Hit]) -> Sequence[Hit]:
    """Return the hits in one of the languages, where another version answered better."""
    others = [hit.entry for hit in hits if languages and hit.entry.language not in languages]
    if not others:
        return hits
    same = tuple_(Document.kind, Document.thing_id).in_([one.thing for one in others])
    columns = (Document.id, Document.kind, Document.thing_id, Document.language)
    asked = select(*columns).where(same, Document.language.in_(languages))
    found = [Entry(*row) for row in session.execute(asked)]
    told = {entry.thing: entry for entry in found}
    return [_told_as(told.get(hit.entry.thing, hit.entry), hit) for hit in hits]


def _told_as(entry: Entry, hit: Hit) -> Hit:
    """Return the hit in another version of itself; its closest passage is not known."""
    if entry == hit.entry:
        return hit
    also = tuple(one for one in (hit.entry.language, *hit.also) if one != entry.language)
    return replace(hit, entry=entry, passage_id=0, also=also)
