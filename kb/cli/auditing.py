"""The audit log from the command line: is it whole, and who did what from when until when."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from flask.cli import with_appcontext

from kb.cycle.audit.actions import note
from kb.cycle.audit.forms import Asked, beginning_of, end_of
from kb.cycle.audit.models import AuditEntry, Deed
from kb.cycle.audit.queries import breaks, every_entry, last_entry, number_of_entries
from kb.cycle.audit.sheet import HEAD, cells, sheet_of
from kb.cycle.audit.telling import Told
from kb.foundation.db import reading, unit_of_work
from kb.people.queries import person_by_email

DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def audit() -> None:
    """Look after the log of who did what, of what matters to security."""


@audit.command("verify")
@with_appcontext
def verify() -> None:
    """Compute the whole chain anew; ends with 1 when a line was altered or is missing.

    The number and hash of the last line may be noted elsewhere, to be compared another day.
    """
    with reading():
        found, count, (number, fingerprint) = list(breaks()), number_of_entries(), last_entry()
    for one in found:
        click.echo(f"{one.where}: {one.why}")
    click.echo(f"{count} lines, the last one {number} {fingerprint}")
    click.echo(
        "The log is not as it was written." if found else "The log is as it was written."
    )
    sys.exit(bool(found))


@audit.command("show")
@click.option("--person", "email", help="What this person did, and what was done to them.")
@click.option("--deed", type=click.Choice([one.value for one in Deed]))
@click.option("--since", type=DAY, help="From this day on.")
@click.option("--until", type=DAY, help="This day included.")
@click.option("--json", "as_json", is_flag=True, help="Print one object a line.")
@with_appcontext
def show(*, as_json: bool, **chosen: object) -> None:
    """Tell who did what: for the notice of a breach (GDPR, article 33) within 72 hours."""
    with reading():
        for line in _asked_for(chosen):
            told = cells(line)
            click.echo(
                json.dumps(dict(zip(HEAD, told, strict=True))) if as_json else _said(told)
            )


@audit.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@with_appcontext
def export(file: Path) -> None:
    """Write the whole log to FILE as a table; that it was written is noted too."""
    with reading():
        file.write_text(sheet_of(every_entry(Asked())), encoding="utf-8")
    with unit_of_work():
        note(Told(Deed.LOG_EXPORTED))
    click.echo(f"{file}: {file.stat().st_size:,} bytes.")


def _asked_for(chosen: dict[str, object]) -> Iterator[AuditEntry]:
    return every_entry(
        Asked(
            _number(chosen["email"]),
            Deed(str(chosen["deed"])) if chosen["deed"] else None,
            beginning_of(str(chosen["since"])[:10]),
            end_of(str(chosen["until"])[:10]),
        )
    )


def _number(email: object) -> int | None:
    """Return whose number it is; a former user is asked for by the number itself."""
    if not email or str(email).isdecimal():
        return int(str(email)) if email else None
    person = person_by_email(str(email))
    if person is None:
        raise click.ClickException(f"Nobody has the address {email}.")
    return person.id


def _said(told: tuple[str, ...]) -> str:
    return " ".join(
        f"{name}={cell}" for name, cell in zip(HEAD[:-1], told, strict=False) if cell
    )
