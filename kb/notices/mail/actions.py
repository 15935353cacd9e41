"""Writing letters, posting them, and choosing what comes by mail."""

from sqlalchemy import delete

from kb.foundation import clock, outbox
from kb.foundation.db import session
from kb.notices.mail.forms import MailChoice
from kb.notices.mail.models import KEPT, Letter, LetterState, MailRefusal
from kb.notices.mail.queries import (
    digest_key,
    letters_to_post,
    news_to_write,
    people_to_write_to,
)
from kb.notices.models import NoticeKind
from kb.people.models import Person

MAIL = "mail"


def write_digests() -> None:
    """Write everybody who has news one letter of all of it, today's only one."""
    for person in people_to_write_to():
        letter = Letter(key=digest_key(person.id), person=person)
        session.add(letter)
        session.flush()
        for notice in news_to_write(person):
            notice.letter_id = letter.id


def post_letters() -> None:
    """Leave the letters that wait to the worker; what waited for days is no news any more."""
    for letter in letters_to_post():
        if letter.is_stale:
            letter.end_as(LetterState.LAPSED)
        else:
            outbox.post(MAIL, letter_id=letter.id)
            letter.posted_at = clock.now()


def forget_letters() -> None:
    """Forget what went long ago: when and to whom a letter went is not kept for ever."""
    session.execute(delete(Letter).where(Letter.made_at < clock.now() - KEPT))


def choose_mail(choice: MailChoice, *, by: Person) -> None:
    """Keep which kinds ``by`` wants by mail."""
    session.execute(delete(MailRefusal).where(MailRefusal.person_id == by.id))
    session.add_all(
        MailRefusal(person_id=by.id, kind=kind)
        for kind in NoticeKind
        if kind not in choice.wanted
    )
