"""Saying what is missing or wrong in a practice, and answering it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.document.flaws.actions import answer_flaw, report_flaw
from kb.document.flaws.forms import FlawAnswer, parse_flaw
from kb.document.flaws.queries import flaw_by_id, flaws_of, revision_since
from kb.document.upkeep.queries import looks_after
from kb.people.signed_in import current_person
from kb.practices.queries import practice_by_slug
from kb.web import access
from kb.web.languages import language
from kb.web.refusals import form_on

bp = Blueprint("flaws", __name__)


@bp.get("/practices/<slug>/flaws")
@access.signed_in
def flaws(slug: str) -> str:
    """Ask what is missing or wrong; show what one may see of what was said before."""
    practice = practice_by_slug(slug, seen_by=current_person())
    said = flaws_of(practice, seen_by=current_person())
    return render_template("flaws/flaws.html", practice=practice, flaws=said)


@bp.post("/practices/<slug>/flaws")
@access.signed_in
@form_on("flaws.flaws")
def report(slug: str) -> Response:
    """Tell the owner and the holders."""
    text, by = parse_flaw(request.form), current_person()
    report_flaw(practice_by_slug(slug, seen_by=by), text, by=by, language=language())
    flash(gettext("Thank you. The owner and those who can do this see it; you hear back."))
    return redirect(url_for("cycle.practice", slug=slug))


@bp.get("/flaws/<int:number>")
@access.signed_in
def flaw(number: int) -> str:
    """Show what somebody found missing or wrong, and what came of it."""
    me = current_person()
    found = flaw_by_id(number, seen_by=me)
    may_answer = looks_after(found.practice, me) or me.is_coordinator
    newer = revision_since(found)
    return render_template("flaws/flaw.html", flaw=found, may_answer=may_answer, newer=newer)


@bp.post("/flaws/<int:number>/answer")
@access.signed_in
@form_on("flaws.flaw")
def answer(number: int) -> Response:
    """Say that it is mended, or why it stays as it is."""
    said, me = FlawAnswer.parse(request.form), current_person()
    answer_flaw(flaw_by_id(number, seen_by=me), said, by=me)
    flash(gettext("Answered. Whoever reported it is told."))
    return redirect(url_for("flaws.flaw", number=number))
