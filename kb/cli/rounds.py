"""What the worker sees to beside the outbox, each thing when its time has come."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

import click

from kb.cli.bars import unseen
from kb.cli.checking import to_its_end
from kb.cli.checks import check_invariants
from kb.cli.jobs import job
from kb.cli.packing import make_backup
from kb.cycle.audit.actions import forget_old
from kb.cycle.trash.actions import remove_for_good
from kb.cycle.trash.queries import kept_too_long
from kb.document.attachments.actions import sweep_files
from kb.document.boards.removing import forget_removed
from kb.document.elicitation.forgetting import forget_due as forget_interviews
from kb.document.elicitation.forgetting import is_due as interviews_are_due
from kb.document.papers.desks import clear_old
from kb.foundation import clock, signs
from kb.foundation.backups.manifest import BackupError
from kb.foundation.backups.shelf import age_of_newest
from kb.foundation.db import reading, unit_of_work
from kb.identify.demand.actions import forget_asked
from kb.identify.leaving.actions import let_go
from kb.identify.leaving.queries import people_who_left
from kb.internalise.attestations.actions import lapse_attestations
from kb.internalise.attestations.queries import attestations_past
from kb.internalise.paths.actions import forget_removed_paths
from kb.internalise.plans.queries import plans_gone_by
from kb.notices.mail.actions import forget_letters, post_letters, write_digests
from kb.notices.mail.queries import letters_to_post, people_to_write_to
from kb.notices.meetings import meetings_soon, remind_of_meetings
from kb.notices.plans import ask_of_plans
from kb.people.accounts.actions import forget_access_links
from kb.people.factor.actions import seal_anew
from kb.search import mending
from kb.search.log.actions import forget_searches
from kb.search.log.queries import is_outdated
from kb.share.matching.forgetting import forget_runs
from kb.share.pairings.waiting import pairs_wait_too_long, shorten_waiting
from kb.web.installation import settings

AN_HOUR, A_DAY = timedelta(hours=1), timedelta(days=1)


@dataclass
class Due:
    """When the next backup and the next tidying are due."""

    back_up_at: datetime
    tidy_at: datetime


def see_to_what_is_due(due: Due) -> None:
    """Do whatever its time has come for; while nothing has, nobody has to wait."""
    _when_due(
        partial(is_outdated, settings().search_log_days),
        partial(forget_searches, days=settings().search_log_days),
    )
    _when_due(people_who_left, let_go)
    _when_due(interviews_are_due, forget_interviews)
    _when_due(meetings_soon, remind_of_meetings)
    _when_due(plans_gone_by, ask_of_plans)
    _when_due(people_to_write_to, write_digests)
    if settings().sends_mail:
        _when_due(letters_to_post, post_letters)
    _when_due(pairs_wait_too_long, shorten_waiting)
    due.back_up_at = _back_up(due.back_up_at)
    _when_due(attestations_past, lapse_attestations)
    due.tidy_at = _tidy(due.tidy_at)


def _when_due(is_due: Callable[[], object], deed: Callable[[], object]) -> None:
    """Do what is due; while nothing is, only reading is done and nobody waits."""
    with reading():
        if not is_due():
            return
    with job(_name_of(deed)), unit_of_work():
        deed()


def _back_up(due: datetime) -> datetime:
    """Make a backup once a day, where a folder for backups was given; else try in an hour."""
    if not (settings().backup_dir and _has_come(due, AN_HOUR)):
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
    """Let go once a day of what was kept long enough, and seal anew what a former key did."""
    if not _has_come(due, A_DAY):
        return due
    with job("tidy"), unit_of_work():
        remove_for_good(kept_too_long(settings().trash_days))
        forget_removed(settings().trash_days)
        forget_removed_paths(settings().trash_days)
        sweep_files(settings().files)
        forget_asked()
        forget_letters()
        forget_access_links()
        seal_anew(settings().keys)
        forget_runs()
        forget_old(settings().audit_days)
    clear_old(settings().incoming / "papers")
    with job("look"):
        mending.have_it_mended_if_broken()
        _look_through()
    return clock.now() + A_DAY


def _has_come(due: datetime, wait: timedelta) -> bool:
    """Say whether it is time; what is farther off than one waits was said by a wrong clock."""
    return not clock.now() < due <= clock.now() + wait


def _look_through() -> None:
    """Ask whether what is always so still is; the self-check page says if it is not."""
    with reading():
        broken = list(to_its_end(check_invariants, settings().files))
    for one in broken:
        click.echo(f"{one.what}: {one.why}", err=True)
    if broken:
        signs.give_sign(settings().data_dir, signs.FSCK, "troubled")


def _name_of(deed: Callable[[], object]) -> str:
    function = deed.func if isinstance(deed, partial) else deed
    return getattr(function, "__name__", "deed")
