"""A learner's own marks, set from the practice's page."""

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.internalise.marks.actions import declare_own_work, toggle_reading
from kb.people.signed_in import current_person
from kb.practices.queries import practice_by_slug
from kb.web import access
from kb.web.refusals import form_on

bp = Blueprint("marks", __name__, url_prefix="/practices/<slug>")

SAID = {True: "mark.read_kept", False: "mark.read_taken_back"}


@bp.post("/reading")
@access.signed_in
@form_on("cycle.practice")
def reading(slug: str) -> Response:
    """Mark as read for oneself, or take it back."""
    person = current_person()
    stands = toggle_reading(practice_by_slug(slug, seen_by=person), by=person)
    flash(gettext(SAID[stands]))
    return redirect(url_for("cycle.practice", slug=slug))


@bp.post("/own-work")
@access.signed_in
@form_on("cycle.practice")
def own_work(slug: str) -> Response:
    """Say that it is part of one's own work."""
    person = current_person()
    declare_own_work(practice_by_slug(slug, seen_by=person), by=person)
    flash(gettext("It is part of your own work now. Your name stands on the practice's page."))
    return redirect(url_for("cycle.practice", slug=slug))
