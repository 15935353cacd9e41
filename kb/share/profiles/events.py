"""What the later stages hear of mentors."""

from dataclasses import dataclass

from kb.foundation.news import Event


@dataclass(frozen=True)
class MentorUnavailable(Event):
    """A mentor takes no new learners for now."""

    person_id: int
