"""People from the command line: the first administrator comes from nowhere else."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import click
from flask.cli import with_appcontext

from kb.cli import erasing
from kb.cli.words import sentence_of
from kb.foundation.db import unit_of_work
from kb.foundation.errors import DomainError, NotFoundError
from kb.people.accounts.actions import refuse_weak
from kb.people.actions import add_person, readmit, suspend
from kb.people.factor.actions import reset_by_command
from kb.people.models import Person, Role
from kb.people.queries import person_by_email
from kb.web.installation import settings


@click.group()
def person() -> None:
    """Add people, let them in no more, or in again."""


@person.command("add")
@click.argument("name")
@click.argument("email")
@click.option("--role", type=click.Choice([role.value for role in Role]), default="reader")
@click.option("--password", help="At least 12 characters; without it one is made and printed.")
@with_appcontext
def add(name: str, email: str, role: str, password: str | None) -> None:
    """Add a person who can sign in at once."""
    word = password or secrets.token_urlsafe(15)
    try:
        if password:
            refuse_weak(password, [name, email, settings().base_url])
        with unit_of_work():
            added = add_person(name, email, word, Role(role))
            click.echo(f"Added {added.name} <{added.email}> as {added.role.value}.")
    except DomainError as refused:
        raise click.ClickException(sentence_of(refused)) from refused
    if not password:
        click.echo(f"Password: {word}")


@person.command("suspend")
@click.argument("email")
@with_appcontext
def let_out(email: str) -> None:
    """Let somebody in no more, at once; what they wrote and can do stays under their name."""
    with _changing(email) as found:
        suspend(found)
        click.echo(f"{found.name} <{found.email}> may not sign in any more.")


@person.command("readmit")
@click.argument("email")
@with_appcontext
def let_in(email: str) -> None:
    """Let somebody sign in again who had left, or whose last day was told wrong."""
    with _changing(email) as found:
        readmit(found)
        click.echo(f"{found.name} <{found.email}> may sign in.")


@person.command("reset-factor")
@click.argument("email")
@with_appcontext
def reset(email: str) -> None:
    """Take off a lost second factor; they are told, and sign in with their password alone."""
    with _changing(email) as found:
        reset_by_command(found)
        click.echo(f"{found.name} <{found.email}> signs in with the password alone.")


@contextmanager
def _changing(email: str) -> Iterator[Person]:
    """Change one person as one transaction; a refusal is a sentence."""
    try:
        with unit_of_work():
            found = person_by_email(email)
            if found is None:
                raise NotFoundError("person.not_found")
            yield found
    except DomainError as refused:
        raise click.ClickException(sentence_of(refused)) from refused


for personal in (erasing.erase, erasing.export):
    person.add_command(personal)
