"""Whose reviews one looks at, and which suggestion one puts aside."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from kb.cycle.reviews.models import Suggested
from kb.foundation.errors import NotFoundError
from kb.foundation.numbers import whole_number
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


@dataclass(frozen=True)
class Aside:
    """A suggestion by its kind, and the practice or the two practices it is about."""

    kind: Suggested
    practice: int
    other: int | None = None

    @property
    def practices(self) -> list[int]:
        """Return the numbers of the practices it is about."""
        return [self.practice, *([self.other] if self.other else [])]

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """Read the form, which the page itself filled in."""
        kind, number = form.get("kind", ""), whole_number(form.get("practice", ""))
        if kind not in set(Suggested) or not number:
            raise NotFoundError("practice.not_found")
        return cls(Suggested(kind), number, whole_number(form.get("other", "")))
