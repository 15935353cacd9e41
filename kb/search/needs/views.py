"""The needs that come closest to one, for the coordinator who joins what asks the same."""

from flask import Blueprint, render_template

from kb.identify.needs.queries import need_by_id
from kb.people.signed_in import current_person
from kb.search.needs.queries import needs_near
from kb.web import access

bp = Blueprint("near_needs", __name__, url_prefix="/needs")


@bp.get("/<int:number>/near")
@access.coordinators
def near(number: int) -> str:
    """Show the needs that may ask the same, the closest first."""
    found = need_by_id(number, seen_by=current_person()).whole
    return render_template("needs/near.html", need=found, near=needs_near(found))
