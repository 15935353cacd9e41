"""Where an address in one page of a folder leads: to a page, to a picture, or nowhere in it."""

import posixpath
import unicodedata
from collections.abc import Collection, Iterator

from kb.document.imports.folders import MARKDOWN, RUBY, WEB
from kb.foundation.markdown.addresses import file_name

_AS_PAGE = ("", *MARKDOWN, *RUBY, *WEB)
_AS_FOLDER = (
    *("README.md", "readme.md", "README.markdown"),
    *(f"index{ending}" for ending in (*MARKDOWN, *RUBY, *WEB)),
)
_SITE = "source/"  # Middleman keeps a site's pages there


def place_of(address: str, *, on: str) -> str:
    """Return the path that ``address`` on the page ``on`` means; empty if it is no file's.

    A path that begins with ``..`` is outside the folder; one that begins with a slash is
    counted from the folder itself, as on the site the pages were made for.
    """
    name = unicodedata.normalize("NFC", file_name(address)).replace("\\", "/")
    if not name:
        return ""
    site = _SITE if on.startswith(_SITE) else ""
    start = site if name.startswith("/") else posixpath.dirname(on)
    return posixpath.normpath(posixpath.join(start, name.lstrip("/")))


def leads_outside(place: str) -> bool:
    """Say whether a path is outside the folder."""
    return place.split("/", maxsplit=1)[0] == ".."


def page_at(place: str, among: Collection[str]) -> str | None:
    """Return the page that a path means, however the site's generator had it written."""
    return next((path for path in _readings(place) if path in among), None)


def _readings(place: str) -> Iterator[str]:
    bare = place.removesuffix(".html").removesuffix(".htm")
    yield from (bare + ending for ending in _AS_PAGE)
    yield place
    yield from (posixpath.normpath(posixpath.join(bare, name)) for name in _AS_FOLDER)
