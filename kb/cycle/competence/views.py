"""The competence map and its cuts."""

from flask import Blueprint, render_template, request

from kb.cycle.competence.forms import Cut
from kb.cycle.competence.queries import Ground, grid, who_can_what
from kb.people.queries import person_by_id
from kb.people.signed_in import current_person
from kb.web import access
from kb.web.paging import asked_page

bp = Blueprint("competence", __name__, url_prefix="/competence")


@bp.get("")
@access.signed_in
def overview() -> str:
    """Show, area by area, how many practices rest on how many people."""
    return render_template("competence/overview.html", rows=grid(seen_by=current_person()))


@bp.get("/practices")
@access.signed_in
def practices() -> str:
    """Show who can do what in one part of the map."""
    cut, number = Cut.parse(request.args), asked_page(request.args.get("page"))
    return render_template(
        "competence/practices.html",
        cut=cut,
        shown=who_can_what(cut, seen_by=current_person(), number=number),
        grounds=list(Ground),
        carrier=person_by_id(cut.carrier_id) if cut.carrier_id is not None else None,
    )
