"""From a talk to a draft, and what its carrier says to it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.document.elicitation.drafting import draft_practice, object_to
from kb.document.elicitation.forms import Drafting, Objection
from kb.document.elicitation.models import Elicitation
from kb.document.elicitation.queries import elicitation_by_id, said_in, slots_of
from kb.document.papers.names import names_in
from kb.people.signed_in import current_person
from kb.web import access
from kb.web.refusals import form_on

bp = Blueprint("deciding", __name__, url_prefix="/interviews")


@bp.get("/<int:number>/draft")
@access.signed_in
def draft(number: int) -> str:
    """Show which answer goes where, and the names that codes should replace."""
    found = _led(number)
    return render_template(
        "elicitation/draft.html",
        elicitation=found,
        slots=[slot for slot in slots_of(found) if slot.answer and slot.answer.text],
        names=names_in(said_in(found)),
    )


@bp.post("/<int:number>/draft")
@access.signed_in
@form_on("deciding.draft")
def make(number: int) -> Response:
    """Let the answers become a draft."""
    found = _led(number)
    drafting = Drafting.parse(request.form, said_in(found))
    practice = draft_practice(found, drafting, by=current_person())
    flash(gettext("The answers are a draft now. Shape it, then hand it over to the carrier."))
    return redirect(url_for("revisions.edit", slug=practice.slug, language=found.language))


@bp.post("/<int:number>/disagreements")
@access.signed_in
@form_on("elicitation.one")
def disagree(number: int) -> Response:
    """Hand the draft back with the reason and one's own wording."""
    person, objection = current_person(), Objection.parse(request.form)
    object_to(elicitation_by_id(number, seen_by=person), objection, by=person)
    flash(gettext("Handed back with your words. The interviewer sees both and sends it again."))
    return redirect(url_for("elicitation.one", number=number))


def _led(number: int) -> Elicitation:
    person = current_person()
    found = elicitation_by_id(number, seen_by=person)
    found.refuse_others_than_interviewer(person)
    return found
