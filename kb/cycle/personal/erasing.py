"""Erasing a person: their name, their account and what was theirs alone go for good."""

from sqlalchemy import delete, or_, select, update

from kb.cycle.personal.fates import ALSO, FATES, ONLY, WORDS, Fate, table_of
from kb.cycle.personal.scrubbing import SCRUB
from kb.cycle.trash.actions import remove_for_good
from kb.cycle.trash.hanging import is_others_work
from kb.document.elicitation.forgetting import withdraw
from kb.document.elicitation.models import Elicitation, ElicitationCarrier
from kb.foundation import clock, outbox
from kb.foundation.db import session
from kb.foundation.errors import DomainError, NotAllowedError
from kb.foundation.news import announce
from kb.foundation.outbox import Outbox
from kb.people.accounts.models import UNUSABLE
from kb.people.actions import suspend
from kb.people.events import PersonErased
from kb.people.models import Person, Role, SignInAttempt
from kb.practices.models import Practice
from kb.search.log.models import Search
from kb.socialise.sparring.events import NoteTaken
from kb.socialise.sparring.models import SparringNote


def erase_person(person: Person, *, by: Person | None) -> None:
    """Take a person's name away; what they wrote for others stays under a number.

    Nobody erases themselves, so an admin is always left; ``by`` nobody is the command line.
    """
    if by is not None and (by.role is not Role.ADMIN or by.id == person.id):
        raise NotAllowedError("account.not_own")
    if person.erased_at:
        raise DomainError("person.erased")
    suspend(person, by=by)
    _take_back_consents(person)
    _forget_what_they_alone_work_on(person)
    noted = select(SparringNote.id).where(SparringNote.with_id == person.id)
    notes = session.scalars(noted).all()
    _follow_the_table(person.id)
    _forget_traces(person)
    _forget_the_account(person)
    session.flush()
    session.expire_all()
    for number in notes:
        announce(NoteTaken(number))  # found by what it says now
    announce(PersonErased(person.id, by.id if by else None))
    outbox.post(SCRUB)


def _take_back_consents(person: Person) -> None:
    """Let go of what they said in interviews, as if they had taken their yes back."""
    asked = select(ElicitationCarrier.elicitation_id).where(
        ElicitationCarrier.person_id == person.id, ElicitationCarrier.withdrawn_at.is_(None)
    )
    for talk in session.scalars(select(Elicitation).where(Elicitation.id.in_(asked))):
        withdraw(talk, by=person)


def _forget_what_they_alone_work_on(person: Person) -> None:
    theirs = Practice.author_id == person.id, Practice.opened_at.is_(None)
    practices = session.scalars(select(Practice).where(*theirs)).all()
    remove_for_good([one.id for one in practices if not is_others_work(one, person)])


def _follow_the_table(number: int) -> None:
    for reference, words in WORDS.items():
        table, column = table_of(reference), reference.partition(".")[2]
        session.execute(table.update().where(table.c[column] == number).values(words))
    for reference, (fate, _) in FATES.items():
        table, column = table_of(reference), reference.partition(".")[2]
        theirs = table.c[column] == number
        if fate is Fate.EMPTIED:
            session.execute(table.update().where(theirs).values({column: None}))
        elif fate is Fate.GOES:
            only = [ONLY[reference]] if reference in ONLY else []
            session.execute(table.delete().where(theirs, *only))
        elif reference in ALSO:
            session.execute(table.delete().where(theirs, ALSO[reference]))


def _forget_traces(person: Person) -> None:
    """Take name and address out of what the house wrote down by itself."""
    known = [one for one in (person.name, person.email) if one]
    session.execute(delete(SignInAttempt).where(SignInAttempt.account == person.email))
    asked = or_(*(Search.query.icontains(one, autoescape=True) for one in known))
    session.execute(delete(Search).where(asked))
    trouble = or_(*(Outbox.trouble.icontains(one, autoescape=True) for one in known))
    session.execute(update(Outbox).where(trouble).values(trouble=""))


def _forget_the_account(person: Person) -> None:
    person.name, person.email, person.password_hash = "", f"erased-{person.id}", UNUSABLE
    person.team = person.title = ""
    person.role, person.language, person.keys_off = Role.READER, None, False
    person.manager_id = person.last_working_day = None
    person.erased_at = clock.now()
