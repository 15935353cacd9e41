"""Needs as the worker leaves them."""

from kb.foundation import outbox
from kb.foundation.db import begin_reading, begin_writing, session
from kb.identify.needs.models import Need
from kb.identify.needs.queries import offers_of
from kb.reactions import DELIVERIES
from kb.search.needs.settling import SETTLE


def settle():
    """Let the worker gather and offer what was left so far; texts are read first."""
    session.commit()
    begin_reading()
    outbox.drain(DELIVERIES)
    begin_writing()


def settle_alone():
    """Let the worker do the needs alone, as where no model reads texts."""
    session.commit()
    begin_reading()
    outbox.drain({SETTLE: DELIVERIES[SETTLE]})
    begin_writing()


def asked_people(need):
    """Return who waits to answer a need."""
    whole = session.get(Need, need.id).whole
    return [one.person.name for one in offers_of(whole) if one.declined_at is None]
