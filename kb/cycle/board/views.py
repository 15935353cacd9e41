"""The board of the cycle and each of its columns."""

from flask import Blueprint, render_template, request

from kb.cycle.board import queries
from kb.cycle.board.forms import Cut
from kb.identify.valuations.models import Risk
from kb.people.models import Industry
from kb.people.signed_in import current_person
from kb.practices.models import Area, JourneyStage
from kb.practices.trust import Trust
from kb.stages.evidence import Stage
from kb.web import access
from kb.web.paging import asked_page

bp = Blueprint("board", __name__, url_prefix="/cycle")

# A practice that was given up stands on no board, so nothing there is archived.
KINDS = {
    "industry": list(Industry),
    "area": list(Area),
    "journey": list(JourneyStage),
    "trust": [one for one in Trust if one is not Trust.ARCHIVED],
    "risk": list(Risk),
}


@bp.get("")
@access.signed_in
def overview() -> str:
    """Show every practice one may see at the stage it has come to."""
    person, cut = current_person(), Cut.parse(request.args)
    return render_template(
        "board/overview.html",
        board=queries.board(cut, seen_by=person),
        cut=cut,
        kinds=KINDS,
        people=queries.people_to_keep_to(seen_by=person),
    )


@bp.get("/<any(candidate, identified, documented, shared, internalised):name>")
@access.signed_in
def column(name: str) -> str:
    """Show all that stands at one stage, a page at a time."""
    person, cut, stage = current_person(), Cut.parse(request.args), Stage(name)
    number = asked_page(request.args.get("page"))
    return render_template(
        "board/column.html",
        page=queries.column(stage, cut, seen_by=person, number=number),
        stage=stage,
        cut=cut,
        people=queries.people_to_keep_to(seen_by=person),
    )
