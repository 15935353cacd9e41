"""Badges from the command line: is this one ours and does it stand; a new key."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from kb.cli.words import sentence_of
from kb.foundation.errors import DomainError
from kb.internalise.badges.keys import BadgeKeys
from kb.internalise.badges.queries import revoked_codes
from kb.internalise.badges.signing import verified
from kb.web.installation import settings


def make_badge_keys() -> None:
    """Make the key that badges are signed with, where there is none."""
    if BadgeKeys.of(settings()).make():
        click.echo(f"The key of badges: {settings().badge_keys_file}")


@click.group()
def badge() -> None:
    """Look at badges and at the key they are signed with."""


@badge.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@with_appcontext
def verify(file: Path) -> None:
    """Say what a badge tells, if it was signed here, is unaltered and stands."""
    keys = BadgeKeys.of(settings()).public
    try:
        found = verified(file.read_text("ascii", "replace"), keys, revoked=revoked_codes())
    except DomainError as refused:
        raise click.ClickException(sentence_of(refused)) from refused
    click.echo(f"It stands: {found.name}, {found.practice}, {found.level.value}.")
    click.echo(f"Valid until {found.valid_until:%Y-%m-%d %H:%M %z}.")


@badge.command("rotate-key")
@with_appcontext
def rotate_key() -> None:
    """Sign with a new key from now on; what was signed before can still be verified."""
    name = BadgeKeys.of(settings()).rotate()
    click.echo(f"Badges are signed with the key {name} from now on.")
