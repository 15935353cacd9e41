"""Setting the house up: schema, model, demo organisation, and what to tell at the start."""

import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import click
from alembic import command
from alembic.config import Config
from filelock import FileLock
from flask import Flask, current_app
from flask.cli import with_appcontext
from sqlalchemy import select

from kb.cli.badging import make_badge_keys
from kb.cli.bars import bars
from kb.cli.noting import make_notes_key
from kb.cli.packing import make_backup
from kb.cli.working import work
from kb.config import Settings
from kb.demo import DEMO_PASSWORD, demo_is_loaded, load_demo
from kb.demo.house import House
from kb.foundation.db import session
from kb.people.models import Person
from kb.search.language.lexicon import make_dictionaries
from kb.search.meaning import prepare_model
from kb.share.private_notes.keys import KeyPlace
from kb.web import condition
from kb.web.installation import settings

PATIENCE = 60  # seconds for the server to answer
DEMO_DOMAIN = "@kisalli.example"


@click.command()
@with_appcontext
def setup() -> None:
    """Bring the database to this schema; make model, dictionaries and keys."""
    # Two that start at once (a server and its worker, say): the second finds all done.
    with FileLock(settings().data_dir / ".setup.lock"):
        _back_up_first()
        migrate(current_app)
    make_notes_key()
    make_badge_keys()
    with bars() as progress:
        prepare_model(settings(), progress)
        try:
            make_dictionaries(progress)
        except OSError as trouble:
            click.echo(f"The dictionaries stay packed, and take more memory: {trouble}")
    click.echo(f"Set up: {settings().data_dir}")


def _back_up_first() -> None:
    """Back up what is of an earlier schema: the way back from an upgrade is its backup."""
    earlier = condition.schema()
    session.remove()
    if earlier and not condition.has_the_schema():
        with bars() as progress:
            made, _ = make_backup(progress)
        click.echo(f"Backed up before the upgrade from schema {earlier}: {made}")


def migrate(app: Flask) -> None:
    """Run every migration that has not run."""
    kept: Settings = app.extensions["settings"]
    migrate_database(Path(app.root_path).parent, kept.database_url)


def migrate_database(house: Path, url: str, *, to: str = "head") -> None:
    """Bring one database to the schema of the version that lies in ``house``, or to another."""
    command.upgrade(migrations_in(house, url), to)


def migrations_in(house: Path, url: str) -> Config:
    """Return what Alembic is to know: where the migrations lie, and of which database."""
    config = Config()
    config.set_main_option("script_location", str(house / "migrations"))
    config.attributes["url"] = url
    return config


@click.command()
@click.pass_context
@with_appcontext
def demo(context: click.Context) -> None:
    """Load the demo organisation, found by meaning too; a second time changes nothing."""
    if demo_is_loaded():
        click.echo("The demo organisation is already there.")
        return
    if session.scalar(select(Person.id).limit(1)):
        raise click.ClickException(
            "There are people here already: the demo needs an empty house."
        )
    with bars() as progress:
        load_demo(House(settings().files, KeyPlace.of(settings())), progress)
    click.echo("The demo organisation is loaded; now its texts are read for search by meaning.")
    context.invoke(work, once=True)


@click.command()
@click.argument("address")
@click.option("--say-demo", is_flag=True, help="Print the demo sign-ins too.")
@with_appcontext
def welcome(address: str, *, say_demo: bool) -> None:
    """Say where the house is, once it answers."""
    _wait_for(f"{address}/readyz")
    click.echo(f"\nKisälli is at {address}\n")
    people = session.scalars(select(Person).where(Person.email.endswith(DEMO_DOMAIN))).all()
    if say_demo and people and settings().demo:
        click.echo("Demo sign-ins, for trying out only (none with KB_DEMO=0):")
        for person in people:
            click.echo(f"  {person.email:<38} {person.role.value}")
        click.echo(f"  the password of each: {DEMO_PASSWORD}\n")
    click.echo("Stop with Ctrl+C.")


def _wait_for(address: str) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            with urlopen(address, timeout=2):  # noqa: S310 - our own address, given by the Makefile
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise click.ClickException(f"The server did not answer at {address} in {PATIENCE} seconds.")
