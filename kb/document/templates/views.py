"""The gallery of templates: when to use which, and what it looks like."""

from flask import Blueprint, render_template

from kb.document.revisions.models import PARTS
from kb.document.templates.queries import preview, shelves, template_named
from kb.document.writing.views import new_page
from kb.web import access
from kb.web.languages import language as page_language

bp = Blueprint("templates", __name__)


@bp.get("/templates")
@access.signed_in
def gallery() -> str:
    """Show every template with when to use it."""
    return render_template("templates/gallery.html", shelves=shelves())


@bp.get("/templates/<name>")
@access.signed_in
def template(name: str) -> str:
    """Show what one template looks like."""
    found = template_named(name)
    seen = preview(name, page_language())
    return render_template(
        "templates/template.html", template=found, rendered=seen, parts=PARTS
    )


@bp.get("/practices/new/from-template/<name>/<any(fi, en):language>")
@access.authors
def begin(name: str, language: str) -> str:
    """Offer the form of a new practice with a template's headings and hints in their places."""
    return new_page(template_named(name).sheets[language].text, language=language)
