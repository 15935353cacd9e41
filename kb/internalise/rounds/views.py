"""Going through a practice again after it changed."""

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.internalise.rounds.actions import read_anew
from kb.people.signed_in import current_person
from kb.practices.queries import practice_by_slug
from kb.web import access

bp = Blueprint("rounds", __name__)


@bp.post("/practices/<slug>/refresher")
@access.signed_in
def refresher(slug: str) -> Response:
    """Say that one has read what is new."""
    person = current_person()
    read_anew(practice_by_slug(slug, seen_by=person), by=person)
    flash(gettext("Noted: you have read what is new. Nobody else sees that."))
    return redirect(url_for("cycle.practice", slug=slug))
