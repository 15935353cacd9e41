"""What every template may call."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

from babel import dates, lists
from flask import Flask, current_app, request, url_for
from flask_babel import (
    format_date,
    format_datetime,
    format_decimal,
    gettext,
)

from kb.foundation import clock
from kb.foundation.markdown import trusted
from kb.foundation.words import Kind
from kb.web.languages import LANGUAGES, language, words

MEGABYTE = 1024 * 1024


def init_app(app: Flask) -> None:
    """Give templates dates, labels and addresses, and nothing that asks the database."""
    app.jinja_env.filters.update(
        size=_size,
        day=day,
        moment=_moment,
        time_of_day=time_of_day,
        label=_label,
        iso=_iso,
        weekday=_weekday,
        safe_html=trusted,
        listed=_listed,
    )
    app.jinja_env.globals.update(asset=_asset, languages=LANGUAGES)
    app.jinja_env.globals["url_for"] = _address  # what was made once is kept
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.context_processor(lambda: {"locale": language(), "today": clock.today()})


def day(value: date | datetime | None) -> str:
    """Return the day as the reader's language writes it."""
    if value is None:
        return ""
    there = value.astimezone(clock.HOME).date() if isinstance(value, datetime) else value
    return _written(there, language())


@lru_cache(maxsize=4096)
def _written(there: date, shown_in: str) -> str:
    return str(dates.format_date(there, "d.M.y" if shown_in == "fi" else "d MMM y", shown_in))


def _moment(value: datetime | None) -> str:
    shape = "d.M.y 'klo' H.mm" if language() == "fi" else "d MMM y, H:mm"
    return str(format_datetime(value, shape)) if value else ""


def time_of_day(value: datetime) -> str:
    """Return the hour and minute as the reader's language writes them."""
    return str(format_datetime(value, "H.mm" if language() == "fi" else "H:mm"))


def _weekday(value: date) -> str:
    shape = "EEEE d. MMMM" if language() == "fi" else "EEEE d MMMM"
    said = str(format_date(value, shape))
    return said[:1].upper() + said[1:]


def _size(value: int) -> str:
    if value < MEGABYTE:
        return str(gettext("%(size)s kB", size=max(1, round(value / 1024))))
    return str(gettext("%(size)s MB", size=format_decimal(round(value / MEGABYTE, 1))))


def _iso(value: date | datetime | None) -> str:
    return value.isoformat() if value else ""


def _listed(names: Sequence[str]) -> str:
    return str(lists.format_list(names, locale=language()))


def _label(kind: Kind | None) -> str:
    return words(kind.key) if kind else ""


def _address(endpoint: str, **values: object) -> str:
    try:
        return _place(endpoint, request.script_root, **values)
    except TypeError:  # several values of one name are a list, which is not remembered
        return url_for(endpoint, **values)  # type: ignore[arg-type]


@lru_cache(maxsize=8192)
def _place(endpoint: str, _mounted_at: str, **values: object) -> str:
    return url_for(endpoint, **values)  # type: ignore[arg-type]


def _asset(name: str) -> str:
    return _file(name, _digest(name), request.script_root)


@lru_cache(maxsize=1024)
def _file(name: str, digest: str, _mounted_at: str) -> str:
    return url_for("static", filename=name, v=digest)


def _digest(name: str) -> str:
    cache: dict[str, str] = current_app.extensions.setdefault("assets", {})
    if name not in cache or current_app.debug:
        file = Path(current_app.static_folder or "") / name
        cache[name] = hashlib.sha256(file.read_bytes()).hexdigest()[:12]
    return cache[name]
