"""One's own notes of a pair, on a page that nobody else has."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.people.signed_in import current_person
from kb.share.mentoring.models import Session
from kb.share.pairings.forms import LONGEST_TEXT
from kb.share.pairings.models import Pairing
from kb.share.private_notes.actions import keep_note
from kb.share.private_notes.forms import WHOLE_PAIR, Jotting
from kb.share.private_notes.keys import KeyPlace
from kb.share.private_notes.queries import meeting_of, own_pairing, slots_of
from kb.web import access
from kb.web.installation import settings
from kb.web.refusals import form_on

bp = Blueprint("private_notes", __name__, url_prefix="/mentoring/pairings/<int:number>/notes")


@bp.get("")
@access.signed_in
def notes(number: int) -> str:
    """Show what I wrote for myself of this pair and its meetings."""
    me = current_person()
    pairing = own_pairing(number, of=me)
    slots = slots_of(pairing, KeyPlace.of(settings()), by=me)
    return render_template(
        "private_notes/notes.html", pairing=pairing, slots=slots, longest=LONGEST_TEXT
    )


@bp.post("")
@access.signed_in
@form_on("private_notes.notes")
def write(number: int) -> Response:
    """Keep my note of the pair."""
    return _keep(own_pairing(number, of=current_person()), None)


@bp.post("/<int:meeting>")
@access.signed_in
@form_on("private_notes.notes")
def write_of_meeting(number: int, meeting: int) -> Response:
    """Keep my note of one meeting."""
    pairing = own_pairing(number, of=current_person())
    return _keep(pairing, meeting_of(pairing, meeting))


def _keep(pairing: Pairing, meeting: Session | None) -> Response:
    at = meeting.id if meeting else WHOLE_PAIR
    jotting = Jotting.parse(request.form, at)
    place = KeyPlace.of(settings())
    kept = keep_note(pairing, meeting, jotting, by=current_person(), place=place)
    flash(gettext("Kept for you alone.") if kept else gettext("There is no note any more."))
    return redirect(url_for("private_notes.notes", number=pairing.id, _anchor=f"note-{at}"))
