"""Commands: ``flask --app wsgi …``."""

from flask import Flask

from kb.cli import (
    auditing,
    backing,
    badging,
    checking,
    evaluating,
    exporting,
    house,
    importing,
    mailing,
    noting,
    people,
    searching,
    working,
)
from kb.cli.house import migrate

__all__ = ["init_app", "migrate"]


def init_app(app: Flask) -> None:
    """Offer the commands."""
    for offered in (
        house.setup,
        house.demo,
        house.welcome,
        people.person,
        importing.import_folder,
        exporting.export,
        searching.search,
        searching.reindex,
        working.work,
        evaluating.evaluate,
        checking.fsck,
        backing.backup,
        backing.backup_key,
        backing.restore,
        mailing.mail,
        noting.notes,
        badging.badge,
        auditing.audit,
    ):
        app.cli.add_command(offered)
