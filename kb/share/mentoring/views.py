"""Pages of mentoring: my pairs, one pair, and its meetings."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.foundation.words import N_
from kb.people.signed_in import current_person
from kb.share.mentoring.actions import record_session
from kb.share.mentoring.diary import diary_among
from kb.share.mentoring.forms import SessionNotes
from kb.share.mentoring.line import line_of
from kb.share.mentoring.standing import standings_of
from kb.share.pairings.queries import (
    chain_of,
    pairing_by_id,
    pairings_of,
    practices_to_pass_on,
    proposals_by,
)
from kb.share.pairings.states import JUDGED
from kb.web import access
from kb.web.languages import language
from kb.web.refusals import form_on

bp = Blueprint("mentoring", __name__, url_prefix="/mentoring")

RECORDED = {
    True: N_("The meeting is recorded, and the agreed task is now the learner's plan."),
    False: N_("The meeting is recorded. The learner is invited to try what you went through."),
}


@bp.get("")
@access.signed_in
def pairings() -> str:
    """Show my pairs, and where each stands."""
    me = current_person()
    mine = pairings_of(me)
    return render_template(
        "mentoring/pairings.html",
        mine=standings_of(mine, seen_by=me),
        proposed=proposals_by(me),
        diary=diary_among(mine),
    )


@bp.get("/pairings/<int:number>")
@access.signed_in
def pairing(number: int) -> str:
    """Show where one pair stands."""
    me = current_person()
    found = pairing_by_id(number, seen_by=me)
    (standing,) = standings_of([found], seen_by=me)
    return render_template(
        "mentoring/pairing.html",
        standing=standing,
        line=line_of(standing),
        choices=practices_to_pass_on(found.mentor, *found.learners, seen_by=me),
        chain=chain_of(found, seen_by=me),
        judged=JUDGED,
    )


@bp.post("/pairings/<int:number>/sessions")
@access.signed_in
@form_on("mentoring.pairing")
def record(number: int) -> Response:
    """Record a meeting."""
    practices = request.form.getlist("practices")
    notes = SessionNotes.parse(request.form, practices, language=language())
    me = current_person()
    held = record_session(pairing_by_id(number, seen_by=me), notes, by=me)
    flash(gettext(RECORDED[bool(held.task_then)]))
    return redirect(url_for("mentoring.pairing", number=number))
