"""Looking through the house: whether everything is still as it was kept."""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

import click
from flask.cli import with_appcontext
from sqlalchemy.exc import SQLAlchemyError

from kb.cli.bars import bars
from kb.cli.checks import CHECKS, Check, Progress, Trouble
from kb.foundation import signs
from kb.foundation.db import reading, session
from kb.web.installation import settings
from kb.web.storage import forget_damage, mark_damaged

Found = Mapping[str, Sequence[Trouble]]


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one object.")
@with_appcontext
def fsck(*, as_json: bool) -> None:
    """Verify every text and file by its SHA-256, the index, the stages and the outbox.

    Ends with 0 when everything is as it was kept, with 1 when something is not. A database
    that is not whole takes no more writes until it is.
    """
    looked_at: dict[str, int] = {}
    found = _looked_through(looked_at)
    if found["database"]:
        mark_damaged(settings().data_dir)
    else:
        forget_damage(settings().data_dir)
    if as_json:
        click.echo(json.dumps(_told(found, looked_at), ensure_ascii=False))
    else:
        _tell(found, looked_at)
    word = "troubled" if any(found.values()) else "sound"
    signs.give_sign(settings().data_dir, signs.FSCK, word)
    sys.exit(any(found.values()))


def _looked_through(looked_at: dict[str, int]) -> Found:
    """Do every check; how many things each looked at is noted in ``looked_at``."""
    found = {}
    with bars() as progress, reading():
        for name, check in CHECKS.items():
            looked_at[name] = 0

            def note(name: str, done: int, total: int) -> None:
                looked_at[name] = done
                if total > 1:
                    progress(name, done, total)

            found[name] = list(to_its_end(check, settings().files, partial(note, name)))
    return found


def to_its_end(
    check: Check, files: Path, progress: Progress = lambda *_: None
) -> Iterator[Trouble]:
    """Go on with the next check where this one meets what cannot even be read."""
    try:
        yield from check(files, progress)
    except (SQLAlchemyError, LookupError, ValueError, OSError) as met:
        session.rollback()
        said = getattr(met, "orig", None) or met
        yield Trouble("the rest", f"could not be looked through: {said}")


def _told(found: Found, looked_at: Mapping[str, int]) -> dict[str, object]:
    checks = {
        name: {
            "looked_at": looked_at[name],
            "troubles": [{"what": one.what, "why": one.why} for one in troubles],
        }
        for name, troubles in found.items()
    }
    return {"sound": not any(found.values()), "checks": checks}


def _tell(found: Found, looked_at: Mapping[str, int]) -> None:
    for name, troubles in found.items():
        told = f"{len(troubles)} not as it should be:" if troubles else "sound."
        click.echo(f"{name:<13} {looked_at[name]:>6} looked at, {told}")
        for one in troubles:
            click.echo(f"  {one.what}: {one.why}")
    everything = "Everything is as it was kept."
    click.echo("Something is not as it was kept." if any(found.values()) else everything)
