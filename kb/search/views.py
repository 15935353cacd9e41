"""The search page, the same as one types and as a plain form."""

from flask import Blueprint, render_template, request

from kb.people.signed_in import current_person
from kb.search import meaning
from kb.search.forms import Question
from kb.search.results.page import results_of
from kb.web import access
from kb.web.installation import settings

bp = Blueprint("search", __name__, url_prefix="/search")


@bp.before_app_request
def wake() -> None:
    """Let the model come while the first pages are read."""
    meaning.start(settings())


@bp.get("")
@access.signed_in
def results() -> str:
    """Show what answers ``q``, among what one may see."""
    found = results_of(Question.parse(request.args), seen_by=current_person())
    only_results = "HX-Request" in request.headers and not _comes_back()
    layout = "layout/partial.html" if only_results else "layout/page.html"
    return render_template("search/results.html", results=found, layout=layout)


def _comes_back() -> bool:
    """Say whether the browser steps back to this address and needs the whole page."""
    return "HX-History-Restore-Request" in request.headers
