"""Pages of improvements: proposing one after a trial, deciding it, taking it back."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.document.revisions.models import PARTS
from kb.foundation.errors import NotAllowedError
from kb.foundation.words import N_
from kb.internalise.improvements.actions import (
    decide_improvement,
    propose_improvement,
    withdraw_improvement,
)
from kb.internalise.improvements.forms import Decision, Proposal
from kb.internalise.improvements.models import Improvement, ImprovementState
from kb.internalise.improvements.queries import (
    improvement_by_id,
    improvements_by,
    improvements_to_decide,
    may_decide,
    proposal_of,
)
from kb.internalise.trials.queries import trial_by_id
from kb.people.signed_in import current_person
from kb.web import access
from kb.web.languages import language
from kb.web.refusals import form_on

bp = Blueprint("improvements", __name__)

MOST_WAITING = 50
ACCEPTED = N_("Accepted. The proposal stands in your draft: make one whole of it and publish.")


@bp.get("/improvements")
@access.signed_in
def improvements() -> str:
    """Show what waits for one's decision, and what one proposed oneself."""
    me = current_person()
    waiting = improvements_to_decide(me, at_most=MOST_WAITING)
    return render_template(
        "improvements/improvements.html", waiting=waiting, mine=improvements_by(me)
    )


@bp.get("/trials/<int:number>/improvements/new")
@access.signed_in
def new(number: int) -> str | Response:
    """Ask what the text should say, filled in from the debrief."""
    me = current_person()
    trial = trial_by_id(number, seen_by=me)
    if trial.learner_id != me.id:
        raise NotAllowedError("improvement.of_own_trial")
    there = proposal_of(trial)
    if there:
        return redirect(url_for("improvements.improvement", number=there.id))
    return render_template("improvements/new.html", trial=trial, parts=PARTS)


@bp.post("/trials/<int:number>/improvements")
@access.signed_in
@form_on("improvements.new")
def propose(number: int) -> Response:
    """Propose it to those who look after the practice."""
    proposal, by = Proposal.parse(request.form, language=language()), current_person()
    made = propose_improvement(trial_by_id(number, seen_by=by), proposal, by=by)
    flash(gettext("Proposed. Those who look after the practice decide, and you hear of it."))
    return redirect(url_for("improvements.improvement", number=made.id))


@bp.get("/improvements/<int:number>")
@access.signed_in
def improvement(number: int) -> str:
    """Show a proposal with the trial behind it, and what came of it."""
    me = current_person()
    found = improvement_by_id(number, seen_by=me)
    decides = found.is_open and may_decide(found, me)
    return render_template("improvements/improvement.html", one=found, decides=decides)


@bp.post("/improvements/<int:number>/decision")
@access.signed_in
@form_on("improvements.improvement")
def decide(number: int) -> Response:
    """Accept it and go on to write, or refuse it with a reason."""
    decision, by = Decision.parse(request.form), current_person()
    found = improvement_by_id(number, seen_by=by)
    decide_improvement(found, decision, by=by)
    return _after(found)


@bp.post("/improvements/<int:number>/withdrawal")
@access.signed_in
def withdraw(number: int) -> Response:
    """Take one's own proposal back."""
    by = current_person()
    withdraw_improvement(improvement_by_id(number, seen_by=by), by=by)
    flash(gettext("The proposal is withdrawn. The trial stays on the practice's page."))
    return redirect(url_for("improvements.improvement", number=number))


def _after(found: Improvement) -> Response:
    if found.state is not ImprovementState.ACCEPTED:
        flash(gettext("Answered. The one who tried is told why."))
        return redirect(url_for("improvements.improvement", number=found.id))
    flash(gettext(ACCEPTED))
    slug, worded_in = found.practice.slug, found.worded_in
    return redirect(url_for("revisions.edit", slug=slug, language=worded_in))
