"""What every template may call."""

import hashlib
from collections.abc import MutableMapping
from datetime import date, datetime
from pathlib import Path

from flask import Flask, current_app, url_for
from flask.templating import Environment
from flask_babel import format_date, format_datetime

from kb.foundation import clock
from kb.foundation.markdown import trusted
from kb.foundation.words import Kind
from kb.web.languages import LANGUAGES, language, words


class Templates(Environment):
    """Jinja with the same globals for every template: no layer to search for each."""

    def make_globals(
        self, d: MutableMapping[str, object] | None
    ) -> MutableMapping[str, object]:
        """Return the globals themselves where a template brings none of its own."""
        return super().make_globals(d) if d else self.globals


def init_app(app: Flask) -> None:
    """Give templates dates, labels and addresses, and nothing that asks the database."""
    app.jinja_env.filters.update(
        day=_day, moment=_moment, label=_label, iso=_iso, weekday=_weekday, safe_html=trusted
    )
    app.jinja_env.globals.update(has_endpoint=_has_endpoint, asset=_asset, languages=LANGUAGES)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.context_processor(lambda: {"locale": language(), "today": clock.today()})


def _day(value: date | datetime | None) -> str:
    return format_date(value, "d.M.y" if language() == "fi" else "d MMM y") if value else ""


def _moment(value: datetime | None) -> str:
    shape = "d.M.y 'klo' H.mm" if language() == "fi" else "d MMM y, H:mm"
    return str(format_datetime(value, shape)) if value else ""


def _weekday(value: date) -> str:
    shape = "EEEE d. MMMM" if language() == "fi" else "EEEE d MMMM"
    return str(format_date(value, shape)).capitalize()


def _iso(value: date | datetime | None) -> str:
    return value.isoformat() if value else ""


def _label(kind: Kind | None) -> str:
    return words(kind.key) if kind else ""


def _has_endpoint(name: str) -> bool:
    return name in current_app.view_functions


def _asset(name: str) -> str:
    return url_for("static", filename=name, v=_digest(name))


def _digest(name: str) -> str:
    cache: dict[str, str] = current_app.extensions.setdefault("assets", {})
    if name not in cache or current_app.debug:
        file = Path(current_app.static_folder or "") / name
        cache[name] = hashlib.sha256(file.read_bytes()).hexdigest()[:12]
    return cache[name]
