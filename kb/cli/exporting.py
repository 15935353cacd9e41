"""Taking everything out into a file, from the command line."""

from pathlib import Path
from typing import IO

import click
from flask.cli import with_appcontext
from tqdm import tqdm

from kb.cycle.audit.actions import note
from kb.cycle.audit.models import Deed
from kb.cycle.audit.telling import Told
from kb.cycle.takeout.actions import take_out
from kb.foundation.db import reading, unit_of_work
from kb.people.models import Person
from kb.people.queries import person_by_email
from kb.web.installation import settings

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("export")
@click.argument("file", type=FILE)
@click.option(
    "--as", "email", metavar="EMAIL", required=True, help="What this person may read."
)
@with_appcontext
def export(file: Path, *, email: str) -> None:
    """Write all that a person may read into FILE, a ZIP that `import` takes back."""
    unfinished = file.with_name(f"{file.name}.unfinished")
    try:
        unfinished.touch(mode=0o600)
        with reading(), unfinished.open("wb") as stream:
            count = _write(email, stream)
        unfinished.replace(file)  # it is there whole or not at all
    finally:
        unfinished.unlink(missing_ok=True)
    with unit_of_work():
        note(Told(Deed.TAKEN_OUT, person=_person(email).id))
    click.echo(f"{file}: {count} practices, {file.stat().st_size:,} bytes.")


def _person(email: str) -> Person:
    person = person_by_email(email)
    if person is None or not person.is_here:
        raise click.ClickException(f"Nobody here has the address {email}.")
    return person


def _write(email: str, stream: IO[bytes]) -> int:
    person = _person(email)
    with tqdm(desc="Writing", unit=" practices", delay=1) as bar:

        def show(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        return take_out(person, stream, files=settings().files, progress=show)
