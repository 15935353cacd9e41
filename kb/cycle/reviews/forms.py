"""Whose reviews one looks at."""

from kb.foundation.words import Kind
from kb.people.models import Person


class Whose(Kind):
    """One's own practices, or everybody's."""

    MINE = "mine"
    ALL = "all"

    @classmethod
    def parse(cls, raw: str | None, *, by: Person) -> "Whose":
        """Read an address; the whole house is for coordinators, and theirs to begin with."""
        if not by.is_coordinator:
            return cls.MINE
        return cls.MINE if raw == cls.MINE else cls.ALL
