"""Pages of mentoring: my pairs, a new pair in two steps, and one pair."""

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
from kb.share.mentoring.actions import (
    accept_pairing,
    check_pair,
    complete_pairing,
    decline_pairing,
    propose_pairing,
    record_session,
)
from kb.share.mentoring.forms import Closing, Goal, Proposal, SessionNotes
from kb.share.mentoring.models import Outcome, Pairing, PairingState
from kb.share.mentoring.queries import (
    all_pairings,
    pairing_by_id,
    pairings_of,
    practices_to_pass_on,
)
from kb.share.mentoring.standing import standings_of
from kb.web import access
from kb.web.languages import language
from kb.web.paging import asked_page
from kb.web.refusals import form_on

bp = Blueprint("mentoring", __name__, url_prefix="/mentoring")

TOLD = {
    PairingState.PROPOSED: N_("Your yes is recorded. Now the other one answers."),
    PairingState.AGREED: N_("The pair is agreed. Record your first meeting when you have met."),
}
RECORDED = {
    True: N_("The meeting is recorded, and the agreed task is now the learner's plan."),
    False: N_("The meeting is recorded. The learner is invited to try what you went through."),
}


@bp.get("")
@access.signed_in
def pairings() -> str:
    """Show my pairs, and to a coordinator all of them."""
    me = current_person()
    every = all_pairings(me, asked_page(request.args.get("page")))
    return render_template(
        "mentoring/pairings.html",
        mine=standings_of(pairings_of(me), seen_by=me),
        page=every,
        every=standings_of(every.items, seen_by=me) if me.is_coordinator else [],
    )


@bp.get("/new")
@access.signed_in
def new_goal() -> str:
    """Ask for the goal, and who are the two."""
    return render_template("mentoring/new_goal.html", people=colleagues(), kinds=list(GoalKind))


@bp.post("/goals")
@access.signed_in
@form_on("mentoring.new_goal")
def set_goal() -> Response:
    """Go on to the means, now that there is a goal."""
    goal = Goal.parse(request.form)
    me = current_person()
    check_pair(person_by_id(goal.mentor_id), person_by_id(goal.learner_id), by=me)
    return redirect(f"{url_for('mentoring.new_means')}?{urlencode(goal.fields)}")


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
@form_on("mentoring.new_means")
def propose() -> Response:
    """Propose a pair."""
    practices = request.form.getlist("practices")
    proposal = Proposal.parse(request.form, practices, language=language())
    me = current_person()
    pairing = propose_pairing(proposal, by=me)
    flash(gettext("The pair is proposed. It begins when both have said yes."))
    return redirect(_page_of(pairing, me))


@bp.get("/pairings/<int:number>")
@access.signed_in
def pairing(number: int) -> str:
    """Show where one pair stands."""
    me = current_person()
    found = pairing_by_id(number, seen_by=me)
    (standing,) = standings_of([found], seen_by=me)
    choices = practices_to_pass_on(found.mentor, found.learner, seen_by=me)
    return render_template(
        "mentoring/pairing.html", standing=standing, choices=choices, outcomes=list(Outcome)
    )


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
        "mentoring/new_means.html",
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
