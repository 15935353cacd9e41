"""Finding who is to be written to, of what, and what has gone."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import ColumnElement, and_, exists, or_, select

from kb.foundation import clock
from kb.foundation.db import session
from kb.notices.mail.models import TRIED_AGAIN, Letter, LetterState, MailRefusal
from kb.notices.mail.quiet import is_quiet
from kb.notices.models import Notice, NoticeKind
from kb.notices.queries import Line, lines_of
from kb.people.models import Person
from kb.people.queries import is_here

NEWS_FOR = timedelta(days=7)
# A letter of their own brings these into the calendar at once.
IN_CALENDARS = (
    NoticeKind.MEETING_PLANNED,
    NoticeKind.MEETING_MOVED,
    NoticeKind.MEETING_CANCELLED,
)


def digest_key(person_id: int) -> str:
    """Return the key of the one letter that somebody gets today."""
    return f"digest {person_id} {clock.today().isoformat()}"


def people_to_write_to() -> Sequence[Person]:
    """Return whom a letter is due to now; while people are left alone, nobody."""
    if is_quiet(clock.now()):
        return ()
    news = exists().where(Notice.person_id == Person.id, _is_news(), _is_untold())
    found = session.scalars(select(Person).where(news, is_here()).order_by(Person.id)).all()
    keys = [digest_key(one.id) for one in found]
    written = set(session.scalars(select(Letter.key).where(Letter.key.in_(keys))))
    return [one for one in found if digest_key(one.id) not in written]


def news_to_write(person: Person) -> Sequence[Notice]:
    """Return the notices that the next letter to ``person`` would tell of, oldest first."""
    return session.scalars(
        select(Notice)
        .where(Notice.person_id == person.id, _is_news(), _is_untold())
        .order_by(Notice.made_at, Notice.id)
    ).all()


def next_lines(person: Person) -> Sequence[Line]:
    """Return what the next letter to ``person`` would tell, as far as they may see it."""
    return [line for line in lines_of(news_to_write(person), person) if line.sight]


def lines_in(letter: Letter) -> Sequence[Line]:
    """Return what a letter tells: what its reader has not seen, but may see, as of now."""
    told = session.scalars(
        select(Notice)
        .where(Notice.letter_id == letter.id, Notice.seen_at.is_(None))
        .order_by(Notice.made_at, Notice.id)
    ).all()
    return [line for line in lines_of(told, letter.person) if line.sight]


def letters_to_post() -> Sequence[Letter]:
    """Return the letters that wait and were never posted, or so long ago that it failed."""
    again = Letter.posted_at < clock.now() - TRIED_AGAIN
    return session.scalars(
        select(Letter)
        .where(Letter.state == LetterState.WAITING, or_(Letter.posted_at.is_(None), again))
        .order_by(Letter.id)
    ).all()


def latest_letters(at_most: int) -> Sequence[Letter]:
    """Return the newest letters to anybody, the newest first."""
    return session.scalars(select(Letter).order_by(Letter.id.desc()).limit(at_most)).all()


def last_letter_to(person: Person) -> Letter | None:
    """Return the newest letter that went to ``person``."""
    mine = Letter.person_id == person.id, Letter.state == LetterState.SENT
    return session.scalar(select(Letter).where(*mine).order_by(Letter.id.desc()).limit(1))


def refused_by(person: Person) -> frozenset[NoticeKind]:
    """Return the kinds that ``person`` does not want by mail."""
    refused = select(MailRefusal.kind).where(MailRefusal.person_id == person.id)
    return frozenset(session.scalars(refused))


def _is_news() -> ColumnElement[bool]:
    return and_(
        Notice.seen_at.is_(None),
        Notice.made_at >= clock.now() - NEWS_FOR,
        Notice.kind.not_in(IN_CALENDARS),
    )


def _is_untold() -> ColumnElement[bool]:
    refused = exists().where(
        MailRefusal.person_id == Notice.person_id, MailRefusal.kind == Notice.kind
    )
    return and_(Notice.letter_id.is_(None), ~refused)
