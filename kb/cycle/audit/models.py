"""One line of the audit log, and the chain that shows whether any was altered or removed.

Each line holds the SHA-256 of the former line's hash and of what it says itself: numbers and
kinds, no text, no name and no address.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from kb.foundation.db import Base
from kb.foundation.words import Kind
from kb.people.accounts.models import Purpose
from kb.people.models import Role
from kb.practices.models import Audience

BEGINNING: Final = "0" * 64


class Deed(Kind):
    """What is noted."""

    SIGNED_IN = "signed_in"
    SIGN_IN_REFUSED = "sign_in_refused"
    SIGNED_OUT = "signed_out"
    SIGN_INS_ENDED = "sign_ins_ended"
    PASSWORD_CHOSEN = "password_chosen"  # noqa: S105 - the deed, no password
    FACTOR_TAKEN = "factor_taken"
    FACTOR_TAKEN_OFF = "factor_taken_off"
    FACTOR_RESET = "factor_reset"
    FACTOR_ASKED = "factor_asked"
    ADDED = "added"
    LINK_GIVEN = "link_given"
    ROLE_CHANGED = "role_changed"
    SUSPENDED = "suspended"
    READMITTED = "readmitted"
    ERASED = "erased"
    REFUSED = "refused"
    AUDIENCE_CHOSEN = "audience_chosen"
    PUBLISHED = "published"
    REMOVED = "removed"
    PUT_BACK = "put_back"
    PURGED = "purged"
    GIVEN_UP = "given_up"
    OWNER_CHOSEN = "owner_chosen"
    TAKEN_OUT = "taken_out"
    COPIED = "copied"
    EVIDENCE_PACKED = "evidence_packed"
    LOG_EXPORTED = "log_exported"
    SETTING_CHANGED = "setting_changed"
    BACKED_UP = "backed_up"
    RESTORED = "restored"


class Thing(Kind):
    """What kind of thing a deed was about; its number stands beside it."""

    PRACTICE = "practice"
    TERM = "term"
    MEANS = "means"


# What a deed's detail says, where it is one of a few words that the house has.
DETAILS: Mapping[Deed, type[Kind]] = {
    Deed.LINK_GIVEN: Purpose,
    Deed.ROLE_CHANGED: Role,
    Deed.AUDIENCE_CHOSEN: Audience,
}


class AuditEntry(Base):
    """One deed: by whom, towards whom, about what."""

    __tablename__ = "audit_entry"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(index=True)
    deed: Mapped[Deed]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    about: Mapped[Thing | None]
    about_id: Mapped[int | None]
    detail: Mapped[str] = mapped_column(default="")
    hash: Mapped[str]

    @property
    def detail_kind(self) -> Kind | None:
        """Return the detail as one of the house's words; an old line may have none of them."""
        known = DETAILS.get(self.deed, ())
        return next((kind for kind in known if kind == self.detail), None)

    def hash_after(self, former: str) -> str:
        """Return the SHA-256 of the former line's hash and of what this line says."""
        moment = self.at.astimezone(UTC).isoformat()
        said = [self.id, moment, self.deed, self.by_id, self.person_id]
        told = json.dumps([*said, self.about, self.about_id, self.detail], ensure_ascii=True)
        return hashlib.sha256(f"{former}\n{told}".encode()).hexdigest()


class AuditEnds(Base):
    """Where the log begins, once its oldest lines have gone, and where it ends."""

    __tablename__ = "audit_ends"

    id: Mapped[int] = mapped_column(primary_key=True)
    before_id: Mapped[int] = mapped_column(default=0)
    before_hash: Mapped[str] = mapped_column(default=BEGINNING)
    last_id: Mapped[int] = mapped_column(default=0)
    last_hash: Mapped[str] = mapped_column(default=BEGINNING)
