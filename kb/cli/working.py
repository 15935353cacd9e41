"""The worker: deeds that were left for later, done one after another."""

import signal
from threading import Event

import click
from flask.cli import with_appcontext
from sqlalchemy.exc import DatabaseError

from kb.cli.bars import bars, unseen
from kb.cli.jobs import told_of
from kb.cli.rounds import Due, see_to_what_is_due
from kb.foundation import clock, outbox, signs
from kb.foundation.db import reading, session, unit_of_work
from kb.foundation.outbox import Deliveries
from kb.notices.mail.actions import MAIL
from kb.reactions import DELIVERIES
from kb.search import meaning
from kb.search.embedding import EMBED, SENTENCES
from kb.search.encoder import Encoder
from kb.search.renewal import RENEW, adopt, is_settled, settle
from kb.web.installation import settings

READINGS = {EMBED, RENEW, SENTENCES}
IN_HAND = 4  # so few that an ending worker is soon done with them
PAUSE = 2.0  # seconds between two looks when there was nothing to do


@click.command()
@click.option("--once", is_flag=True, help="Do what is due and end.")
@with_appcontext
def work(*, once: bool) -> None:
    """Do what was left for later; ends at a signal, when what is in hand is done."""
    model, ending = _model(), _until_signalled()
    deliveries, now = _possible(), clock.now()
    due = Due(back_up_at=now, tidy_at=now)
    shown = bars if once or settings().log == "text" else unseen
    while not ending.is_set():
        try:
            signs.give_sign(settings().data_dir, signs.WORKER, "working")
            with shown() as progress:
                told = told_of(deliveries, progress)
                done = outbox.drain(told, at_most=IN_HAND, ending=ending.is_set)
            if model:
                _settle(model.name)
            see_to_what_is_due(due)
        except (DatabaseError, OSError) as trouble:
            if once:
                raise
            done = _wait_for_better(trouble)
        if once:
            break
        if not done:
            ending.wait(PAUSE)


def _wait_for_better(trouble: Exception) -> int:
    """Go on later where the disk takes nothing: what waits in the outbox goes on waiting."""
    why = getattr(trouble, "orig", None) or trouble
    click.echo(f"The worker waits, for nothing can be kept: {why}", err=True)
    session.remove()
    session.get_bind().engine.dispose()
    return 0


def _model() -> Encoder | None:
    """Return the model that is to serve, once it has read what it has not."""
    serves, chosen = meaning.load_serving(settings()), meaning.load_following(settings())
    if chosen is None:
        click.echo(_said_without(serves), err=True)
        return None
    if serves and chosen is not serves:
        click.echo(f"{serves.name} serves until {chosen.name} has read every text.")
    with unit_of_work():
        adopt(settings().encoder, chosen.name)
    return chosen


def _said_without(serves: Encoder | None) -> str:
    if serves is None:
        return "There is no model: texts wait for search by meaning."
    return f"The model {settings().encoder} is not there: {serves.name} goes on."


def _possible() -> Deliveries:
    """Return what this installation can do; without a model, texts go on waiting."""
    missing = set() if meaning.encoder() else READINGS
    if not settings().sends_mail:
        missing = missing | {MAIL}
    return {kind: deed for kind, deed in DELIVERIES.items() if kind not in missing}


def _settle(model: str) -> None:
    """Let a model that has read every text serve, and the vectors of others go."""
    with reading():
        if is_settled(model):
            return
    with unit_of_work():
        serves = settle(model)
    if serves:
        meaning.let_follow()


def _until_signalled() -> Event:
    ending = Event()
    for wanted in (signal.SIGTERM, signal.SIGINT):
        signal.signal(wanted, lambda *_: ending.set())
    return ending
