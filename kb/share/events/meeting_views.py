"""Meeting, taking part, and what came of it: the deeds on an event's page."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.foundation.numbers import whole_numbers
from kb.people.queries import colleagues
from kb.people.signed_in import current_person
from kb.share.events import forms, holding, joining
from kb.share.events.actions import identify_in
from kb.share.events.forms import Record, When
from kb.share.events.queries import (
    choices,
    event_by_id,
    meeting_of,
    participants_of,
    practices_of,
)
from kb.web import access
from kb.web.languages import language
from kb.web.refusals import form_on

bp = Blueprint("event_deeds", __name__, url_prefix="/events/<int:number>")


@bp.post("/participation")
@access.signed_in
@form_on("events.event")
def come(number: int) -> Response:
    """Say that one comes, in which part and why."""
    yes, me = forms.Yes.parse(request.form), current_person()
    joining.come(event_by_id(number, seen_by=me), yes, by=me, language=language())
    flash(gettext("You are in. It stands on your page when there is something to do."))
    return _back(number)


@bp.post("/participation/removal")
@access.signed_in
def stay_away(number: int) -> Response:
    """Say that one does not come."""
    me = current_person()
    joining.stay_away(event_by_id(number, seen_by=me), by=me)
    flash(gettext("Recorded: you do not come. You can still change your mind."))
    return _back(number)


@bp.post("/invitations")
@access.signed_in
@form_on("events.event")
def invite(number: int) -> Response:
    """Ask more people to come."""
    people, me = whole_numbers(request.form.getlist("people")), current_person()
    joining.invite(event_by_id(number, seen_by=me), people, by=me)
    flash(gettext("Asked. They are told and answer themselves."))
    return _back(number)


@bp.post("/takeaway")
@access.signed_in
@form_on("events.event")
def take_along(number: int) -> Response:
    """Keep what one takes along, in one's own words."""
    words, me = forms.takeaway(request.form), current_person()
    joining.take_along(event_by_id(number, seen_by=me), words, by=me, language=language())
    flash(gettext("Kept. The best next step is to try it at work."))
    return _back(number)


@bp.post("/practices")
@access.authors
@form_on("events.event")
def identify(number: int) -> Response:
    """Make a candidate of something that came up."""
    me, said = current_person(), request.form.get("holder", "")
    holder = next((one for one in colleagues() if str(one.id) == said), None)
    event = event_by_id(number, seen_by=me)
    identify_in(event, request.form.get("title", ""), holder, by=me)
    flash(gettext("A new practice is known now. It leads back to this event."))
    return redirect(f"{url_for('events.event', number=number)}#candidates")


@bp.post("/meetings")
@access.signed_in
@form_on("events.event")
def meet_again(number: int) -> Response:
    """Meet once more."""
    when, me = When.parse(request.form), current_person()
    holding.meet_again(event_by_id(number, seen_by=me), when, by=me)
    flash(gettext("One more time is agreed. Those who come are told."))
    return _back(number)


@bp.get("/meetings/<int:meeting>/time")
@access.signed_in
def time(number: int, meeting: int) -> str:
    """Show when and where a meeting is, to be said anew."""
    me = current_person()
    event = event_by_id(number, seen_by=me)
    event.refuse_others(me)
    found = meeting_of(event, meeting)
    return render_template("events/time.html", event=event, meeting=found)


@bp.post("/meetings/<int:meeting>/time")
@access.signed_in
@form_on("event_deeds.time")
def move(number: int, meeting: int) -> Response:
    """Meet at another time or place."""
    when, me = When.parse(request.form), current_person()
    event = event_by_id(number, seen_by=me)
    holding.move_meeting(event, meeting_of(event, meeting), when, by=me)
    flash(gettext("The new time is told to those who come."))
    return _back(number)


@bp.post("/meetings/<int:meeting>/removal")
@access.signed_in
@form_on("events.event")
def drop(number: int, meeting: int) -> Response:
    """Meet one time less."""
    me = current_person()
    event = event_by_id(number, seen_by=me)
    holding.drop_meeting(event, meeting_of(event, meeting), by=me)
    flash(gettext("That time is no longer held."))
    return _back(number)


@bp.get("/meetings/<int:meeting>/record")
@access.signed_in
def record(number: int, meeting: int) -> str:
    """Ask who was there, what was gone through and what came of it."""
    me = current_person()
    event = event_by_id(number, seen_by=me)
    event.refuse_others(me)
    return render_template(
        "events/record.html",
        event=event,
        meeting=meeting_of(event, meeting),
        people=participants_of(event),
        everybody=colleagues(),
        planned=practices_of(event, seen_by=me),
        choices=choices(seen_by=me),
    )


@bp.post("/meetings/<int:meeting>/record")
@access.signed_in
@form_on("event_deeds.record")
def hold(number: int, meeting: int) -> Response:
    """Tell of a meeting; it is evidence of sharing from now on."""
    told = (request.form.getlist(name) for name in ("practices", "people"))
    record, me = Record.parse(request.form, *told), current_person()
    event = event_by_id(number, seen_by=me)
    holding.record_meeting(event, meeting_of(event, meeting), record, by=me)
    flash(gettext("Recorded. Everybody who was there can now say what they take along."))
    return _back(number)


def _back(number: int) -> Response:
    return redirect(url_for("events.event", number=number))
