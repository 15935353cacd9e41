"""A new practice that is being written on its first page."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.foundation.db import Base
from kb.practices.models import Practice

Fields = Mapping[str, Sequence[str]]

APART = frozenset({"csrf_token", "version", "sheet"})


class Beginning(Base):
    """On which page a practice was begun, and all that its form says until it is saved.

    ``sheet`` is the page's own number: however often it is sent, it makes one practice.
    """

    __tablename__ = "beginning"

    practice_id: Mapped[int] = mapped_column(
        ForeignKey("practice.id", ondelete="CASCADE"), primary_key=True
    )
    sheet: Mapped[str | None] = mapped_column(unique=True)
    form: Mapped[str] = mapped_column(default="{}")
    settled: Mapped[bool] = mapped_column(default=False)

    practice: Mapped[Practice] = relationship(lazy="joined", innerjoin=True)

    @property
    def fields(self) -> dict[str, list[str]]:
        """Return what the form says so far."""
        found: dict[str, list[str]] = json.loads(self.form)
        return found

    def keep(self, fields: Fields) -> None:
        """Take over what the form says now."""
        self.form = json.dumps(
            {name: list(said) for name, said in fields.items() if name not in APART}
        )

    def settle(self) -> None:
        """Be saved: what the form said is said of the practice now."""
        self.form, self.settled = "{}", True
