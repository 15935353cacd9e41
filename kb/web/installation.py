"""The settings of this installation, for views."""

from flask import current_app

from kb.config import Settings


def settings() -> Settings:
    """Return the settings the application was made with."""
    found: Settings = current_app.extensions["settings"]
    return found
