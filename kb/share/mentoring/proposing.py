"""A practice is noticed in a meeting: it gets its name at once, and leads back there."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.foundation.numbers import whole_number
from kb.identify.identifications.forms import naming_of
from kb.people.signed_in import current_person
from kb.practices.queries import addresses_by_title
from kb.share.mentoring.proposals import propose_practice
from kb.share.mentoring.queries import session_by_id
from kb.web import access
from kb.web.languages import language
from kb.web.refusals import form_on

bp = Blueprint("meeting_proposals", __name__, url_prefix="/mentoring")


@bp.get("/meetings/<int:number>/practice")
@access.signed_in
def new(number: int) -> str:
    """Ask what the practice is called and whose it is; the meeting's words are there."""
    me = current_person()
    found = session_by_id(number, seen_by=me)
    typed = " ".join(request.form.get("title", "").split())
    return render_template(
        "mentoring/proposal.html",
        meeting=found,
        members=found.pairing.members,
        namesakes=addresses_by_title([typed] if typed else [], seen_by=me),
    )


@bp.post("/meetings/<int:number>/practice")
@access.signed_in
@form_on("meeting_proposals.new")
def propose(number: int) -> Response:
    """Make the practice known."""
    me, naming = current_person(), naming_of(request.form, language=language())
    holder = whole_number(request.form.get("carrier", "")) or 0
    found = session_by_id(number, seen_by=me)
    practice = propose_practice(found, naming, holder_id=holder, by=me)
    flash(gettext("Noticed. Search finds it already, although nothing is written yet."))
    return redirect(url_for("cycle.practice", slug=practice.slug))
