"""A writer's page tells every twenty seconds that it is open, and hears who else writes."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from kb.document.presence.actions import end_sitting, note_sitting
from kb.document.presence.queries import others_at
from kb.document.revisions.forms import LONGEST_SHEET
from kb.people.signed_in import current_person
from kb.practices.queries import practice_by_slug
from kb.web import access

bp = Blueprint(
    "presence", __name__, url_prefix="/practices/<slug>/drafts/<any(fi, en):language>/presence"
)


@bp.post("")
@access.authors
def sit(slug: str, language: str) -> ResponseReturnValue:
    """Note the writer, and show the others when they change."""
    by = current_person()
    practice = practice_by_slug(slug, seen_by=by)
    note_sitting(practice, language, by=by, sheet=_sheet())
    others = others_at(practice, language, but=by)
    if request.form.get("told") == " ".join(str(one.person_id) for one in others):
        return "", {"HX-Reswap": "none"}
    return render_template("revisions/others.html", others=others)


@bp.post("/removal")
@access.authors
def leave(slug: str, language: str) -> str:
    """Forget the writer, whose page was closed."""
    by = current_person()
    end_sitting(practice_by_slug(slug, seen_by=by), language, by=by, sheet=_sheet())
    return ""


def _sheet() -> str:
    return request.form.get("sheet", "")[:LONGEST_SHEET]
