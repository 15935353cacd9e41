"""Two languages, complete: the person's own choice, else the browser's."""

from flask import Flask, g, has_request_context, request, session
from flask_babel import Babel, get_locale

LANGUAGES = ("fi", "en")
CHOSEN = "language"

babel = Babel()


def init_app(app: Flask, *, default: str) -> None:
    """Choose the language of every page."""
    app.config.update(
        BABEL_DEFAULT_LOCALE=default,
        BABEL_DEFAULT_TIMEZONE="Europe/Helsinki",
        BABEL_TRANSLATION_DIRECTORIES=f"{app.root_path}/translations",
    )
    babel.init_app(app, locale_selector=lambda: _choose(default))


def language() -> str:
    """Return the page's language, ``fi`` or ``en``."""
    return str(get_locale() or "fi")


def _choose(default: str) -> str:
    if not has_request_context():
        return default
    chosen = session.get(CHOSEN) or g.get(CHOSEN)
    return chosen or request.accept_languages.best_match(LANGUAGES) or default
