"""The medium assistant: a few questions in spoken words, and a proposal at once."""

from flask import Blueprint, render_template, request

from kb.document.media.proposals import Answers
from kb.web import access

bp = Blueprint("media", __name__)


@bp.get("/media/proposal")
@access.signed_in
def proposal() -> str:
    """Show what fits the answers: among the writing fields, or on a page of its own."""
    shape = "partial" if "HX-Request" in request.headers else "page"
    answers = Answers.parse(request.args)
    return render_template(
        "media/proposal.html", answers=answers, layout=f"layout/{shape}.html"
    )
