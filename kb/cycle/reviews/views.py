"""The queue of reviews: one's own, and for a coordinator the whole house's."""

from flask import Blueprint, render_template, request

from kb.cycle.reviews.forms import Whose
from kb.cycle.reviews.queries import reviews, without_owner
from kb.people.signed_in import current_person
from kb.web import access
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
        whose=whose,
    )
