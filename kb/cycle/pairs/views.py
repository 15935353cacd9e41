"""All pairs for the coordinator, and for a pair what has been tried of its goal."""

from flask import Blueprint, render_template, request

from kb.cycle.pairs.forms import Chosen
from kb.cycle.pairs.queries import every_pair, whole_standings
from kb.people.signed_in import current_person
from kb.share.fit.queries import spread
from kb.share.means import Means
from kb.share.mentoring.facts import Fact
from kb.share.pairings.queries import pairing_by_id
from kb.share.pairings.states import PairingState
from kb.web import access
from kb.web.paging import asked_page

bp = Blueprint("pairs", __name__, url_prefix="/mentoring")


@bp.get("/all")
@access.coordinators
def every() -> str:
    """Show where every pair stands, by named facts."""
    me, chosen = current_person(), Chosen.parse(request.args)
    return render_template(
        "pairs/every.html",
        page=every_pair(chosen, seen_by=me, number=asked_page(request.args.get("page"))),
        chosen=chosen,
        kinds={"fact": list(Fact), "state": list(PairingState), "means": list(Means)},
        spread=spread(seen_by=me),
    )


@bp.get("/pairings/<int:number>/doing")
@access.signed_in
def doing(number: int) -> str:
    """Show whether anything of a pair's goal has been tried."""
    me = current_person()
    (standing,) = whole_standings([pairing_by_id(number, seen_by=me)], seen_by=me)
    layout = f"layout/{'partial' if 'HX-Request' in request.headers else 'page'}.html"
    return render_template("pairs/doing.html", standing=standing, layout=layout)
