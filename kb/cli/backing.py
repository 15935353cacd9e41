"""Backups: made while people work, looked through, put back by one command."""

import os
from pathlib import Path

import click
from alembic.script import ScriptDirectory
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import delete
from sqlalchemy.exc import OperationalError

from kb.cli.bars import bars
from kb.cli.checking import fsck
from kb.cli.house import migrate, migrations_in
from kb.cli.packing import database_file, make_backup
from kb.cycle.audit.actions import note
from kb.cycle.audit.models import Deed
from kb.cycle.audit.telling import Told
from kb.foundation.backups.manifest import BackupError, Manifest
from kb.foundation.backups.restoring import check_backup, restore_backup
from kb.foundation.backups.sealing import new_identity
from kb.foundation.backups.writing import Progress
from kb.foundation.db import session, unit_of_work
from kb.people.models import SignIn
from kb.share.calendar.models import Feed
from kb.web.installation import settings

NOT_IN_IT = (
    "It does not hold the secret, the keys of private notes and badges, or the search model:"
    " keep the keys elsewhere; the model is made again by set-up."
)
MEGABYTE = 1_000_000
SECRET_HELP = "The file with the secret that opens it (AGE-SECRET-KEY-1…)."  # noqa: S105


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
@click.option("--recipient", default="", help="Seal it for this recipient (age1…).")
@with_appcontext
def backup(file: Path | None, recipient: str) -> None:
    """Copy database and files into one archive while people go on working."""
    try:
        with bars() as progress:
            made, manifest = make_backup(progress, file=file, recipient=recipient)
    except BackupError as trouble:
        raise click.ClickException(str(trouble)) from trouble
    _note_backup()
    click.echo(f"Backup: {made} ({_told(manifest)}). {NOT_IN_IT}")


@click.command("backup-key")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def backup_key(file: Path) -> None:
    """Make a secret that opens backups, for a place that is not this server."""
    secret, recipient = new_identity()
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as trouble:
        raise click.ClickException(f"{file} is there already: nothing was written.") from (
            trouble
        )
    with os.fdopen(descriptor, "w", encoding="utf-8") as written:
        written.write(f"# {recipient}\n{secret}\n")
    click.echo(f"The secret is in {file}: keep it away from this server, and keep it well.")
    click.echo(f"Seal backups for it: KB_BACKUP_RECIPIENT={recipient}")


@click.command()
@click.argument("archive", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--check", "only_look", is_flag=True, help="Look it through, put nothing back.")
@click.option("--secret-file", type=click.Path(path_type=Path, exists=True), help=SECRET_HELP)
@click.pass_context
@with_appcontext
def restore(
    context: click.Context, archive: Path, *, only_look: bool, secret_file: Path | None
) -> None:
    """Put a backup back; what was there is laid aside, and everybody signs in anew."""
    secret = _secret_in(secret_file) if secret_file else ""
    try:
        with bars() as progress:
            (_look if only_look else _put_back)(archive, secret, progress)
    except BackupError as trouble:
        raise click.ClickException(str(trouble)) from trouble
    if not only_look:
        context.invoke(fsck, as_json=False)


def _note_backup() -> None:
    """Note it, unless nothing can be written: a house is backed up before it is upgraded."""
    try:
        with unit_of_work():
            note(Told(Deed.BACKED_UP))
    except OperationalError as trouble:
        click.echo(f"The backup stands in no audit log: {trouble.orig}", err=True)


def _look(archive: Path, secret: str, progress: Progress) -> None:
    found = check_backup(archive, secret=secret, known=_schemas(), progress=progress)
    click.echo(f"Sound: {_told(found)}. Nothing was put back.")


def _put_back(archive: Path, secret: str, progress: Progress) -> None:
    """Put it back, bring it to this schema, and let nobody in by what was signed before."""
    engine = session.get_bind().engine
    session.remove()
    engine.dispose()
    found, aside = restore_backup(
        archive,
        database_file(),
        settings().files,
        secret=secret,
        known=_schemas(),
        progress=progress,
    )
    migrate(current_app)
    with unit_of_work():
        session.execute(delete(SignIn))
        session.execute(delete(Feed))
        note(Told(Deed.RESTORED))
    click.echo(f"Put back: {_told(found)}.")
    if aside:
        click.echo(f"What was here before lies in {aside}.")


def _schemas() -> set[str]:
    house, url = Path(current_app.root_path).parent, settings().database_url
    scripts = ScriptDirectory.from_config(migrations_in(house, url))
    return {script.revision for script in scripts.walk_revisions()}


def _secret_in(file: Path) -> str:
    lines = file.read_text(encoding="utf-8").splitlines()
    return next((line for line in lines if line and not line.startswith("#")), "")


def _told(manifest: Manifest) -> str:
    moment = manifest.made_at.strftime("%Y-%m-%d %H:%M UTC")
    files = len(manifest.parts) - 1
    size = manifest.size / MEGABYTE
    return f"{moment}, schema {manifest.schema}, {files} files, {size:.1f} MB"
