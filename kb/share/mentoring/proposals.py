"""Practices that were noticed in a meeting, and the meetings in which they were."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import BindParameter, ForeignKey, Select, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column

from kb.foundation.db import Base, session
from kb.foundation.errors import InvalidError, NotAllowedError
from kb.identify.identifications.actions import identify_practice
from kb.identify.identifications.models import Trigger
from kb.people.models import Me, Person
from kb.practices.forms import Naming
from kb.practices.models import Practice
from kb.practices.queries import addresses_by_title
from kb.share.mentoring.models import Session
from kb.share.mentoring.queries import visible_sessions
from kb.share.pairings.models import Pairing


class SessionProposal(Base):
    """A practice that was noticed in a meeting and got its name from there."""

    __tablename__ = "session_proposal"

    session_id: Mapped[int] = mapped_column(
        ForeignKey("mentoring_session.id", ondelete="CASCADE"), primary_key=True
    )
    practice_id: Mapped[int] = mapped_column(
        ForeignKey("practice.id", ondelete="CASCADE"), primary_key=True, index=True
    )


def propose_practice(
    meeting: Session, naming: Naming, *, holder_id: int, by: Person
) -> Practice:
    """Make known what was noticed in a meeting; whoever of the pair is named is asked."""
    if not meeting.pairing.includes(by):
        raise NotAllowedError("pairing.not_yours")
    if addresses_by_title([naming.title], seen_by=by):
        raise InvalidError({"title": "identification.named_already"})
    holder = next((one for one in meeting.pairing.members if one.id == holder_id), None)
    if holder is None:
        raise InvalidError({"carrier": "identification.carrier_unknown"})
    practice = identify_practice(naming, by=by, holder=holder, trigger=Trigger.MEETING)
    session.add(SessionProposal(session_id=meeting.id, practice_id=practice.id))
    session.flush()
    return practice


def proposals_from(meeting: Session) -> Sequence[int]:
    """Return the numbers of the practices that were noticed in a meeting."""
    return session.scalars(
        select(SessionProposal.practice_id).where(SessionProposal.session_id == meeting.id)
    ).all()


def meetings_behind(practice: BindParameter[int], *, seen_by: Person | Me) -> Select[int, str]:
    """Select the number and the goal of the meetings in which a practice was noticed."""
    return (
        select(Session.id, Pairing.goal)
        .join(SessionProposal, SessionProposal.session_id == Session.id)
        .join(Pairing, Pairing.id == Session.pairing_id)
        .where(SessionProposal.practice_id == practice, visible_sessions(seen_by))
    )


def meetings_that_noticed(practice: Practice, *, seen_by: Person) -> Sequence[Session]:
    """Return the meetings in which ``practice`` was noticed, of those ``seen_by`` sees."""
    noticed = select(SessionProposal.session_id).where(
        SessionProposal.practice_id == practice.id
    )
    return session.scalars(
        select(Session)
        .where(Session.id.in_(noticed), visible_sessions(seen_by))
        .options(joinedload(Session.pairing))
        .order_by(Session.id)
    ).all()
