"""The queue of reviews: one's own, and for a coordinator the whole house's."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.cycle.reviews.actions import put_aside, take_up
from kb.cycle.reviews.forms import Aside, Whose
from kb.cycle.reviews.queries import reviews, without_owner
from kb.cycle.reviews.suggestions import suggestions
from kb.people.signed_in import current_person
from kb.web import access
from kb.web.flashes import flash_undo
from kb.web.paging import asked_page

bp = Blueprint("reviews", __name__)


@bp.get("/reviews")
@access.signed_in
def queue() -> str:
    """Show what is to be reviewed, what is used most and is oldest first."""
    person = current_person()
    whose = Whose.parse(request.args.get("whose"), by=person)
    return render_template(
        "reviews/queue.html",
        page=reviews(whose, seen_by=person, number=asked_page(request.args.get("page"))),
        ownerless=without_owner(whose, seen_by=person),
        suggested=suggestions(whose, seen_by=person),
        whose=whose,
    )


@bp.post("/reviews/aside")
@access.signed_in
def aside() -> Response:
    """Put a suggestion aside."""
    named, by = Aside.parse(request.form), current_person()
    put_aside(named, by=by)
    again = {"kind": named.kind, "practice": named.practice, "other": named.other or ""}
    undo = url_for("reviews.again", **again)  # type: ignore[arg-type]
    flash_undo(gettext("Put aside for a year."), undo)
    return redirect(url_for("reviews.queue", whose=request.form.get("whose")))


@bp.post("/reviews/again")
@access.signed_in
def again() -> Response:
    """Let what was put aside be suggested again."""
    take_up(Aside.parse(request.args), by=current_person())
    return redirect(url_for("reviews.queue"))
