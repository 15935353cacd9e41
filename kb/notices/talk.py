"""Telling of what is said of a practice, and of new wordings to those who watch it."""

from kb.document.revisions.events import RevisionPublished
from kb.document.revisions.models import Revision
from kb.foundation.db import session
from kb.notices.actions import tell_each
from kb.notices.models import About, NoticeKind, Topic
from kb.notices.upkeep import those_who_look_after
from kb.socialise.talk.comments import Comment
from kb.socialise.talk.events import CommentMade
from kb.socialise.watching.queries import watchers_of


def tell_of_comment(event: CommentMade) -> None:
    """Tell those who are named, then those who look after the practice or watch it."""
    comment = session.get_one(Comment, event.comment_id)
    topic, named = Topic(About.COMMENT, comment.id), {one.id for one in comment.mentioned}
    tell_each(comment.mentioned, NoticeKind.MENTIONED, topic, by=comment.by)
    watching = [*those_who_look_after(comment.practice), *watchers_of(comment.practice)]
    others = (one for one in watching if one.id not in named)
    tell_each(others, NoticeKind.COMMENTED, topic, by=comment.by)


def tell_watchers(event: RevisionPublished) -> None:
    """Tell those who watch a practice that what it says has changed, not of a correction."""
    revision = session.get_one(Revision, event.revision_id)
    if revision.correction:
        return
    topic = Topic(About.PRACTICE, event.practice_id)
    tell_each(watchers_of(revision.practice), NoticeKind.REVISED, topic, by=revision.author)
