"""The key of private notes: made at set-up, changed by command."""

import click
from flask.cli import with_appcontext
from sqlalchemy import func, select

from kb.cli.words import sentence_of
from kb.foundation.db import session, unit_of_work
from kb.foundation.errors import DomainError
from kb.share.private_notes.actions import reseal_all
from kb.share.private_notes.keys import KeyPlace, NotesKey
from kb.share.private_notes.models import PrivateNote
from kb.web.installation import settings

KEEP_IT = "Keep it somewhere safe: it is shown only now, and no backup takes it along."


def make_notes_key() -> None:
    """Make the key where there is none; what is sealed already wants its own key back."""
    place = KeyPlace.of(settings())
    if place.keys():
        return
    if session.scalar(select(func.count(PrivateNote.id))):
        click.echo(f"The key of private notes is missing: put it back to {place.file}.")
        return
    _show(place.make(), place)


@click.group()
def notes() -> None:
    """Look after the key of private notes."""


@notes.command("rotate-key")
@with_appcontext
def rotate_key() -> None:
    """Seal every private note with a new key; begun again after a break, it goes on."""
    place = KeyPlace.of(settings())
    new = place.make_next()
    try:
        with unit_of_work():
            number = reseal_all(new, place)
    except DomainError as refused:
        raise click.ClickException(sentence_of(refused)) from refused
    place.take_next()
    click.echo(f"Private notes sealed with the new key: {number}.")
    _show(new, place)
    if place.given:
        click.echo("KB_NOTES_KEY holds the former key: set it to this one, or leave it out.")


def _show(key: NotesKey, place: KeyPlace) -> None:
    click.echo(f"The key of private notes, in {place.file}:\n\n  {key.secret}\n\n{KEEP_IT}")
