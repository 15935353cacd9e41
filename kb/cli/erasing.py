"""Giving a person a copy of what is held of them, and erasing them, from the command line."""

from pathlib import Path

import click
from flask.cli import with_appcontext
from sqlalchemy.exc import OperationalError

from kb.cli.words import sentence_of
from kb.cycle.audit.actions import note
from kb.cycle.audit.models import Deed
from kb.cycle.audit.telling import Told
from kb.cycle.personal.erasing import erase_person
from kb.cycle.personal.exporting import export_person
from kb.cycle.personal.finishing import finish_erasures
from kb.cycle.personal.mentions import mentions_of
from kb.cycle.personal.scrubbing import StillReadError
from kb.foundation.db import reading, unit_of_work
from kb.foundation.errors import DomainError
from kb.foundation.secret_files import written_for_oneself
from kb.people.models import Person
from kb.people.queries import person_by_email
from kb.web.installation import settings


@click.command("erase")
@click.argument("email")
@click.option("--yes", is_flag=True, help="Do not ask.")
@with_appcontext
def erase(email: str, *, yes: bool) -> None:
    """Take name, account and what was theirs alone away for good; nobody can undo it.

    What they wrote for others stays, under a number. Where others' texts name them is told.
    """
    with reading():
        for place in mentions_of(_known(email)):
            click.echo(f"Named in {place.table} {', '.join(map(str, place.numbers))}.")
    if not yes and click.prompt("Type the address once more to erase them") != email:
        raise click.ClickException("Not the same address: nothing was erased.")
    try:
        with unit_of_work():
            found = _known(email)
            number = found.id
            erase_person(found, by=None)
    except DomainError as refused:
        raise click.ClickException(sentence_of(refused)) from refused
    finish()
    click.echo(f"Erased: called {number} from now on. Backups made before still hold them.")


@click.command("export")
@click.argument("email")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@with_appcontext
def export(email: str, file: Path) -> None:
    """Write all that is held of one person into FILE, to hand over; their notes stay closed."""
    with reading(), written_for_oneself(file) as stream:
        person = _known(email)
        number = person.id
        export_person(person, stream, files=settings().files, place=None)
    with unit_of_work():
        note(Told(Deed.COPIED, person=number))
    click.echo(f"{file}: {file.stat().st_size:,} bytes. Hand it to nobody but them.")


def finish() -> None:
    """Take what was deleted out of the file at once, or leave it to the worker."""
    try:
        finish_erasures([])
    except (StillReadError, OperationalError):
        click.echo("The house is in use: the worker takes the rest out of the file.")


def _known(email: str) -> Person:
    found = person_by_email(email)
    if found is None:
        raise click.ClickException(f"Nobody has the address {email}.")
    return found
