"""New wordings of what is published, made ready beforehand as a view makes them."""

from dataclasses import dataclass

from sqlalchemy import and_, select

from kb.document.revisions.actions import hand_over
from kb.document.revisions.forms import Wording
from kb.document.revisions.models import PARTS, Revision, RevisionState
from kb.foundation.db import session, unit_of_work
from kb.people.models import Person
from kb.practices.models import Practice
from kb.search.models import Document, Found

NEWS = "Tämä lause on uusi, ja se löytyy heti, kun se on julkaistu."


@dataclass(frozen=True)
class Rewording:
    """What a holder is about to publish, and the document that it changes."""

    practice_id: int
    author_id: int
    language: str
    wording: Wording
    document_id: int

    def publish(self):
        """Do what the button does: hand over, publish, index, commit."""
        with unit_of_work():
            practice = session.get_one(Practice, self.practice_id)
            author = session.get_one(Person, self.author_id)
            hand_over(practice, self.language, self.wording, by=author)


def rewordings(count):
    """Return new wordings of ``count`` published texts."""
    same = and_(
        Document.thing_id == Revision.practice_id, Document.language == Revision.language
    )
    published = (
        select(Revision, Document.id)
        .join(Document, same)
        .where(Document.kind == Found.PRACTICE, Revision.state == RevisionState.PUBLISHED)
        .order_by(Revision.fingerprint)
        .limit(count)
    )
    found = [_reworded(revision, number) for revision, number in session.execute(published)]
    session.rollback()
    return found


def _reworded(revision, document_id):
    told = {part: getattr(revision, part) for part in PARTS}
    told |= {"title": revision.title, "readers_words": revision.readers_words}
    told |= {"action": f"{revision.action}\n\n{NEWS}", "base": str(revision.id)}
    wording = Wording.parse(told)
    return Rewording(
        revision.practice_id, revision.author_id, revision.language, wording, document_id
    )
