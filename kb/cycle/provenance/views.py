"""A practice's way, shown below its page when that is scrolled to, or on a page of its own."""

from flask import Blueprint, render_template, request

from kb.cycle.provenance.queries import provenance as both_ways
from kb.people.signed_in import current_person
from kb.practices.queries import practice_by_slug
from kb.web import access

bp = Blueprint("provenance", __name__)


@bp.get("/practices/<slug>/provenance")
@access.signed_in
def provenance(slug: str) -> str:
    """Show what a practice came from and what it went into."""
    me = current_person()
    practice = practice_by_slug(slug, seen_by=me)
    layout = "partial" if "HX-Request" in request.headers else "page"
    return render_template(
        "provenance/provenance.html",
        practice=practice,
        ways=both_ways(practice, seen_by=me),
        layout=f"layout/{layout}.html",
    )
