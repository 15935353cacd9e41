"""A refused form comes back as it was: what was typed, and what was wrong with it."""

from collections.abc import Callable, Mapping
from typing import ParamSpec, TypeVar

from flask import Flask, g, request
from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from kb.foundation.errors import DomainError, InvalidError

P = ParamSpec("P")
R = TypeVar("R")

_pages: dict[str, str] = {}
_after_a_race: dict[str, str] = {}


def form_on(
    endpoint: str, *, overtaken: str = ""
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Say which page holds a POST view's form; a refusal shows that page again.

    ``overtaken`` is the page that shows both texts when somebody else's came first; it
    begins anew, for what was typed is kept already.
    """

    def declare(view: Callable[P, R]) -> Callable[P, R]:
        name = f"{view.__module__}.{view.__qualname__}"
        _pages[name] = endpoint
        _after_a_race.update({name: overtaken} if overtaken else {})
        return view

    return declare


def page_of(view: Callable[..., object]) -> str | None:
    """Return the endpoint of the page that holds this view's form."""
    return _pages.get(f"{view.__module__}.{view.__qualname__}")


def page_after_a_race(view: Callable[..., object]) -> str | None:
    """Return the endpoint of the page that shows this view's text beside the other one."""
    return _after_a_race.get(f"{view.__module__}.{view.__qualname__}")


def keep_typed(instead: Mapping[str, str] | None = None) -> None:
    """Let the page's form show what was typed, but for what comes ``instead``."""
    g.kept = MultiDict({**request.form.to_dict(flat=False), **_lists(instead or {})})


def show_typed(form: Mapping[str, list[str]]) -> None:
    """Let the page's form show what was typed into it another day."""
    g.kept = MultiDict(form)


def _lists(values: Mapping[str, str]) -> dict[str, list[str]]:
    return {name: [value] for name, value in values.items()}


def sentence(error: DomainError) -> str:
    """Return the refusal in the reader's language."""
    return str(gettext(error.key, **error.values))


def sentences(error: DomainError) -> str:
    """Return the refusal with what was wrong in each field, where no form can show it."""
    if not isinstance(error, InvalidError):
        return sentence(error)
    return " ".join(str(gettext(key, **error.values)) for key in error.fields.values())


def init_app(app: Flask) -> None:
    """Let every form control ask for what was typed and what was wrong."""
    app.add_template_global(_is_kept, "kept")
    app.add_template_global(_was_typed, "was_typed")
    app.add_template_global(_typed, "typed")
    app.add_template_global(_typed_list, "typed_list")
    app.add_template_global(_refused, "refused")
    app.add_template_global(_refusal, "refusal")
    app.add_template_filter(sentence, "refusal_words")


def _was_typed(name: str) -> bool:
    return _is_kept() and name in _form()


def _typed(name: str, otherwise: object = "") -> object:
    return _form().get(name, "") if _is_kept() else otherwise


def _typed_list(name: str, otherwise: list[object] | None = None) -> list[object]:
    return list(_form().getlist(name)) if _is_kept() else otherwise or []


def _is_kept() -> bool:
    return "kept" in g or ("refusal" in g and "begins_anew" not in g)


def _refused(name: str) -> str | None:
    error = g.get("refusal")
    if not isinstance(error, InvalidError) or name not in error.fields:
        return None
    return str(gettext(error.fields[name], **error.values))


def _refusal() -> DomainError | None:
    error: DomainError | None = g.get("refusal")
    return error


def _form() -> MultiDict[str, str]:
    found: MultiDict[str, str] = g.get("kept", request.form)
    return found
