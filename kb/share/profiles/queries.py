"""Finding what mentors have said of themselves."""

from kb.foundation.db import session
from kb.people.models import Person
from kb.share.profiles.models import MentorProfile


def profile_of(person: Person) -> MentorProfile | None:
    """Return what ``person`` offers as a mentor; who has said nothing has no limit."""
    return session.get(MentorProfile, person.id)
