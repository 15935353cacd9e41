"""Pages of the matching, for coordinators: a run, its proposals, and what is decided."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.foundation.numbers import whole_number
from kb.people.models import Person
from kb.people.signed_in import current_person
from kb.share.matching import actions
from kb.share.matching.forms import Approval, Rejection
from kb.share.matching.gathering import programme_seen_by
from kb.share.matching.models import MatchRun
from kb.share.matching.pictures import picture_of_proposal, picture_of_run
from kb.share.matching.queries import (
    latest_run,
    past_runs,
    proposal_by_id,
    run_by_id,
    waiting_list,
)
from kb.web import access
from kb.web.refusals import form_on

bp = Blueprint("matching", __name__, url_prefix="/matching")


@bp.get("")
@access.coordinators
def overview() -> str:
    """Show what could be matched now, and what the last run proposes."""
    return _page(latest_run(), current_person())


@bp.get("/runs/<int:number>")
@access.coordinators
def run(number: int) -> str:
    """Show one run as it came out, with what was decided."""
    return _page(run_by_id(number), current_person())


@bp.post("/runs")
@access.coordinators
@form_on("matching.overview")
def start() -> Response:
    """Run the matching."""
    made = actions.run_matching(by=current_person())
    flash(gettext("The pairs are proposed to you. Nobody else has been told anything."))
    return redirect(url_for("matching.run", number=made.id))


@bp.get("/proposals/<int:number>")
@access.coordinators
def proposal(number: int) -> str:
    """Show why two are proposed, and let a person decide."""
    shown = picture_of_proposal(proposal_by_id(number), seen_by=current_person())
    return render_template("matching/proposal.html", shown=shown, proposal=shown.proposal)


@bp.post("/proposals/<int:number>/approval")
@access.coordinators
@form_on("matching.proposal")
def approve(number: int) -> Response:
    """Propose the pair to the two."""
    approval, me = Approval.parse(request.form), current_person()
    pairing = actions.approve_proposal(proposal_by_id(number), approval, by=me)
    flash(gettext("The pair is proposed to the two. It begins when both have said yes."))
    return redirect(url_for("mentoring.pairing", number=pairing.id))


@bp.post("/proposals/<int:number>/swap")
@access.coordinators
@form_on("matching.proposal")
def swap(number: int) -> Response:
    """Propose another mentor to the learner."""
    mentor_id = whole_number(request.form.get("mentor", "")) or 0
    made = actions.swap_mentor(proposal_by_id(number), mentor_id, by=current_person())
    flash(gettext("The mentor is swapped. The pair still waits for you to approve it."))
    return redirect(url_for("matching.proposal", number=made.id))


@bp.post("/proposals/<int:number>/rejection")
@access.coordinators
@form_on("matching.proposal")
def reject(number: int) -> Response:
    """Do not make the pair, and say why."""
    rejection, found = Rejection.parse(request.form), proposal_by_id(number)
    actions.reject_proposal(found, rejection, by=current_person())
    flash(gettext("Rejected, with your reason. The learner is on the waiting list again."))
    return redirect(url_for("matching.run", number=found.run_id))


def _page(found: MatchRun | None, me: Person) -> str:
    return render_template(
        "matching/run.html",
        now=programme_seen_by(me),
        shown=picture_of_run(found, seen_by=me) if found else None,
        waiting=waiting_list(),
        runs=past_runs(),
    )
