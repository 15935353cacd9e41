"""Whom to tell of a weakness, for whoever finds one (RFC 9116)."""

from datetime import datetime, time, timedelta

from flask import Blueprint, Response, abort

from kb.foundation import clock
from kb.web import access
from kb.web.addresses import Addresses
from kb.web.installation import settings

bp = Blueprint("contact", __name__)

GOOD_FOR = timedelta(days=180)  # RFC 9116, 2.5.5: less than a year, and never in the past
LANGUAGES = "fi, en"


@bp.get("/.well-known/security.txt")
@access.anyone
def security() -> Response:
    """Say where to write, in which languages, and until when that is true."""
    here = settings()
    lines = [f"Contact: {one}" for one in here.security_contacts] or abort(404)
    lines += [f"Expires: {_expires():%Y-%m-%dT%H:%M:%SZ}", f"Preferred-Languages: {LANGUAGES}"]
    if here.base_url:
        lines.append(f"Canonical: {Addresses(here.base_url)('contact.security', {})}")
    return Response("\n".join([*lines, ""]), mimetype="text/plain")


def _expires() -> datetime:
    """Return a midnight half a year ahead: each day says another, no day says one gone by."""
    return datetime.combine(clock.now().date() + GOOD_FOR, time())
