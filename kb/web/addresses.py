"""Where to go next: only ever a page of this house."""

from urllib.parse import urlsplit

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
