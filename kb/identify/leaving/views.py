"""Telling a last working day, changing it and taking it back."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.identify.leaving.actions import take_back_last_day, tell_last_day
from kb.identify.leaving.forms import LastDay
from kb.identify.leaving.queries import departure_of, person_leaving
from kb.people.signed_in import current_person
from kb.web import access
from kb.web.refusals import form_on

bp = Blueprint("last_days", __name__, url_prefix="/people/<int:number>/last-day")


@bp.get("")
@access.signed_in
def ask(number: int) -> str:
    """Ask for the day, and say why, who reads it and how long it is kept."""
    person = person_leaving(number, seen_by=current_person())
    return render_template(
        "leaving/last_day.html", person=person, departure=departure_of(person)
    )


@bp.post("")
@access.signed_in
@form_on("last_days.ask")
def tell(number: int) -> Response:
    """Keep the day."""
    by, said = current_person(), LastDay.parse(request.form)
    tell_last_day(person_leaving(number, seen_by=by), said, by=by)
    flash(gettext("The last working day is saved. Here is what there is to pass on before it."))
    return redirect(url_for("leaving.practices", number=number))


@bp.post("/removal")
@access.signed_in
def take_back(number: int) -> Response:
    """Forget the day, and what was planned for it."""
    by = current_person()
    take_back_last_day(person_leaving(number, seen_by=by), by=by)
    flash(gettext("The last working day and the plans made for it are deleted."))
    return redirect(url_for("cycle.person", number=number))
