"""Two languages, complete: the person's own choice, else the browser's."""

from collections.abc import Iterator
from contextlib import contextmanager

from babel.support import NullTranslations
from flask import Flask, g, has_request_context, request, session
from flask_babel import Babel, force_locale, get_locale

from kb.foundation.catalogues import CATALOGUES, LANGUAGES, catalogue

__all__ = ["CHOSEN", "LANGUAGES", "init_app", "language", "speaking", "words"]

CHOSEN = "language"

babel = Babel()


def init_app(app: Flask, *, default: str) -> None:
    """Choose the language of every page."""
    app.config.update(
        BABEL_DEFAULT_LOCALE=default,
        BABEL_DEFAULT_TIMEZONE="Europe/Helsinki",
        BABEL_TRANSLATION_DIRECTORIES=str(CATALOGUES),
    )
    babel.init_app(app, locale_selector=lambda: _choose(default))
    # A page holds a hundred sentences: each is looked up with as few steps as it takes.
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        words, _counted, newstyle=True
    )
    app.jinja_env.globals["_"] = app.jinja_env.globals["gettext"]


def language() -> str:
    """Return the page's language, ``fi`` or ``en``."""
    found = get_locale()
    return str(found.language) if found else "fi"


@contextmanager
def speaking(chosen: str) -> Iterator[None]:
    """Speak ``chosen`` for a while, whoever asks."""
    before = g.pop("catalogue", None)
    with force_locale(chosen):
        yield
    g.pop("catalogue", None)
    if before is not None:
        g.catalogue = before


def words(key: str) -> str:
    """Return the words of a message in the page's language."""
    return str(_spoken().gettext(key))


def _counted(one: str, many: str, number: int) -> str:
    return str(_spoken().ngettext(one, many, number))


def _spoken() -> NullTranslations:
    found: NullTranslations | None = g.get("catalogue")
    if found is None:
        found = g.catalogue = catalogue(language())
    return found


def _choose(default: str) -> str:
    if not has_request_context():
        return default
    chosen = session.get(CHOSEN) or g.get(CHOSEN)
    return chosen or request.accept_languages.best_match(LANGUAGES) or default
