"""Where the cycle is stuck, and the worklist of each stage."""

from dataclasses import replace

from flask import Blueprint, render_template, request

from kb.cycle.board.forms import Cut
from kb.cycle.board.views import KINDS
from kb.cycle.bottleneck import queries
from kb.people.signed_in import current_person
from kb.stages.evidence import Stage
from kb.web import access
from kb.web.paging import asked_page

bp = Blueprint("bottleneck", __name__, url_prefix="/cycle/stuck")


@bp.get("")
@access.signed_in
def overview() -> str:
    """Show where practices wait longest, and the one thing to do about it."""
    cut = _asked()
    found = queries.standstill(cut, seen_by=current_person())
    return render_template("bottleneck/overview.html", found=found, cut=cut, kinds=KINDS)


@bp.get("/<any(candidate, identified, documented, shared):name>")
@access.signed_in
def worklist(name: str) -> str:
    """Show what waits at one stage, the longest first."""
    cut, number = _asked(), asked_page(request.args.get("page"))
    stage, person = Stage(name), current_person()
    page = queries.worklist(stage, cut, seen_by=person, number=number)
    return render_template("bottleneck/worklist.html", page=page, stage=stage, cut=cut)


def _asked() -> Cut:
    # How long what one person carries has waited would be a figure about them (R10).
    return replace(Cut.parse(request.args), person=None)
