"""The list under the search box as one types."""

from flask import Blueprint, render_template, request

from kb.people.signed_in import current_person
from kb.search.suggestions.suggested import suggestions
from kb.web import access
from kb.web.languages import language

bp = Blueprint("suggestions", __name__, url_prefix="/search/suggestions")


@bp.get("")
@access.signed_in
def suggested() -> str:
    """Show what may be meant by ``q``, among what one may see."""
    text = request.args.get("q", "")
    found = suggestions(text, seen_by=current_person(), language=language())
    return render_template("search/suggestions.html", found=found)
