"""What is told of practices that any reader may see, for the pack leaves the house."""

from collections.abc import Sequence
from typing import TypeVarTuple

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, aliased, selectinload

from kb.cycle.figures.shapes import Titled
from kb.document.dropping.models import Dropping
from kb.document.flaws.models import Flaw
from kb.document.media.models import DocumentForm
from kb.document.revisions.models import Revision, RevisionState
from kb.foundation.db import session
from kb.foundation.words import Kind
from kb.identify.recognitions.models import Recognition
from kb.identify.valuations.models import Valuation
from kb.internalise.improvements.models import Improvement
from kb.people.queries import is_here
from kb.practices.models import Practice
from kb.practices.queries import visible_to
from kb.stages.evidence import Stage, stages_of

Rows = Sequence[tuple[object, ...]]  # each a cell of a figure, or several kinds
AT_A_TIME = 500
Asked = TypeVarTuple("Asked")


class Approval(Kind):
    """Who let readers see a version."""

    BY_ITS_WRITER = "by_its_writer"
    BY_ANOTHER = "by_another"


class Owned(Kind):
    """Whether the one who looks after a practice is here."""

    HAS_OWNER = "has_owner"
    ASKS_FOR_ONE = "asks_for_one"


def is_open() -> ColumnElement[bool]:
    """Return the condition for what any reader may see."""
    return visible_to(None)


def open_slugs() -> frozenset[str]:
    """Return the addresses of the practices that the pack may name."""
    return frozenset(session.scalars(select(Practice.slug).where(is_open())))


def practices() -> Rows:
    """Return every practice with its stage, its place and its reviews."""
    found = session.scalars(
        select(Practice)
        .where(is_open())
        .options(selectinload(Practice.industry_rows), selectinload(Practice.area_rows))
        .order_by(Practice.title)
    ).all()
    stages = _stages([one.id for one in found])
    return [
        (
            Titled(one.title, one.slug, one.language),
            stages[one.id],
            one.trust,
            one.published_at,
            one.verified_at,
            one.review_due,
            tuple(one.industries),
            tuple(one.areas),
        )
        for one in found
    ]


def media() -> Rows:
    """Count the practices by the medium that was chosen."""
    counted = _of_practice(select(DocumentForm.medium, func.count()), DocumentForm.practice_id)
    return [tuple(row) for row in session.execute(counted.group_by(DocumentForm.medium))]


def versions() -> Rows:
    """Return each version that readers have seen, the newest first."""
    seen = Revision.state.in_([RevisionState.PUBLISHED, RevisionState.SUPERSEDED])
    asked = select(
        *_NAME,
        Revision.language,
        Revision.number,
        Revision.published_at,
        Revision.approver_id == Revision.author_id,
        Revision.change_note,
    )
    rows = session.execute(
        _of_practice(asked, Revision.practice_id)
        .where(seen)
        .order_by(Revision.published_at.desc(), Revision.id.desc())
    )
    return [
        (
            Titled(*row[:3]),
            *row[3:6],
            Approval.BY_ITS_WRITER if row[6] else Approval.BY_ANOTHER,
            row[7],
        )
        for row in rows
    ]


def valuations() -> Rows:
    """Return what each practice was valued at, the newest first."""
    asked = _of_practice(
        select(*_NAME, Valuation.criticality, Valuation.at), Valuation.practice_id
    )
    return _told(asked.order_by(Valuation.at.desc(), Valuation.id.desc()))


def recognitions() -> Rows:
    """Return for which practices recognition was given, without by whom and to whom."""
    asked = _of_practice(
        select(*_NAME, Recognition.viewpoint, Recognition.at), Recognition.practice_id
    )
    return _told(asked.order_by(Recognition.at.desc(), Recognition.id.desc()))


def flaws() -> Rows:
    """Return when something was reported and answered; not what, nor by whom."""
    asked = _of_practice(
        select(*_NAME, Flaw.at, Flaw.state, Flaw.answered_at), Flaw.practice_id
    )
    return _told(asked.order_by(Flaw.at.desc(), Flaw.id.desc()))


def improvements() -> Rows:
    """Return when improvements were proposed and decided; not what, nor by whom."""
    asked = _of_practice(
        select(*_NAME, Improvement.at, Improvement.state, Improvement.decided_at),
        Improvement.practice_id,
    )
    return _told(asked.order_by(Improvement.at.desc(), Improvement.id.desc()))


def given_up() -> Rows:
    """Return what was given up, why, and what comes in its place where all may see it."""
    successor = aliased(Practice, select(Practice).where(is_open()).subquery())
    asked = select(*_NAME, Dropping.at, Dropping.reason, successor.title)
    rows = (
        _of_practice(asked, Dropping.practice_id)
        .outerjoin(successor, successor.id == Dropping.successor_id)
        .where(Dropping.taken_back_at.is_(None))
        .order_by(Dropping.at.desc(), Dropping.id.desc())
    )
    return _told(rows)


def owners() -> Rows:
    """Count the practices in use by whether their owner is here."""
    asked = select(is_here(), func.count()).select_from(Practice).join(Practice.steward)
    rows = session.execute(
        asked.where(is_open(), Practice.dropped_at.is_(None)).group_by(is_here())
    )
    return [(Owned.HAS_OWNER if here else Owned.ASKS_FOR_ONE, count) for here, count in rows]


def _stages(numbers: Sequence[int]) -> dict[int, Stage]:
    some = (numbers[at : at + AT_A_TIME] for at in range(0, len(numbers), AT_A_TIME))
    return {number: stage for few in some for number, stage in stages_of(few).items()}


_NAME = (Practice.title, Practice.slug, Practice.language)


def _of_practice(
    asked: Select[*Asked], practice_id: InstrumentedAttribute[int]
) -> Select[*Asked]:
    return asked.join(Practice, Practice.id == practice_id).where(is_open())


def _told(asked: Select[*Asked]) -> Rows:
    rows: Sequence[Sequence[object]] = [tuple(row) for row in session.execute(asked)]
    return [(Titled(*map(str, row[:3])), *row[3:]) for row in rows]
