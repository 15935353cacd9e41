"""A refused form comes back as it was: what was typed, and what was wrong with it."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from flask import Flask, g, request
from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from kb.foundation.errors import DomainError, InvalidError

P = ParamSpec("P")
R = TypeVar("R")

_pages: dict[str, str] = {}


def form_on(endpoint: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Say which page holds a POST view's form; a refusal shows that page again."""

    def declare(view: Callable[P, R]) -> Callable[P, R]:
        _pages[f"{view.__module__}.{view.__qualname__}"] = endpoint
        return view

    return declare


def page_of(view: Callable[..., object]) -> str | None:
    """Return the endpoint of the page that holds this view's form."""
    return _pages.get(f"{view.__module__}.{view.__qualname__}")


def sentence(error: DomainError) -> str:
    """Return the refusal in the reader's language."""
    return str(gettext(error.key, **error.values))


def keep_typed() -> None:
    """Let this answer show the form as it was typed, though nothing was refused."""
    g.kept = True


def init_app(app: Flask) -> None:
    """Let every form control ask for what was typed and what was wrong."""
    app.add_template_global(_kept, "kept")
    app.add_template_global(_typed, "typed")
    app.add_template_global(_typed_list, "typed_list")
    app.add_template_global(_refused, "refused")
    app.add_template_global(_refusal, "refusal")


def _kept() -> bool:
    return "refusal" in g or "kept" in g


def _typed(name: str, otherwise: object = "") -> object:
    return _form().get(name, "") if _kept() else otherwise


def _typed_list(name: str, otherwise: list[object] | None = None) -> list[object]:
    return list(_form().getlist(name)) if _kept() else otherwise or []


def _refused(name: str) -> str | None:
    error = g.get("refusal")
    if not isinstance(error, InvalidError) or name not in error.fields:
        return None
    return str(gettext(error.fields[name], **error.values))


def _refusal() -> DomainError | None:
    error: DomainError | None = g.get("refusal")
    return error


def _form() -> MultiDict[str, str]:
    return request.form
