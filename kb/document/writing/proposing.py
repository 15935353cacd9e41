"""Asking for a proposal in the middle of writing, where there are no scripts to ask for it."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from kb.document.writing.views import edit, new
from kb.web import access
from kb.web.refusals import keep_typed

bp = Blueprint("proposing", __name__, url_prefix="/practices")


@bp.post("/proposal")
@access.authors
def of_new() -> str:
    """Show the form of a new practice as it was typed, with what is proposed."""
    keep_typed()
    return new()


@bp.post("/<slug>/drafts/<any(fi, en):language>/proposal")
@access.authors
def of_draft(slug: str, language: str) -> ResponseReturnValue:
    """Show the writing form as it was typed, with what is proposed."""
    keep_typed()
    return edit(slug, language)
