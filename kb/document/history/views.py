"""Every wording there has been, what changed, whose each paragraph is, and the way back."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.document.history.actions import restore_revision
from kb.document.history.forms import Comparison, Layout
from kb.document.history.queries import compared, history_of, origins_in
from kb.document.revisions.models import PARTS
from kb.document.revisions.queries import revision_of
from kb.foundation.words import N_
from kb.people.signed_in import current_person
from kb.practices.queries import practice_by_slug
from kb.web import access
from kb.web.refusals import form_on

bp = Blueprint("history", __name__, url_prefix="/practices/<slug>/revisions")

TAKEN_UP = N_(
    "The earlier text is your draft now. Readers see what they saw until you hand it over."
)


@bp.get("/comparison")
@access.signed_in
def comparison(slug: str) -> str:
    """Show what changed between two wordings."""
    person, asked = current_person(), Comparison.parse(request.args)
    practice = practice_by_slug(slug, seen_by=person)
    return render_template(
        "history/comparison.html",
        practice=practice,
        compared=compared(practice, asked, seen_by=person),
        history=history_of(practice, seen_by=person),
        layout=asked.layout,
        layouts=list(Layout),
    )


@bp.get("/<int:number>/origins")
@access.signed_in
def origins(slug: str, number: int) -> str:
    """Show whose each paragraph of a wording is."""
    person = current_person()
    practice = practice_by_slug(slug, seen_by=person)
    revision = revision_of(practice, number, seen_by=person)
    found = origins_in(revision, seen_by=person)
    return render_template(
        "history/origins.html", practice=practice, revision=revision, origins=found, parts=PARTS
    )


@bp.post("/<int:number>/restoration")
@access.authors
@form_on("approvals.revision")
def restore(slug: str, number: int) -> Response:
    """Take an earlier wording up again as one's own draft."""
    by = current_person()
    practice = practice_by_slug(slug, seen_by=by)
    draft = restore_revision(revision_of(practice, number, seen_by=by), by=by)
    flash(gettext(TAKEN_UP))
    return redirect(url_for("revisions.edit", slug=slug, language=draft.language))
