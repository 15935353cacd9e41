"""What can be done with notices: reactions tell, readers have seen."""

from collections.abc import Iterable

from sqlalchemy import select, update

from kb.foundation import clock
from kb.foundation.db import session
from kb.notices.models import Because, Notice, NoticeKind, Topic
from kb.people.models import Person


def tell(
    person: Person,
    kind: NoticeKind,
    topic: Topic,
    *,
    by: Person | None = None,
    because: Because | None = None,
) -> None:
    """Tell ``person`` what ``by`` did; never the one who did it, nor anybody who is gone.

    ``by`` is named to the reader: nobody is given where somebody acts without a name. As long
    as it has not been seen, the same told again is one notice, of now.
    """
    if not person.is_here or (by is not None and by.id == person.id):
        return
    notice = _unseen(person, kind, topic) or Notice(
        person_id=person.id, kind=kind, about=topic.about, about_id=topic.number
    )
    notice.by, notice.because = by, because or {}
    notice.made_at = clock.now()
    session.add(notice)
    session.flush()


def tell_each(
    people: Iterable[Person], kind: NoticeKind, topic: Topic, *, by: Person | None = None
) -> None:
    """Tell each of them, once."""
    for person in {one.id: one for one in people}.values():
        tell(person, kind, topic, by=by)


def see_all(*, by: Person) -> None:
    """Say that ``by`` has seen everything they were told so far."""
    unseen = Notice.person_id == by.id, Notice.seen_at.is_(None)
    session.execute(update(Notice).where(*unseen).values(seen_at=clock.now()))


def _unseen(person: Person, kind: NoticeKind, topic: Topic) -> Notice | None:
    return session.scalar(
        select(Notice).where(
            Notice.person_id == person.id,
            Notice.kind == kind,
            Notice.about == topic.about,
            Notice.about_id == topic.number,
            Notice.seen_at.is_(None),
        )
    )
