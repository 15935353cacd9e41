"""Pages of a pair that is made: the goal, the means, the answers, and the end."""

from urllib.parse import urlencode

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.foundation.errors import InvalidError
from kb.foundation.words import N_
from kb.people.models import Person
from kb.people.queries import colleagues, person_by_id
from kb.people.signed_in import current_person
from kb.share.means import SUGGESTED, GoalKind, means_for
from kb.share.pairings.actions import (
    accept_pairing,
    check_pair,
    complete_pairing,
    decline_pairing,
    propose_pairing,
)
from kb.share.pairings.forms import Closing, Goal, Proposal
from kb.share.pairings.models import Pairing, PairingState
from kb.share.pairings.queries import pairing_by_id, practices_to_pass_on
from kb.web import access
from kb.web.languages import language
from kb.web.refusals import form_on

bp = Blueprint("pairings", __name__, url_prefix="/mentoring")

TOLD = {
    PairingState.PROPOSED: N_("Your yes is recorded. Now the other one answers."),
    PairingState.AGREED: N_("The pair is agreed. Record your first meeting when you have met."),
}


@bp.get("/new")
@access.signed_in
def new_goal() -> str:
    """Ask for the goal, and who are the two."""
    return render_template("pairings/new_goal.html", people=colleagues(), kinds=list(GoalKind))


@bp.post("/goals")
@access.signed_in
@form_on("pairings.new_goal")
def set_goal() -> Response:
    """Go on to the means, now that there is a goal."""
    goal = Goal.parse(request.form)
    me = current_person()
    check_pair(person_by_id(goal.mentor_id), person_by_id(goal.learner_id), by=me)
    return redirect(f"{url_for('pairings.new_means')}?{urlencode(goal.fields)}")


@bp.get("/new/means")
@access.signed_in
def new_means() -> str:
    """Offer the means that suit the goal; without a goal, ask for it first."""
    try:
        goal = Goal.parse(request.values)
    except InvalidError:
        return new_goal()
    return _means_page(goal, current_person())


@bp.post("/pairings")
@access.signed_in
@form_on("pairings.new_means")
def propose() -> Response:
    """Propose a pair."""
    practices = request.form.getlist("practices")
    proposal = Proposal.parse(request.form, practices, language=language())
    me = current_person()
    pairing = propose_pairing(proposal, by=me)
    flash(gettext("The pair is proposed. It begins when both have said yes."))
    return redirect(_page_of(pairing, me))


@bp.post("/pairings/<int:number>/acceptance")
@access.signed_in
@form_on("mentoring.pairing")
def accept(number: int) -> Response:
    """Say yes, and why."""
    me = current_person()
    found = pairing_by_id(number, seen_by=me)
    accept_pairing(found, request.form.get("motivation", ""), by=me)
    flash(gettext(TOLD[found.state]))
    return redirect(url_for("mentoring.pairing", number=number))


@bp.post("/pairings/<int:number>/refusal")
@access.signed_in
@form_on("mentoring.pairing")
def decline(number: int) -> Response:
    """Say that it does not suit now."""
    me = current_person()
    decline_pairing(pairing_by_id(number, seen_by=me), by=me)
    flash(gettext("Recorded: it does not suit now. A new pair can be proposed at any time."))
    return redirect(url_for("mentoring.pairing", number=number))


@bp.post("/pairings/<int:number>/completion")
@access.signed_in
@form_on("mentoring.pairing")
def complete(number: int) -> Response:
    """Judge the goal and end the pair."""
    closing = Closing.parse(request.form)
    me = current_person()
    complete_pairing(pairing_by_id(number, seen_by=me), closing, by=me)
    flash(gettext("The goal is judged and the pair has ended. Did you notice something new?"))
    return redirect(url_for("mentoring.pairing", number=number))


def _means_page(goal: Goal, me: Person) -> str:
    mentor, learner = person_by_id(goal.mentor_id), person_by_id(goal.learner_id)
    return render_template(
        "pairings/new_means.html",
        goal=goal,
        mentor=mentor,
        learner=learner,
        means=means_for(goal.kind),
        suggested=SUGGESTED[goal.kind],
        choices=practices_to_pass_on(mentor, learner, seen_by=me),
    )


def _page_of(pairing: Pairing, me: Person) -> str:
    """Return the pair's own page; who proposed it for two others sees their own list."""
    if me.is_coordinator or pairing.includes(me):
        return url_for("mentoring.pairing", number=pairing.id)
    return url_for("mentoring.pairings")
