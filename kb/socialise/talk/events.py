"""What the later stages hear of talk."""

from dataclasses import dataclass

from kb.foundation.news import Event


@dataclass(frozen=True)
class CommentMade(Event):
    """Somebody commented on a practice."""

    comment_id: int
