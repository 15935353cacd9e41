"""What one who leaves has to pass on, for them and for the coordinator."""

from flask import Blueprint, render_template

from kb.cycle.leaving import queries
from kb.identify.leaving.queries import person_leaving
from kb.people.signed_in import current_person
from kb.web import access

bp = Blueprint("leaving", __name__)


@bp.get("/leaving")
@access.coordinators
def departures() -> str:
    """Show who leaves, and what asks for a new owner."""
    shown = queries.departures(seen_by=current_person())
    return render_template("leaving/departures.html", shown=shown)


@bp.get("/people/<int:number>/leaving")
@access.signed_in
def practices(number: int) -> str:
    """Show what there is to pass on, in the order of work."""
    me = current_person()
    leaving = queries.leaving_of(person_leaving(number, seen_by=me), seen_by=me)
    return render_template("leaving/practices.html", leaving=leaving)
