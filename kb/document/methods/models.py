"""How a wording was made: alone, as a pair, in a group, by questions, by comparison."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.document.revisions.models import Revision
from kb.foundation.db import Base
from kb.foundation.words import Kind
from kb.people.models import Person


class Method(Kind):
    """The methods of making tacit knowledge visible (Kiviranta 2010), and the workshop."""

    INDIVIDUAL = "individual"
    PAIR = "pair"
    SMALL_GROUP = "small_group"
    PAIR_DOCUMENTATION = "pair_documentation"
    GROUP_DOCUMENTATION = "group_documentation"
    SHARING = "sharing"
    QUESTIONING = "questioning"
    COMPARISON = "comparison"
    WORKSHOP = "workshop"


# How many others there can be at most; of the rest of the methods, any number.
OTHERS_AT_MOST: Mapping[Method, int] = {
    Method.INDIVIDUAL: 0,
    Method.PAIR: 1,
    Method.PAIR_DOCUMENTATION: 1,
}


class Documentation(Base):
    """The method of one revision, said by its author when it was handed over."""

    __tablename__ = "documentation"

    revision_id: Mapped[int] = mapped_column(
        ForeignKey("revision.id", ondelete="CASCADE"), primary_key=True
    )
    method: Mapped[Method]

    revision: Mapped[Revision] = relationship(lazy="joined", innerjoin=True)
    others: Mapped[list[Person]] = relationship(
        secondary="documentation_person", order_by=Person.name
    )

    @property
    def people(self) -> list[str]:
        """Return who made it, the author first."""
        return [self.revision.author.name, *(person.name for person in self.others)]


class DraftManner(Base):
    """How a draft is being made, as its writer says so far."""

    __tablename__ = "draft_manner"

    draft_id: Mapped[int] = mapped_column(
        ForeignKey("draft.id", ondelete="CASCADE"), primary_key=True
    )
    method: Mapped[Method | None]
    others: Mapped[str] = mapped_column(default="[]")

    @property
    def numbers(self) -> list[int]:
        """Return the numbers of those who were there beside the author."""
        found: list[int] = json.loads(self.others)
        return found

    def keep(self, method: Method | None, numbers: Sequence[int]) -> None:
        """Take over what is said now."""
        self.method, self.others = method, json.dumps(list(numbers))


class DocumentationPerson(Base):
    """One who was there beside the author."""

    __tablename__ = "documentation_person"

    revision_id: Mapped[int] = mapped_column(
        ForeignKey("documentation.revision_id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
