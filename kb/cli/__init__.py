"""Commands: ``flask --app wsgi …``; each is loaded when somebody gives it."""

from importlib import import_module

import click
from flask import Flask
from flask.cli import AppGroup

# Serving asks for none of them, and together they would be a tenth of its start.
COMMANDS = {
    "setup": ("house", "setup"),
    "demo": ("house", "demo"),
    "welcome": ("house", "welcome"),
    "person": ("people", "person"),
    "import": ("importing", "import_folder"),
    "export": ("exporting", "export"),
    "search": ("searching", "search"),
    "reindex": ("searching", "reindex"),
    "work": ("working", "work"),
    "evaluate": ("evaluating", "evaluate"),
    "fsck": ("checking", "fsck"),
    "backup": ("backing", "backup"),
    "backup-key": ("backing", "backup_key"),
    "restore": ("backing", "restore"),
    "mail": ("mailing", "mail"),
    "notes": ("noting", "notes"),
    "badge": ("badging", "badge"),
    "audit": ("auditing", "audit"),
}


class Commands(AppGroup):
    """All commands by their names."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names."""
        return sorted({*super().list_commands(ctx), *COMMANDS})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of this name."""
        if cmd_name not in COMMANDS:
            return super().get_command(ctx, cmd_name)
        module, name = COMMANDS[cmd_name]
        found: click.Command = getattr(import_module(f"kb.cli.{module}"), name)
        return found


def init_app(app: Flask) -> None:
    """Offer the commands."""
    app.cli = Commands(app.name)
