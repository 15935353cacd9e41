"""Telling of improvements: those who decide, the one who tried, and who had the practice."""

from collections.abc import Sequence

from sqlalchemy import select

from kb.document.revisions.events import RevisionPublished
from kb.document.revisions.models import Revision
from kb.foundation.db import session
from kb.internalise.improvements.events import ImprovementDecided, ImprovementProposed
from kb.internalise.improvements.models import Improvement
from kb.internalise.rounds.queries import begins_round, learners_to_refresh
from kb.notices.actions import tell, tell_each
from kb.notices.models import About, NoticeKind, Topic
from kb.notices.upkeep import those_who_look_after
from kb.people.models import Person, Role
from kb.people.queries import is_here
from kb.practices.models import Practice


def tell_deciders(event: ImprovementProposed) -> None:
    """Tell the owner and the holders, or the coordinators where these have all gone."""
    one = session.get_one(Improvement, event.improvement_id)
    topic = Topic(About.IMPROVEMENT, one.id)
    tell_each(_deciders(one.practice), NoticeKind.IMPROVEMENT_PROPOSED, topic, by=one.by)


def tell_proposer(event: ImprovementDecided) -> None:
    """Tell the one who tried what was decided."""
    one = session.get_one(Improvement, event.improvement_id)
    topic = Topic(About.IMPROVEMENT, one.id)
    tell(one.by, NoticeKind.IMPROVEMENT_DECIDED, topic, by=one.decided_by)


def tell_of_round(event: RevisionPublished) -> None:
    """Tell those who had the practice that it says something new, not of a correction."""
    revision = session.get_one(Revision, event.revision_id)
    if not begins_round(revision):
        return
    topic = Topic(About.PRACTICE, event.practice_id)
    learners = learners_to_refresh(revision.practice)
    tell_each(learners, NoticeKind.WANTS_REFRESHER, topic, by=revision.author)


def _deciders(practice: Practice) -> Sequence[Person]:
    here = [one for one in those_who_look_after(practice) if one.is_here]
    if here:
        return here
    return session.scalars(
        select(Person).where(Person.role == Role.COORDINATOR, is_here())
    ).all()
