"""Pages of a pair that is made: the goal, the means, and everybody's answer."""

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
from kb.share.pairings.actions import check_goal, propose_pairing, withdraw_pairing
from kb.share.pairings.answering import answer_no, answer_yes
from kb.share.pairings.forms import Goal, No, Proposal, Yes
from kb.share.pairings.kinds import Roles
from kb.share.pairings.models import Pairing
from kb.share.pairings.queries import (
    former_of,
    pairing_by_id,
    practices_to_pass_on,
    proposal_by_id,
)
from kb.share.pairings.states import PairingState
from kb.web import access
from kb.web.languages import language
from kb.web.refusals import form_on

bp = Blueprint("pairings", __name__, url_prefix="/mentoring")

TOLD = {
    PairingState.PROPOSED: N_("Your yes is recorded. Now the others answer."),
    PairingState.AGREED: N_("The pair is agreed. Next, agree on how often and until when."),
}


@bp.get("/new")
@access.signed_in
def new_goal() -> str:
    """Ask for the goal, and who are in it."""
    known = {"people": colleagues(), "kinds": list(GoalKind), "roles": list(Roles)}
    return render_template("pairings/new_goal.html", **known)


@bp.post("/goals")
@access.signed_in
@form_on("pairings.new_goal")
def set_goal() -> Response:
    """Go on to the means, now that there is a goal."""
    goal = Goal.parse(request.form, request.form.getlist("fellows"))
    check_goal(goal, by=current_person())
    fields = urlencode(goal.fields, doseq=True)
    return redirect(f"{url_for('pairings.new_means')}?{fields}")


@bp.get("/new/means")
@access.signed_in
def new_means() -> str:
    """Offer the means that suit the goal; without a goal, ask for it first."""
    try:
        goal = Goal.parse(request.values, request.values.getlist("fellows"))
    except InvalidError:
        return new_goal()
    return _means_page(goal, current_person())


@bp.post("/pairings")
@access.signed_in
@form_on("pairings.new_means")
def propose() -> Response:
    """Propose a pair."""
    practices, fellows = map(request.form.getlist, ("practices", "fellows"))
    proposal = Proposal.parse(request.form, practices, language=language(), fellows=fellows)
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
    answer_yes(found, Yes.parse(request.form), by=me)
    flash(gettext(TOLD[found.state]))
    return redirect(url_for("mentoring.pairing", number=number))


@bp.post("/pairings/<int:number>/refusal")
@access.signed_in
@form_on("mentoring.pairing")
def decline(number: int) -> Response:
    """Say that it does not suit now."""
    me = current_person()
    found = pairing_by_id(number, seen_by=me)
    answer_no(found, No.parse(request.form), by=me)
    flash(gettext("Recorded: it does not suit now. A new pair can be proposed at any time."))
    return redirect(_page_of(found, me))


@bp.post("/pairings/<int:number>/withdrawal")
@access.signed_in
def withdraw(number: int) -> Response:
    """Take a proposal back."""
    me = current_person()
    found = proposal_by_id(number, seen_by=me)
    withdraw_pairing(found, by=me)
    flash(gettext("The proposal is withdrawn. A new pair can be proposed at any time."))
    return redirect(_page_of(found, me))


def _means_page(goal: Goal, me: Person) -> str:
    mentor = person_by_id(goal.mentor_id)
    learners = [person_by_id(number) for number in (goal.learner_id, *goal.fellow_ids)]
    return render_template(
        "pairings/new_means.html",
        goal=goal,
        mentor=mentor,
        learners=learners,
        means=means_for(goal.kind),
        suggested=SUGGESTED[goal.kind],
        choices=practices_to_pass_on(mentor, *learners, seen_by=me),
        former=former_of(goal.follows_id, seen_by=me),
    )


def _page_of(pairing: Pairing, me: Person) -> str:
    """Return the pair's own page; who is not in it – or no longer – sees their own list."""
    if me.is_coordinator or pairing.includes(me):
        return url_for("mentoring.pairing", number=pairing.id)
    return url_for("mentoring.pairings")
