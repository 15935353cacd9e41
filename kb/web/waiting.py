"""Who has waited in line too long is told so at once, so that others are answered in time."""

from functools import cache

from flask import Flask, Response, render_template, request
from flask_babel import gettext

from kb.foundation.words import N_
from kb.web.calm import A_MOMENT, BUSY, ask_no_more_who, asks_as_a_script, come_again
from kb.web.languages import language
from kb.web.line import waited
from kb.web.logs import tell_as_usual
from kb.web.metrics import note_refusal
from kb.web.requests import READS

READING, WRITING = 3.0, 10.0  # seconds in line after which one is turned away
# Who watches over the house learns how it is also when it is crowded.
WATCHING = {"health.alive", "health.ready", "health.figures"}
CROWDED = N_("error.crowded")


def init_app(app: Flask) -> None:
    """Turn away before anything is asked of the database."""
    app.before_request(_turn_away)


def _turn_away() -> Response | None:
    if waited() <= _patience() or request.endpoint in WATCHING:
        return None
    note_refusal("crowd")
    tell_as_usual()
    if request.method not in READS or asks_as_a_script():
        return come_again(gettext(CROWDED))
    ask_no_more_who()
    answer = Response(_page(language()), BUSY, content_type="text/html; charset=utf-8")
    answer.headers["Retry-After"] = A_MOMENT
    return answer


@cache
def _page(_language: str) -> bytes:
    """Return what is the same for all readers: hundreds may be told it in a second."""
    return render_template("errors/crowded.html", words=gettext(CROWDED)).encode()


def _patience() -> float:
    """Return how long one may wait: a save stays in line while readers give way before it."""
    small = request.method in READS and request.endpoint != "static"
    return READING if small else WRITING
