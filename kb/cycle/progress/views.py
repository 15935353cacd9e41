"""How far the learner is, for the pair alone; the learner says whether it is shown."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.cycle.progress.queries import practices_of, progress_in
from kb.foundation.errors import NotAllowedError
from kb.people.models import Person
from kb.people.signed_in import current_person
from kb.share.mentoring.showing import hide_progress, show_progress
from kb.share.pairings.models import Pairing
from kb.share.pairings.queries import pairing_by_id
from kb.web import access

bp = Blueprint("progress", __name__, url_prefix="/mentoring/pairings/<int:number>/progress")


@bp.get("")
@access.signed_in
def progress(number: int) -> str:
    """Show how far the learner is with each practice of the pair."""
    me = current_person()
    pairing = _own_pairing(number, me)
    return render_template(
        "progress/progress.html",
        pairing=pairing,
        practices=practices_of(pairing, seen_by=me),
        learners=progress_in(pairing, seen_by=me),
        layout=f"layout/{'partial' if 'HX-Request' in request.headers else 'page'}.html",
    )


@bp.post("")
@access.signed_in
def show(number: int) -> Response:
    """Let the mentor see how far one is."""
    me = current_person()
    show_progress(_own_pairing(number, me), by=me)
    flash(
        gettext(
            "Your mentor now sees how far you are with this pair's practices and on your paths."
        )
    )
    return redirect(url_for("mentoring.pairing", number=number))


@bp.post("/removal")
@access.signed_in
def hide(number: int) -> Response:
    """Keep it to oneself again."""
    me = current_person()
    hide_progress(_own_pairing(number, me), by=me)
    flash(gettext("How far you are is yours alone again."))
    return redirect(url_for("mentoring.pairing", number=number))


def _own_pairing(number: int, me: Person) -> Pairing:
    """Return a pair to those who belong to it; a coordinator sees the pair, not this."""
    found = pairing_by_id(number, seen_by=me)
    if not found.includes(me):
        raise NotAllowedError("pairing.not_yours")
    return found
