"""What can be said of how a wording was made."""

from kb.document.methods.forms import Manner
from kb.document.methods.models import Documentation
from kb.document.revisions.models import Revision
from kb.foundation.db import session
from kb.people.queries import person_by_id


def record_method(revision: Revision, manner: Manner) -> Documentation:
    """Keep how ``revision`` was made and with whom, in place of what was said before."""
    others = [number for number in manner.others if number != revision.author_id]
    made = session.get(Documentation, revision.id) or Documentation(revision=revision)
    made.method = manner.method
    made.others = [person_by_id(number) for number in others]
    session.add(made)
    session.flush()
    return made
