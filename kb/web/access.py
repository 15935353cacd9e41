"""What each route needs, declared beside its view; a route without it fails a test."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
View = Callable[..., object]

_declared: dict[str, "Access"] = {}


class Access(StrEnum):
    """Who may come in at all; what they may see of a thing is said in SQL."""

    ANYONE = "anyone"
    ADDRESS = "whoever holds its secret address"
    SIGNED_IN = "signed in"
    AUTHORS = "authors"
    COORDINATORS = "coordinators"
    ADMINS = "admins"


def needs(access: Access) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Declare who a view is for."""

    def declare(view: Callable[P, R]) -> Callable[P, R]:
        _declared[_name(view)] = access
        return view

    return declare


anyone = needs(Access.ANYONE)
by_address = needs(Access.ADDRESS)
signed_in = needs(Access.SIGNED_IN)
authors = needs(Access.AUTHORS)
coordinators = needs(Access.COORDINATORS)
admins = needs(Access.ADMINS)


def access_of(views: Mapping[str, View], endpoint: str) -> Access | None:
    """Return what the view behind ``endpoint`` declared, or nothing if it forgot."""
    if endpoint == "static":
        return Access.ANYONE
    return _declared.get(_name(views[endpoint]))


def _name(view: View) -> str:
    return f"{view.__module__}.{view.__qualname__}"
