"""Letting go of what was said: on the agreed day, or as soon as a yes is taken back."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, delete, select

from kb.document.elicitation.models import Elicitation
from kb.document.elicitation.notes import Disagreement, ElicitationAnswer, ElicitationAside
from kb.document.revisions.drafts import forget_draft
from kb.document.revisions.models import Revision, RevisionState, Source
from kb.document.revisions.queries import draft_of
from kb.foundation import clock
from kb.foundation.db import session
from kb.people.models import Person

UNPUBLISHED = (RevisionState.AWAITING, RevisionState.RETURNED)


def withdraw(elicitation: Elicitation, *, by: Person) -> None:
    """Take one's yes back: what was said goes at once, and what of it nobody approved."""
    elicitation.row_of(by).withdrawn_at = clock.now()
    _forget([elicitation])
    _forget_unpublished(elicitation)


def is_due() -> bool:
    """Say whether the day has come for anything that was said."""
    return session.scalar(select(Elicitation.id).where(_due()).limit(1)) is not None


def forget_due() -> int:
    """Delete what was said in talks whose day has come; return of how many."""
    due = session.scalars(select(Elicitation).where(_due())).all()
    _forget(due)
    return len(due)


def _due() -> ColumnElement[bool]:
    return Elicitation.forgotten_at.is_(None) & (Elicitation.delete_on <= clock.today())


def _forget(talks: Sequence[Elicitation]) -> None:
    numbers = [one.id for one in talks]
    answers = select(ElicitationAnswer.id).where(ElicitationAnswer.elicitation_id.in_(numbers))
    for rows in (
        delete(ElicitationAside).where(ElicitationAside.answer_id.in_(answers)),
        delete(ElicitationAnswer).where(ElicitationAnswer.elicitation_id.in_(numbers)),
        delete(Disagreement).where(Disagreement.elicitation_id.in_(numbers)),
    ):
        session.execute(rows)
    for one in talks:
        one.forgotten_at = clock.now()
    session.flush()


def _forget_unpublished(elicitation: Elicitation) -> None:
    practice, writer = elicitation.practice, elicitation.interviewer
    if practice is None:
        return
    draft = draft_of(practice, elicitation.language, by=writer)
    while draft and draft.source is Source.INTERVIEW:
        forget_draft(practice, elicitation.language, by=writer)
        draft = draft_of(practice, elicitation.language, by=writer)
    elicitation.revision = (
        None if _is_unpublished(elicitation.revision) else elicitation.revision
    )
    session.flush()
    session.execute(
        delete(Revision).where(
            Revision.practice_id == practice.id,
            Revision.author_id == writer.id,
            Revision.source == Source.INTERVIEW,
            Revision.state.in_(UNPUBLISHED),
        )
    )


def _is_unpublished(revision: Revision | None) -> bool:
    return revision is not None and revision.state in UNPUBLISHED
