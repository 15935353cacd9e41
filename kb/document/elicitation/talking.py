"""The talk itself: phase by phase, each answer kept as it is written."""

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.context.questions.models import Phase
from kb.document.elicitation.actions import begin_phase
from kb.document.elicitation.answers import drop_aside, join_aside, keep_answer
from kb.document.elicitation.forms import Saying
from kb.document.elicitation.guides import MINUTES
from kb.document.elicitation.queries import elicitation_by_id, slot_of, slots_of
from kb.foundation.errors import NotFoundError
from kb.people.signed_in import current_person
from kb.web import access
from kb.web.installation import settings
from kb.web.refusals import form_on
from kb.web.templating import time_of_day

bp = Blueprint("talking", __name__, url_prefix="/interviews")


@bp.get("/<int:number>/talk")
@access.signed_in
def talk(number: int) -> str:
    """Show the phase they are in."""
    found = elicitation_by_id(number, seen_by=current_person())
    return _page(number, found.current_phase)


@bp.get("/<int:number>/talk/<phase>")
@access.signed_in
def in_phase(number: int, phase: str) -> str:
    """Show one phase with its questions and answers."""
    return _page(number, _phase(phase))


@bp.post("/<int:number>/phases/<phase>")
@access.signed_in
@form_on("elicitation.one")
def begin(number: int, phase: str) -> Response:
    """Go on to a phase."""
    person, wanted = current_person(), _phase(phase)
    begin_phase(elicitation_by_id(number, seen_by=person), wanted, by=person)
    return redirect(url_for("talking.in_phase", number=number, phase=wanted.value))


@bp.get("/<int:number>/answers/<key>")
@access.signed_in
def answered(number: int, key: str) -> str:
    """Show an answer where it stands: in its phase."""
    found = elicitation_by_id(number, seen_by=current_person())
    return _page(number, slot_of(found, key).phase)


@bp.post("/<int:number>/answers/<key>")
@access.signed_in
@form_on("talking.answered", overtaken="talking.answered")
def answer(number: int, key: str) -> Response:
    """Keep one answer."""
    person, saying = current_person(), _saying(key)
    found = elicitation_by_id(number, seen_by=person)
    keep_answer(found, key, saying, by=person)
    flash(gettext("The answer is kept."))
    phase = slot_of(found, key).phase
    here = f"q-{key}"
    return redirect(url_for("talking.in_phase", number=number, phase=phase, _anchor=here))


@bp.post("/<int:number>/answers/<key>/autosave")
@access.signed_in
def autosave(number: int, key: str) -> Response:
    """Keep one answer while it is being written."""
    person, saying = current_person(), _saying(key)
    kept = keep_answer(elicitation_by_id(number, seen_by=person), key, saying, by=person)
    if kept is None:
        return jsonify(version=0, said="")
    said = gettext("Saved at %(time)s", time=time_of_day(kept.saved_at))
    return jsonify(version=kept.version, said=said)


@bp.post("/<int:number>/asides/<int:aside>/joining")
@access.signed_in
@form_on("elicitation.one")
def join(number: int, aside: int) -> Response:
    """Put what was kept beside under the answer."""
    person = current_person()
    join_aside(elicitation_by_id(number, seen_by=person), aside, by=person)
    flash(gettext("Both texts stand in the answer now."))
    return redirect(url_for("talking.talk", number=number))


@bp.post("/<int:number>/asides/<int:aside>/removal")
@access.signed_in
@form_on("elicitation.one")
def drop(number: int, aside: int) -> Response:
    """Let what was kept beside go."""
    drop_aside(elicitation_by_id(number, seen_by=current_person()), aside)
    return redirect(url_for("talking.talk", number=number))


def _page(number: int, phase: Phase) -> str:
    found = elicitation_by_id(number, seen_by=current_person())
    if phase not in found.phases:
        raise NotFoundError("elicitation.not_found")
    slots = slots_of(found)
    return render_template(
        "elicitation/talk.html",
        elicitation=found,
        phase=phase,
        slots=[slot for slot in slots if slot.phase is phase],
        answered={slot.phase for slot in slots if slot.answer},
        minutes=MINUTES,
        longest=settings().answer_characters,
    )


def _saying(key: str) -> Saying:
    return Saying.parse(request.form, key, longest=settings().answer_characters)


def _phase(name: str) -> Phase:
    if name not in set(Phase):
        raise NotFoundError("elicitation.not_found")
    return Phase(name)
