"""Looking after a practice: its owner, its interval, and saying that it still holds."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.document.upkeep.actions import arrange_upkeep, verify_practice
from kb.document.upkeep.forms import INTERVALS, Upkeep
from kb.document.upkeep.queries import may_hand_on
from kb.foundation.errors import NotAllowedError
from kb.people.queries import colleagues
from kb.people.signed_in import current_person
from kb.practices.queries import practice_by_slug
from kb.web import access
from kb.web.installation import settings
from kb.web.refusals import form_on

bp = Blueprint("upkeep", __name__, url_prefix="/practices/<slug>")


@bp.get("/upkeep")
@access.signed_in
def upkeep(slug: str) -> str:
    """Show who looks after a practice and how often it is reviewed, to change it."""
    practice = practice_by_slug(slug, seen_by=current_person())
    if not may_hand_on(practice, current_person()):
        raise NotAllowedError("upkeep.not_yours")
    return render_template(
        "upkeep/upkeep.html",
        practice=practice,
        colleagues=colleagues(),
        intervals=INTERVALS,
        months=settings().review_months,
    )


@bp.post("/upkeep")
@access.signed_in
@form_on("upkeep.upkeep")
def arrange(slug: str) -> Response:
    """Choose who looks after it, and how often it is reviewed."""
    chosen, by = Upkeep.parse(request.form), current_person()
    practice = practice_by_slug(slug, seen_by=by)
    arrange_upkeep(practice, chosen, by=by, months=settings().review_months)
    flash(gettext("Kept. The owner is told when the next review comes."))
    return redirect(url_for("cycle.practice", slug=slug))


@bp.post("/verification")
@access.signed_in
def verify(slug: str) -> Response:
    """Say that it still holds."""
    by = current_person()
    practice = practice_by_slug(slug, seen_by=by)
    verify_practice(practice, by=by, months=settings().review_months)
    flash(gettext("Noted: it is still true."))
    if "queue" in request.form:
        return redirect(url_for("reviews.queue", whose=request.form["queue"]))
    return redirect(url_for("cycle.practice", slug=slug))
