"""A batch of pages that came in together."""

from __future__ import annotations

from datetime import datetime
from pathlib import PurePath

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.foundation import clock
from kb.foundation.db import Base
from kb.people.models import Person


class ImportBatch(Base):
    """What came in at one time from one folder."""

    __tablename__ = "import_batch"

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now)
    published_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]

    by: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
    pages: Mapped[list[ImportedPage]] = relationship(
        cascade="all, delete-orphan", order_by="ImportedPage.path"
    )

    @property
    def name(self) -> str:
        """Return the folder by its last two names, without where on the server it was."""
        return "/".join(PurePath(self.source).parts[1:][-2:])


class ImportedPage(Base):
    """One page of a batch, known again by its path and what it contained.

    ``sha256`` is of the page and of what it shows and leads to; ``fingerprint`` is of the
    wording it became, so that what somebody has reworded since is told apart; ``replaced``
    is the draft's wording before this page took its place. A page of ours, which may be one
    of several languages, has its ``language``, and where it said that the practice belongs.
    """

    __tablename__ = "imported_page"
    __table_args__ = (UniqueConstraint("batch_id", "path"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    batch_id: Mapped[int] = mapped_column(
        ForeignKey("import_batch.id", ondelete="CASCADE"), index=True
    )
    path: Mapped[str]
    sha256: Mapped[str]
    fingerprint: Mapped[str]
    replaced: Mapped[dict[str, str] | None] = mapped_column(JSON)
    language: Mapped[str | None]
    placed: Mapped[dict[str, list[str]] | None] = mapped_column(JSON)
    practice_id: Mapped[int | None] = mapped_column(
        ForeignKey("practice.id", ondelete="SET NULL"), index=True
    )
