"""The worker: deeds that were left for later, done one after another."""

import signal
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from threading import Event

import click
from flask.cli import with_appcontext

from kb.cli.bars import bars, unseen
from kb.cli.jobs import job, told_of
from kb.cli.packing import make_backup
from kb.cycle.audit.actions import forget_old
from kb.cycle.trash.actions import remove_for_good
from kb.cycle.trash.queries import kept_too_long
from kb.document.attachments.actions import sweep_files
from kb.document.boards.removing import forget_removed
from kb.document.elicitation.forgetting import forget_due as forget_interviews
from kb.document.elicitation.forgetting import is_due as interviews_are_due
from kb.document.papers.desks import clear_old
from kb.foundation import clock, outbox, signs
from kb.foundation.backups.manifest import BackupError
from kb.foundation.backups.shelf import age_of_newest
from kb.foundation.db import reading, unit_of_work
from kb.foundation.outbox import Deliveries
from kb.identify.demand.actions import forget_asked
from kb.identify.leaving.actions import let_go
from kb.identify.leaving.queries import people_who_left
from kb.internalise.attestations.actions import lapse_attestations
from kb.internalise.attestations.queries import attestations_past
from kb.internalise.paths.actions import forget_removed_paths
from kb.internalise.plans.queries import plans_gone_by
from kb.notices.mail.actions import MAIL, forget_letters, post_letters, write_digests
from kb.notices.mail.queries import letters_to_post, people_to_write_to
from kb.notices.meetings import meetings_soon, remind_of_meetings
from kb.notices.plans import ask_of_plans
from kb.people.accounts.actions import forget_access_links
from kb.reactions import DELIVERIES
from kb.search import meaning
from kb.search.embedding import EMBED, SENTENCES
from kb.search.encoder import Encoder
from kb.search.log.actions import forget_searches
from kb.search.log.queries import is_outdated
from kb.search.renewal import RENEW, adopt, is_settled, settle
from kb.share.matching.forgetting import forget_runs
from kb.share.pairings.waiting import pairs_wait_too_long, shorten_waiting
from kb.web.installation import settings

READINGS = {EMBED, RENEW, SENTENCES}
IN_HAND = 4  # so few that an ending worker is soon done with them
AN_HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)
PAUSE = 2.0  # seconds between two looks when there was nothing to do


@click.command()
@click.option("--once", is_flag=True, help="Do what is due and end.")
@with_appcontext
def work(*, once: bool) -> None:
    """Do what was left for later; ends at a signal, when what is in hand is done."""
    model, ending = _model(), _until_signalled()
    deliveries, days = _possible(), settings().search_log_days
    tidy_at = back_up_at = clock.now()
    shown = bars if once or settings().log == "text" else unseen
    while not ending.is_set():
        signs.give_sign(settings().data_dir, signs.WORKER, "working")
        with shown() as progress:
            told = told_of(deliveries, progress)
            done = outbox.drain(told, at_most=IN_HAND, ending=ending.is_set)
        if model:
            _settle(model.name)
        _when_due(partial(is_outdated, days), partial(forget_searches, days=days))
        _when_due(people_who_left, let_go)
        _when_due(interviews_are_due, forget_interviews)
        _when_due(meetings_soon, remind_of_meetings)
        _when_due(plans_gone_by, ask_of_plans)
        _when_due(people_to_write_to, write_digests)
        if settings().sends_mail:
            _when_due(letters_to_post, post_letters)
        _when_due(pairs_wait_too_long, shorten_waiting)
        back_up_at = _back_up(back_up_at)
        _when_due(attestations_past, lapse_attestations)
        tidy_at = _tidy(tidy_at)
        if once:
            break
        if not done:
            ending.wait(PAUSE)


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


def _when_due(is_due: Callable[[], object], deed: Callable[[], object]) -> None:
    """Do what is due; while nothing is, only reading is done and nobody waits."""
    with reading():
        if not is_due():
            return
    with job(_name_of(deed)), unit_of_work():
        deed()


def _name_of(deed: Callable[[], object]) -> str:
    function = deed.func if isinstance(deed, partial) else deed
    return getattr(function, "__name__", "deed")


def _back_up(due: datetime) -> datetime:
    """Make a backup once a day, where a folder for backups was given; else try in an hour."""
    if clock.now() < due or not settings().backup_dir:
        return due
    age = age_of_newest(settings().backups)
    if age is None or age >= A_DAY:
        try:
            with job("backup"), unseen() as progress:
                make_backup(progress)
        except (BackupError, OSError) as trouble:
            click.echo(f"No backup was made: {trouble}", err=True)
    return clock.now() + AN_HOUR


def _tidy(due: datetime) -> datetime:
    """Let go once a day of what lay long enough in the trash, and of files nothing names."""
    if clock.now() < due:
        return due
    with job("tidy"), unit_of_work():
        remove_for_good(kept_too_long(settings().trash_days))
        forget_removed(settings().trash_days)
        forget_removed_paths(settings().trash_days)
        sweep_files(settings().files)
        forget_asked()
        forget_letters()
        forget_access_links()
        forget_runs()
        forget_old(settings().audit_days)
    clear_old(settings().incoming / "papers")
    return clock.now() + A_DAY


def _until_signalled() -> Event:
    ending = Event()
    for wanted in (signal.SIGTERM, signal.SIGINT):
        signal.signal(wanted, lambda *_: ending.set())
    return ending
