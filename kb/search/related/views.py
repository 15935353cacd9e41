"""What stands near a practice, and what is there already like a text that is being written."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from kb.people.signed_in import current_person
from kb.practices.queries import practice_by_slug
from kb.search.related.forms import Written
from kb.search.related.queries import alike_to, related_to
from kb.web import access

bp = Blueprint("related", __name__)


@bp.get("/practices/<slug>/related")
@access.signed_in
def related(slug: str) -> str:
    """Show the practices of the same matter: below the page of one, or on a page of its own."""
    me = current_person()
    practice = practice_by_slug(slug, seen_by=me)
    near = related_to(practice, seen_by=me)
    return render_template(
        "search/related.html", practice=practice, near=near, layout=_layout()
    )


@bp.get("/search/alike")
@access.signed_in
def alike() -> ResponseReturnValue:
    """Show the practices that say already what is being written, when they change."""
    near = alike_to(Written.parse(request.args), seen_by=current_person())
    found = " ".join(str(one.known.practice.id) for one in near)
    if request.args.get("found") == found:
        return "", {"HX-Reswap": "none"}
    return render_template("search/alike.html", near=near, found=found, layout=_layout())


def _layout() -> str:
    return f"layout/{'partial' if 'HX-Request' in request.headers else 'page'}.html"
