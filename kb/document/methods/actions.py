"""What can be said of how a wording was made."""

from kb.document.methods.forms import Manner, MannerSoFar
from kb.document.methods.models import Documentation, DraftManner
from kb.document.revisions.models import Draft, Revision
from kb.foundation.db import session
from kb.people.queries import person_by_id


def keep_manner(draft: Draft, said: MannerSoFar) -> None:
    """Keep how a draft is being made while it is written."""
    kept = session.get(DraftManner, draft.id) or DraftManner(draft_id=draft.id)
    kept.keep(said.method, said.others)
    session.add(kept)
    session.flush()


def record_method(revision: Revision, manner: Manner) -> Documentation:
    """Keep how ``revision`` was made and with whom, in place of what was said before."""
    others = [number for number in manner.others if number != revision.author_id]
    made = session.get(Documentation, revision.id) or Documentation(revision=revision)
    made.method = manner.method
    made.others = [person_by_id(number) for number in others]
    session.add(made)
    session.flush()
    return made
