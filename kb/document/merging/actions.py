"""Settling a merge."""

from kb.document.merging.forms import Settlement
from kb.document.revisions.asides import Aside
from kb.document.revisions.drafts import judge, save_draft
from kb.document.revisions.models import Draft
from kb.foundation.db import session
from kb.people.models import Person
from kb.practices.models import Practice


def settle_merge(
    practice: Practice, language: str, settlement: Settlement, *, by: Person
) -> Draft:
    """Keep the merged text as the draft; the other text is done with, as far as it was seen."""
    draft = save_draft(practice, language, settlement.wording, by=by)
    aside = session.get(Aside, settlement.aside_id) if settlement.aside_id else None
    is_theirs = aside is not None and aside.draft_id == draft.id
    if aside and is_theirs and aside.text.fingerprint == settlement.aside_seen:
        session.delete(aside)
        session.flush()
        judge(draft)
    return draft
