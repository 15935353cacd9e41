"""Two languages, complete: the person's own choice, else the browser's."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from flask import Flask, g, has_app_context, has_request_context, request, session
from flask_babel import Babel, force_locale, get_locale
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext

from kb.foundation.catalogues import CATALOGUES, LANGUAGES, catalogue, speak_as
from kb.foundation.markdown import trusted

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
    speak_as(lambda: language() if has_app_context() else default)
    # What is not in the template already (kb.web.spoken) is looked up in few steps.
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        words, _counted, newstyle=True
    )
    app.jinja_env.globals["_"] = app.jinja_env.globals["gettext"] = _sentence


def language() -> str:
    """Return the page's language, ``fi`` or ``en``, asked once and then kept."""
    spoken: str | None = g.get("spoken")
    if spoken is None:
        found = get_locale()
        spoken = g.spoken = str(found.language) if found else "fi"
    return spoken


@contextmanager
def speaking(chosen: str) -> Iterator[None]:
    """Speak ``chosen`` for a while, whoever asks."""
    before = g.get("spoken")
    g.spoken = chosen
    with force_locale(chosen):
        yield
    g.spoken = before


def words(key: str) -> str:
    """Return the words of a message in the page's language."""
    return str(catalogue(language()).gettext(key))


@pass_eval_context
def _sentence(context: EvalContext, message: str, **values: object) -> str:
    return _said(message, language(), context.autoescape) % values


@lru_cache(maxsize=8192)
def _said(message: str, spoken: str, escaped: bool) -> str:  # noqa: FBT001
    text = str(catalogue(spoken).gettext(message))
    return trusted(text) if escaped else text


def _counted(one: str, many: str, number: int) -> str:
    return str(catalogue(language()).ngettext(one, many, number))


def _choose(default: str) -> str:
    if not has_request_context():
        return default
    chosen = session.get(CHOSEN) or g.get(CHOSEN)
    return chosen or request.accept_languages.best_match(LANGUAGES) or default
