"""Watching a practice, and no longer."""

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.people.signed_in import current_person
from kb.practices.queries import practice_by_slug
from kb.socialise.watching.actions import unwatch, watch
from kb.web import access

bp = Blueprint("watching", __name__, url_prefix="/practices/<slug>/watch")


@bp.post("")
@access.signed_in
def begin(slug: str) -> Response:
    """Hear of new wordings, comments, and of its being given up."""
    me = current_person()
    watch(practice_by_slug(slug, seen_by=me), by=me)
    flash(gettext("You watch this now: what changes comes to your notices."))
    return redirect(url_for("cycle.practice", slug=slug))


@bp.post("/removal")
@access.signed_in
def end(slug: str) -> Response:
    """Hear of it no longer."""
    me = current_person()
    unwatch(practice_by_slug(slug, seen_by=me), by=me)
    flash(gettext("You watch this no longer."))
    return redirect(url_for("cycle.practice", slug=slug))
