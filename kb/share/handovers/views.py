"""Planning how a practice is passed on before its carrier leaves."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.identify.leaving.queries import person_leaving
from kb.people.signed_in import current_person
from kb.practices.queries import practice_by_slug
from kb.share.handovers import actions
from kb.share.handovers.forms import PlannedMeans
from kb.share.handovers.models import Handover
from kb.share.handovers.queries import handover_of, planned_handover
from kb.share.means import SUGGESTED, GoalKind, means_for
from kb.web import access
from kb.web.refusals import form_on

bp = Blueprint("handovers", __name__, url_prefix="/people/<int:number>/handovers/<slug>")
GOAL = GoalKind.MOVE_ACCOUNT  # what leaves with somebody is to go on with another


@bp.get("")
@access.signed_in
def ask(number: int, slug: str) -> str:
    """Ask by which means and by when."""
    person = person_leaving(number, seen_by=current_person())
    practice = practice_by_slug(slug, seen_by=current_person())
    return render_template(
        "leaving/handover.html",
        person=person,
        practice=practice,
        planned=handover_of(practice, person),
        means=means_for(GOAL),
        suggested=SUGGESTED[GOAL],
    )


@bp.post("")
@access.signed_in
@form_on("handovers.ask")
def plan(number: int, slug: str) -> Response:
    """Keep the plan."""
    by, planned = current_person(), PlannedMeans.parse(request.form)
    person, practice = person_leaving(number, seen_by=by), practice_by_slug(slug, seen_by=by)
    actions.plan_handover(practice, person, planned, by=by)
    flash(gettext("Planned. Mark it done when it is."))
    return _back(number, f"practice-{practice.id}")


@bp.post("/completion")
@access.signed_in
def finish(number: int, slug: str) -> Response:
    """Say that it was done."""
    handover = _handover(number, slug)
    actions.finish_handover(handover)
    return _back(number, f"practice-{handover.practice_id}")


@bp.post("/completion/removal")
@access.signed_in
def reopen(number: int, slug: str) -> Response:
    """Say that it is still to be done."""
    handover = _handover(number, slug)
    actions.reopen_handover(handover)
    return _back(number, f"practice-{handover.practice_id}")


@bp.post("/removal")
@access.signed_in
def drop(number: int, slug: str) -> Response:
    """Plan nothing for it."""
    handover = _handover(number, slug)
    place = f"practice-{handover.practice_id}"
    actions.drop_handover(handover)
    return _back(number, place)


def _handover(number: int, slug: str) -> Handover:
    person = person_leaving(number, seen_by=current_person())
    return planned_handover(practice_by_slug(slug, seen_by=current_person()), person)


def _back(number: int, place: str) -> Response:
    return redirect(url_for("leaving.practices", number=number, _anchor=place))
