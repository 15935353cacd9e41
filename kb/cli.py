"""Commands: ``flask --app wsgi …``."""

import secrets

import click
from alembic import command
from alembic.config import Config
from flask import Flask, current_app

from kb.config import Settings
from kb.foundation.db import unit_of_work
from kb.foundation.errors import DomainError
from kb.people.actions import add_person
from kb.people.models import Role


def init_app(app: Flask) -> None:
    """Offer the commands."""
    for offered in (setup, person):
        app.cli.add_command(offered)


@click.command()
def setup() -> None:
    """Bring the database to this version's schema."""
    migrate(current_app)
    click.echo("The database is up to date.")


def migrate(app: Flask) -> None:
    """Run every migration that has not run."""
    settings: Settings = app.extensions["settings"]
    config = Config()
    config.set_main_option("script_location", f"{app.root_path}/../migrations")
    config.attributes["url"] = settings.database_url
    command.upgrade(config, "head")


@click.group()
def person() -> None:
    """Add people from the command line."""


@person.command("add")
@click.argument("name")
@click.argument("email")
@click.option("--role", type=click.Choice([role.value for role in Role]), default="reader")
@click.option("--password", help="At least 12 characters; without it one is made and printed.")
def add(name: str, email: str, role: str, password: str | None) -> None:
    """Add a person who can sign in."""
    word = password or secrets.token_urlsafe(15)
    try:
        with unit_of_work():
            added = add_person(name, email, word, Role(role))
            click.echo(f"Added {added.name} <{added.email}> as {added.role.value}.")
    except DomainError as refused:
        raise click.ClickException(f"{refused.key} {refused.values}") from refused
    if not password:
        click.echo(f"Password: {word}")
