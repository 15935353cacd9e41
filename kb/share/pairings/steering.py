"""Pages of a pair under way: its agreement, its pause, and its end."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.foundation.words import N_
from kb.people.signed_in import current_person
from kb.share.pairings.endings import (
    conclude_pairing,
    end_pairing,
    pause_pairing,
    resume_pairing,
)
from kb.share.pairings.forms import Closing
from kb.share.pairings.forms import number as version_in
from kb.share.pairings.models import Pairing
from kb.share.pairings.queries import pairing_by_id
from kb.share.pairings.signing import accept_agreement, write_agreement
from kb.share.pairings.states import PairingState
from kb.share.pairings.terms import Terms, pause_of
from kb.web import access
from kb.web.languages import language
from kb.web.refusals import form_on

bp = Blueprint("steering", __name__, url_prefix="/mentoring/pairings/<int:number>")

SIGNED = {
    PairingState.AGREED: N_(
        "Your yes is recorded. The pair begins when everybody has accepted."
    ),
    PairingState.ACTIVE: N_("The agreement is kept, and the pair is under way."),
}


@bp.get("/agreement")
@access.signed_in
def agreement(number: int) -> str:
    """Ask how often, until when, what is left out and what stays between them."""
    pairing = pairing_by_id(number, seen_by=current_person())
    return render_template("pairings/agree.html", pairing=pairing)


@bp.post("/agreement")
@access.signed_in
@form_on("steering.agreement")
def word(number: int) -> Response:
    """Word the agreement; the others are asked to accept it."""
    me = current_person()
    pairing = pairing_by_id(number, seen_by=me)
    write_agreement(pairing, Terms.parse(request.form, language=language()), by=me)
    flash(gettext("The agreement is written. The others are asked to accept it."))
    return _to(pairing)


@bp.post("/agreement/acceptance")
@access.signed_in
@form_on("mentoring.pairing")
def sign(number: int) -> Response:
    """Accept the agreement as one has read it."""
    me = current_person()
    pairing = pairing_by_id(number, seen_by=me)
    accept_agreement(pairing, version_in(request.form.get("version", "")), by=me)
    flash(gettext(SIGNED[pairing.state]))
    return _to(pairing)


@bp.post("/pause")
@access.signed_in
@form_on("mentoring.pairing")
def pause(number: int) -> Response:
    """Let the pair rest until a day."""
    me = current_person()
    pairing = pairing_by_id(number, seen_by=me)
    pause_pairing(pairing, pause_of(request.form), by=me)
    flash(gettext("The pair rests. Nobody is reminded meanwhile, and then you are asked."))
    return _to(pairing)


@bp.post("/resumption")
@access.signed_in
@form_on("mentoring.pairing")
def resume(number: int) -> Response:
    """Go on after a pause."""
    me = current_person()
    pairing = pairing_by_id(number, seen_by=me)
    resume_pairing(pairing, by=me)
    flash(gettext("The pair goes on. Agree on when you meet next."))
    return _to(pairing)


@bp.post("/conclusion")
@access.signed_in
@form_on("mentoring.pairing")
def conclude(number: int) -> Response:
    """Begin to come to an end."""
    me = current_person()
    pairing = pairing_by_id(number, seen_by=me)
    conclude_pairing(pairing, by=me)
    flash(
        gettext("The pair comes to its end. Meet once more if you like, then judge the goal.")
    )
    return _to(pairing)


@bp.post("/completion")
@access.signed_in
@form_on("mentoring.pairing")
def end(number: int) -> Response:
    """Judge the goal and the means, and end the pair."""
    me = current_person()
    pairing = pairing_by_id(number, seen_by=me)
    end_pairing(pairing, Closing.parse(request.form), by=me)
    flash(gettext("The goal is judged and the pair has ended. Did you notice something new?"))
    return _to(pairing)


def _to(pairing: Pairing) -> Response:
    return redirect(url_for("mentoring.pairing", number=pairing.id))
