"""Answering the question that each of a pair is asked alone: whether it works."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.people.signed_in import current_person
from kb.share.fit.actions import answer_fit
from kb.share.fit.forms import Opinion
from kb.share.mentoring.asking import round_now
from kb.share.pairings.queries import pairing_by_id
from kb.web import access
from kb.web.languages import language
from kb.web.refusals import form_on

bp = Blueprint("fitting", __name__, url_prefix="/mentoring")


@bp.post("/pairings/<int:number>/fit")
@access.signed_in
@form_on("mentoring.pairing")
def answer(number: int) -> Response:
    """Say whether the pair works."""
    me, opinion = current_person(), Opinion.parse(request.form, language=language())
    found = pairing_by_id(number, seen_by=me)
    answer_fit(found, round_now(found), opinion, by=me)
    flash(gettext("Thank you. Only the coordinators read your answer."))
    return redirect(url_for("mentoring.pairing", number=number))
