"""Addresses: where to go next, only ever a page of this house; and whole ones, for others."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import current_app

HOME = "/"


def safe_next(asked: str | None) -> str:
    """Return ``asked`` when it is a path of ours, else the first page.

    A path begins with one slash, not with two or a backslash (a browser reads both as
    another host), and holds no control characters (a browser drops them first).
    """
    if not asked or not asked.startswith("/") or asked[1:2] in {"/", "\\"}:
        return HOME
    if any(ord(letter) < ord(" ") or letter in "\\\x7f" for letter in asked):
        return HOME
    parts = urlsplit(asked)
    return HOME if parts.scheme or parts.netloc else asked


@dataclass(frozen=True)
class Addresses:
    """Whole addresses of this house's pages, for what is read outside of it."""

    base: str

    def __call__(self, endpoint: str, values: Mapping[str, str | int]) -> str:
        """Return the address of a page."""
        base = urlsplit(self.base)
        adapter = current_app.url_map.bind(
            base.netloc, script_name=base.path or "/", url_scheme=base.scheme
        )
        anchor = f"#{values['_anchor']}" if "_anchor" in values else ""
        kept = {name: value for name, value in values.items() if name != "_anchor"}
        return adapter.build(endpoint, kept, force_external=True) + anchor
