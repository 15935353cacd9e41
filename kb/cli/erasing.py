"""Erasing a person from the command line."""

import click
from flask.cli import with_appcontext
from sqlalchemy.exc import OperationalError

from kb.cli.words import sentence_of
from kb.cycle.personal.erasing import erase_person
from kb.cycle.personal.finishing import finish_erasures
from kb.cycle.personal.mentions import mentions_of
from kb.cycle.personal.scrubbing import StillReadError
from kb.foundation.db import reading, unit_of_work
from kb.foundation.errors import DomainError
from kb.people.models import Person
from kb.people.queries import person_by_email


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
