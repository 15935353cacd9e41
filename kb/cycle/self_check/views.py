"""The self-check page: each question one line, and a letter to oneself as a trial."""

from collections import Counter
from email.message import EmailMessage
from email.utils import format_datetime
from smtplib import SMTPException

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.cycle.self_check import keeping, running, ways_in
from kb.cycle.self_check.lines import Health, Line, Seen
from kb.foundation import clock
from kb.foundation.db import reading
from kb.notices.mail.sending import send
from kb.people.signed_in import current_person
from kb.web import access
from kb.web.installation import settings

bp = Blueprint("self_check", __name__, url_prefix="/self-check")

PARTS = {
    "ways_in": (ways_in.address, ways_in.https, ways_in.proxies),
    "keeping": (
        *(keeping.backup, keeping.looked_through, keeping.disk),
        *(keeping.schema, keeping.secret),
    ),
    "running": (
        *(running.worker, running.given_up, running.search, running.mail, running.demo),
        *(running.administrators, running.time, running.versions),
    ),
}
LOCAL = {"localhost", "127.0.0.1", "[::1]"}


@bp.get("")
@access.admins
def overview() -> str:
    """Show how the house is set up, and what to do about it."""
    parts = lines()
    counted = Counter(line.found for part in parts.values() for line in part)
    return render_template("self_check/self_check.html", parts=parts, counted=counted)


@bp.post("/letter")
@access.admins
def letter() -> Response:
    """Send one short letter to oneself, to see whether the settings are right."""
    with reading():
        to = current_person().email
    flash(_tried(to))
    return redirect(url_for("self_check.overview"))


def lines() -> dict[str, list[Line]]:
    """Return what every question found, part by part; the worst comes first in each."""
    seen, order = _seen(), list(reversed(Health))
    return {
        name: sorted(
            (ask(settings(), seen) for ask in questions), key=lambda one: order.index(one.found)
        )
        for name, questions in PARTS.items()
    }


def _seen() -> Seen:
    return Seen(
        address=request.host_url.rstrip("/"),
        secure=request.is_secure,
        local=request.host.partition(":")[0] in LOCAL,
        forwarded="X-Forwarded-For" in request.headers,
    )


def _tried(to: str) -> str:
    chosen, message = settings(), EmailMessage()
    if not chosen.sends_mail:
        return str(gettext("No letter leaves: people learn what is new only here."))
    message["Subject"], message["To"] = gettext("Kisälli can send mail"), to
    message["From"], message["Date"] = chosen.mail_from, format_datetime(clock.now())
    message.set_content(
        gettext("Kisälli at %(address)s can send mail.", address=chosen.base_url)
    )
    try:
        send(message, chosen)
    except (OSError, SMTPException) as trouble:
        kind = type(trouble).__name__
        return str(gettext("The mail server did not take the letter: %(kind)s.", kind=kind))
    return str(gettext("The mail server took the letter: it is on its way to you."))
