"""The application, put together."""

from collections.abc import Sequence
from pathlib import Path

from flask import Blueprint, Flask

from kb import cli
from kb.config import Settings
from kb.cycle.audit import watching
from kb.foundation import news
from kb.pages import PAGES
from kb.people import signed_in
from kb.reactions import REACTIONS
from kb.web import (
    database,
    errors,
    languages,
    logs,
    metrics,
    refusals,
    requests,
    security,
    storage,
    templating,
    uploads,
    waiting,
)

HOUSE = Path(__file__).parent.parent


def create_app(
    settings: Settings | None = None, *, pages: Sequence[Blueprint] = PAGES
) -> Flask:
    """Return the application with its ``pages``, set up by ``settings`` or the environment."""
    settings = settings or Settings.read()
    app = requests.Kisalli(
        "kb", template_folder=str(HOUSE / "templates"), static_folder=str(HOUSE / "static")
    )
    app.extensions["settings"] = settings
    logs.init_app(app, settings)
    metrics.init_app(app)
    waiting.init_app(app)
    uploads.init_app(app, settings)
    security.init_app(app, settings)
    database.init_app(app, settings)
    languages.init_app(app, default=settings.language)
    templating.init_app(app)
    requests.init_app(app)
    refusals.init_app(app)
    signed_in.init_app(app)
    errors.init_app(app)
    storage.init_app(app)
    watching.init_app(app)
    news.wire(REACTIONS)
    for each in pages:
        app.register_blueprint(each)
    cli.init_app(app)
    return app
