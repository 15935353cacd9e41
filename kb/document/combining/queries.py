"""Finding what can be combined, what a model was made of, and the models made of a practice."""

from collections.abc import Sequence

from sqlalchemy import or_, select

from kb.document.revisions.models import Draft, Revision
from kb.document.revisions.parents import Parent
from kb.foundation.db import session
from kb.people.models import Person
from kb.practices.models import Practice
from kb.practices.queries import visible_to

OFFERED = 20


def combinable(numbers: Sequence[int], *, seen_by: Person) -> list[Practice]:
    """Return those of the practices that are written and may be seen, in the order asked."""
    found = session.scalars(
        select(Practice).where(
            Practice.id.in_(numbers), Practice.published_at.is_not(None), visible_to(seen_by)
        )
    )
    by_number = {practice.id: practice for practice in found}
    return [by_number[number] for number in numbers if number in by_number]


def combinable_slugs(slugs: Sequence[str], *, seen_by: Person) -> list[Practice]:
    """Return the same of the practices at those addresses."""
    asked = select(Practice.id).where(Practice.slug.in_(slugs), visible_to(seen_by))
    return combinable(session.scalars(asked.order_by(Practice.title)).all(), seen_by=seen_by)


def offered(named: str, *, seen_by: Person) -> Sequence[Practice]:
    """Return written practices in whose names these words stand; without words none."""
    words = named.split()
    if not words:
        return []
    return session.scalars(
        select(Practice)
        .where(
            Practice.published_at.is_not(None),
            visible_to(seen_by),
            *(Practice.title.icontains(word, autoescape=True) for word in words),
        )
        .order_by(Practice.title)
        .limit(OFFERED)
    ).all()


def parents_of(practice: Practice, *, seen_by: Person) -> Sequence[Practice]:
    """Return what ``practice`` was combined of, as far as one may see it, in its order."""
    rows = session.execute(
        select(Practice, Parent.position)
        .join(Parent, Parent.practice_id == Practice.id)
        .outerjoin(Revision, Revision.id == Parent.revision_id)
        .outerjoin(Draft, Draft.id == Parent.draft_id)
        .where(
            or_(Revision.practice_id == practice.id, Draft.practice_id == practice.id),
            visible_to(seen_by),
        )
        .order_by(Parent.position, Parent.id)
    )
    return list({found.id: found for found, _ in rows}.values())


def models_of(practice: Practice, *, seen_by: Person) -> Sequence[Practice]:
    """Return the models that ``practice`` went into, as far as one may see them."""
    handed_over = select(Revision.practice_id).join(Parent, Parent.revision_id == Revision.id)
    begun = select(Draft.practice_id).join(Parent, Parent.draft_id == Draft.id)
    of_it = Parent.practice_id == practice.id
    return session.scalars(
        select(Practice)
        .where(
            or_(
                Practice.id.in_(handed_over.where(of_it)),
                Practice.id.in_(begun.where(of_it)),
            ),
            visible_to(seen_by),
        )
        .order_by(Practice.title)
    ).all()
