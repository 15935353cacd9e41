"""Pages of one meeting: agreeing on it, moving it, telling of it and putting that right."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.foundation.words import N_
from kb.people.signed_in import current_person
from kb.practices.queries import practices_by_ids
from kb.share.mentoring.actions import amend_session, meet_elsewhere, record_planned
from kb.share.mentoring.forms import MeetingPlan, SessionNotes
from kb.share.mentoring.models import Session
from kb.share.mentoring.planning import (
    cancel_meeting,
    miss_meeting,
    move_meeting,
    plan_meeting,
)
from kb.share.mentoring.proposals import proposals_from
from kb.share.mentoring.queries import session_by_id
from kb.share.pairings.queries import pairing_by_id, practices_to_pass_on
from kb.share.times import ZONES
from kb.web import access
from kb.web.languages import language
from kb.web.refusals import form_on

bp = Blueprint("meetings", __name__, url_prefix="/mentoring")

PLANNED = {
    False: N_("The meeting is agreed. The other one is told, and calendars hear of it."),
    True: N_(
        "The meeting is agreed. That hour comes twice that night; the first one is meant."
    ),
}


@bp.get("/pairings/<int:number>/meetings/new")
@access.signed_in
def new(number: int) -> str:
    """Ask when and where to meet, and about what."""
    pairing = pairing_by_id(number, seen_by=current_person())
    return render_template("mentoring/plan.html", pairing=pairing, meeting=None, zones=ZONES)


@bp.post("/pairings/<int:number>/meetings")
@access.signed_in
@form_on("meetings.new")
def plan(number: int) -> Response:
    """Agree on a meeting."""
    me, wanted = current_person(), MeetingPlan.parse(request.form, language=language())
    plan_meeting(pairing_by_id(number, seen_by=me), wanted, by=me)
    flash(gettext(PLANNED[wanted.times.comes_twice]))
    return redirect(url_for("mentoring.pairing", number=number))


@bp.post("/pairings/<int:number>/meetings/elsewhere")
@access.signed_in
def elsewhere(number: int) -> Response:
    """Record in one tap that the two met today."""
    me = current_person()
    held = meet_elsewhere(pairing_by_id(number, seen_by=me), by=me, language=language())
    flash(gettext("Recorded: you met today. You can tell more of it now or later."))
    return redirect(url_for("meetings.meeting", number=held.id))


@bp.get("/meetings/<int:number>")
@access.signed_in
def meeting(number: int) -> str:
    """Show one meeting."""
    me = current_person()
    found = session_by_id(number, seen_by=me)
    made = practices_by_ids(proposals_from(found), seen_by=me)
    gone = practices_by_ids([one.id for one in found.practices], seen_by=me)
    return render_template("mentoring/meeting.html", meeting=found, made=made, gone=gone)


@bp.get("/meetings/<int:number>/time")
@access.signed_in
def moving(number: int) -> str:
    """Ask for another time or place."""
    found = session_by_id(number, seen_by=current_person())
    found.refuse_change()
    return render_template(
        "mentoring/plan.html", pairing=found.pairing, meeting=found, zones=ZONES
    )


@bp.post("/meetings/<int:number>/time")
@access.signed_in
@form_on("meetings.moving")
def move(number: int) -> Response:
    """Move a meeting."""
    me, wanted = current_person(), MeetingPlan.parse(request.form, language=language())
    move_meeting(session_by_id(number, seen_by=me), wanted, by=me)
    flash(gettext("The meeting is changed. In calendars it is the same one, at its new time."))
    return redirect(url_for("meetings.meeting", number=number))


@bp.post("/meetings/<int:number>/cancellation")
@access.signed_in
@form_on("meetings.meeting")
def cancel(number: int) -> Response:
    """Call a meeting off."""
    me = current_person()
    cancel_meeting(session_by_id(number, seen_by=me), by=me)
    flash(gettext("The meeting is cancelled, and goes from the calendars."))
    return redirect(url_for("meetings.meeting", number=number))


@bp.post("/meetings/<int:number>/absence")
@access.signed_in
@form_on("meetings.meeting")
def miss(number: int) -> Response:
    """Say that a meeting was not held."""
    me = current_person()
    miss_meeting(session_by_id(number, seen_by=me), by=me)
    flash(gettext("Noted: the meeting was not held. Why not is not asked."))
    return redirect(url_for("meetings.meeting", number=number))


@bp.get("/meetings/<int:number>/record")
@access.signed_in
def telling(number: int) -> str:
    """Ask what a meeting went through, or what of it is to be put right."""
    me = current_person()
    found = session_by_id(number, seen_by=me)
    pair = found.pairing
    choices = practices_to_pass_on(pair.mentor, *pair.learners, seen_by=me)
    targets = practices_by_ids([one.id for one in pair.targets], seen_by=me)
    return render_template(
        "mentoring/telling.html", meeting=found, choices=choices, targets=targets
    )


@bp.post("/meetings/<int:number>/record")
@access.signed_in
@form_on("meetings.telling")
def tell(number: int) -> Response:
    """Record a meeting that was planned, or put right what oneself told of one."""
    me, practices = current_person(), request.form.getlist("practices")
    notes = SessionNotes.parse(request.form, practices, language=language())
    _keep(session_by_id(number, seen_by=me), notes)
    flash(gettext("The meeting is recorded."))
    return redirect(url_for("meetings.meeting", number=number))


def _keep(found: Session, notes: SessionNotes) -> None:
    if found.is_told:
        amend_session(found, notes, by=current_person())
    else:
        record_planned(found, notes, by=current_person())
