"""The programme page and each of its figures as a table."""

from flask import Blueprint, Response, render_template, request

from kb.cycle.figures.quarters import Quarter
from kb.cycle.figures.sheet import sheet_of
from kb.cycle.programme.forms import asked_scope
from kb.cycle.programme.queries import one_figure, programme, summary
from kb.cycle.programme.wording import period_said, said, scope_said
from kb.foundation import clock
from kb.people.signed_in import current_person
from kb.web import access

bp = Blueprint("programme", __name__, url_prefix="/programme")
bp.add_app_template_filter(said, "said")
bp.add_app_template_filter(scope_said, "scope_said")
bp.add_app_template_filter(period_said, "period_said")


@bp.get("")
@access.coordinators
def overview() -> str:
    """Show every figure, of the whole or of one part of it."""
    shown = programme(asked_scope(request.args.get("of")), seen_by=current_person())
    return render_template("programme/page.html", programme=shown)


@bp.get("/quarters/<quarter>")
@access.coordinators
def quarter(quarter: str) -> str:
    """Show a quarter as it is printed: its figures, what is at risk, stories of use."""
    shown = summary(Quarter.parse(quarter), seen_by=current_person())
    return render_template("programme/quarter.html", summary=shown)


@bp.get("/<key>.csv")
@access.coordinators
def sheet(key: str) -> Response:
    """Hand out one figure for a spreadsheet."""
    scope = asked_scope(request.args.get("of"))
    figure = one_figure(key, scope, seen_by=current_person())
    told = {"scope": scope_said(scope), "period": period_said(figure.period)}
    answer = Response(sheet_of(figure, say=said, **told), mimetype="text/csv")
    name = f"{key}-{clock.today().isoformat()}.csv"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer
