"""The history of a practice's wordings, and what is decided about each."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.document.attachments.shelves import shelf_beside
from kb.document.history.queries import history_of
from kb.document.methods.queries import documentations_of
from kb.document.revisions import actions
from kb.document.revisions.models import PARTS
from kb.document.revisions.queries import drafts_of, revision_of
from kb.people.signed_in import current_person
from kb.practices.queries import practice_by_slug
from kb.web import access
from kb.web.refusals import form_on

bp = Blueprint("approvals", __name__)


@bp.get("/practices/<slug>/revisions")
@access.signed_in
def history(slug: str) -> str:
    """Show every wording there has been, newest first."""
    practice = practice_by_slug(slug, seen_by=current_person())
    history = history_of(practice, seen_by=current_person())
    return render_template("revisions/history.html", practice=practice, history=history)


@bp.get("/practices/<slug>/revisions/<int:number>")
@access.signed_in
def revision(slug: str, number: int) -> str:
    """Show one wording, and the decision to those who may make it."""
    person = current_person()
    practice = practice_by_slug(slug, seen_by=person)
    found = revision_of(practice, number, seen_by=person)
    return render_template(
        "revisions/revision.html",
        practice=practice,
        revision=found,
        made=documentations_of([found]).get(found.id),
        shelf=shelf_beside(found.rendered.values(), practice, seen_by=person),
        parts=PARTS,
        may_approve=actions.may_approve(practice, person),
    )


@bp.post("/practices/<slug>/revisions/<int:number>/publication")
@access.signed_in
@form_on("approvals.revision")
def publish(slug: str, number: int) -> Response:
    """Say yes to what somebody wrote of one's knowledge."""
    by = current_person()
    practice = practice_by_slug(slug, seen_by=by)
    actions.publish_revision(revision_of(practice, number, seen_by=by), by=by)
    flash(gettext("Published. Everybody who may see the practice can now read it."))
    return redirect(url_for("cycle.practice", slug=slug))


@bp.post("/practices/<slug>/revisions/<int:number>/return")
@access.signed_in
@form_on("approvals.revision")
def hand_back(slug: str, number: int) -> Response:
    """Hand a text back to its writer with a reason."""
    by = current_person()
    practice = practice_by_slug(slug, seen_by=by)
    found = revision_of(practice, number, seen_by=by)
    actions.hand_back(found, request.form.get("reason", ""), by=by)
    flash(gettext("Handed back. The writer finds it among their drafts with your reason."))
    return redirect(url_for("cycle.practice", slug=slug))


@bp.get("/drafts")
@access.signed_in
def drafts() -> str:
    """Show what this person is writing."""
    return render_template("revisions/drafts.html", drafts=drafts_of(current_person()))
