"""Saying of a practice that nobody holds: this is my knowledge."""

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.identify.identifications.actions import claim_practice
from kb.people.signed_in import current_person
from kb.practices.queries import practice_by_slug
from kb.web import access

bp = Blueprint("identifications", __name__)


@bp.post("/practices/<slug>/holders")
@access.authors
def declare(slug: str) -> Response:
    """Become the holder of a practice that has none."""
    person = current_person()
    claim_practice(practice_by_slug(slug, seen_by=person), by=person)
    flash(gettext("Noted: this is your knowledge. Colleagues now find you by it."))
    return redirect(url_for("cycle.practice", slug=slug))
