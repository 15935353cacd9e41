"""Chance deeds that change who may see what."""

from sqlalchemy import select

from kb.foundation import clock
from kb.foundation.db import session
from kb.people.models import Person
from kb.practices.models import Audience, Practice, PracticeReader


def one_of(random, table):
    return random.choice(session.scalars(select(table).order_by(table.id)).all())


def change_audience(random):
    practice = one_of(random, Practice)
    practice.audience = random.choice(list(Audience))
    readers = random.sample(list(session.scalars(select(Person.id))), k=2)
    practice.reader_rows = [PracticeReader(person_id=number) for number in readers]


def open_or_close(random):
    one_of(random, Practice).opened_at = random.choice([None, clock.now()])
