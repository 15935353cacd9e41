"""Finding how wordings were made."""

from collections.abc import Mapping, Sequence
from functools import cache

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, lazyload

from kb.document.methods.forms import MannerSoFar
from kb.document.methods.models import Documentation, DraftManner
from kb.document.revisions.models import Draft, Revision
from kb.foundation.conditions import given
from kb.foundation.db import session


def documentations_of(revisions: Sequence[Revision]) -> Mapping[int, Documentation]:
    """Return how each of the revisions was made, by its number, where that was said."""
    found = session.scalars(_of_revisions(), {"revisions": [one.id for one in revisions]})
    return {row.revision_id: row for row in found.unique()}


@cache
def _of_revisions() -> Select[Documentation]:
    return (
        select(Documentation)
        .where(Documentation.revision_id.in_(given("revisions")))
        .options(joinedload(Documentation.others), lazyload(Documentation.revision))
    )


def manner_of(draft: Draft) -> MannerSoFar | None:
    """Return how a draft is being made, where its writer has been asked."""
    kept = session.get(DraftManner, draft.id)
    return MannerSoFar(kept.method, tuple(kept.numbers)) if kept else None
