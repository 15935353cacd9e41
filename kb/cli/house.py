"""Setting the house up: schema, model, demo organisation, and what to tell at the start."""

import time
from collections.abc import Callable
from typing import NoReturn
from urllib.error import URLError
from urllib.request import urlopen

import click
from alembic import command
from alembic.config import Config
from flask import Flask, current_app
from flask.cli import with_appcontext
from sqlalchemy import select
from tqdm import tqdm

from kb.cli.working import work
from kb.config import Settings
from kb.demo import DEMO_PASSWORD, demo_is_loaded, load_demo
from kb.demo.house import House
from kb.foundation.db import session
from kb.people.models import Person
from kb.search.meaning import prepare_model
from kb.web.installation import settings

PATIENCE = 60  # seconds for the server to answer
DEMO_DOMAIN = "@kisalli.example"


@click.command()
@with_appcontext
def setup() -> None:
    """Bring the database to this version's schema and make the search model ready."""
    migrate(current_app)
    with _bars() as progress:
        prepare_model(settings(), progress)
    click.echo(f"Set up: {settings().data_dir}")


def migrate(app: Flask) -> None:
    """Run every migration that has not run."""
    kept: Settings = app.extensions["settings"]
    config = Config()
    config.set_main_option("script_location", f"{app.root_path}/../migrations")
    config.attributes["url"] = kept.database_url
    command.upgrade(config, "head")


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
    with _bars() as progress:
        load_demo(House(settings().files), progress)
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


class _bars:  # noqa: N801 - used as the plain word it is
    """Progress bars by name: how many of how many, and the rest time."""

    def __enter__(self) -> Callable[[str, int, int], None]:
        self._bars: dict[str, tqdm[NoReturn]] = {}
        return self._show

    def __exit__(self, *_: object) -> None:
        for bar in self._bars.values():
            bar.close()

    def _show(self, name: str, done: int, total: int) -> None:
        if name not in self._bars:
            self._bars[name] = tqdm(total=total, desc=name, unit="")
        bar = self._bars[name]
        bar.total = total
        bar.update(done - bar.n)
