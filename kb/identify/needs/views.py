"""Leaving a question when nothing answered, and seeing what is in demand."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.identify.needs.actions import note_demand
from kb.identify.needs.forms import Demand
from kb.identify.needs.queries import need_by_id
from kb.identify.needs.queries import open_needs as needs_on
from kb.people.models import Industry
from kb.people.signed_in import current_person
from kb.web import access
from kb.web.languages import language
from kb.web.paging import asked_page
from kb.web.refusals import form_on

bp = Blueprint("needs", __name__, url_prefix="/needs")


@bp.get("/new")
@access.signed_in
def leave() -> str:
    """Ask what somebody needed; ``q`` is what they searched."""
    query = request.args.get("q", "").strip()
    return render_template("needs/leave.html", query=query, industries=list(Industry))


@bp.post("")
@access.signed_in
@form_on("needs.leave")
def note() -> Response:
    """Keep the need for the coordinator."""
    demand = Demand.parse(request.form, language=language())
    left = note_demand(demand, by=current_person())
    flash(gettext("The question is kept. The coordinator sees it among the knowledge needs."))
    return redirect(url_for("needs.need", number=left.id))


@bp.get("/<int:number>")
@access.signed_in
def need(number: int) -> str:
    """Show one need to its asker and to coordinators."""
    return render_template("needs/need.html", need=need_by_id(number, seen_by=current_person()))


@bp.get("")
@access.coordinators
def open_needs() -> str:
    """Show what was looked for and not found, newest first."""
    page = needs_on(asked_page(request.args.get("page")))
    return render_template("needs/open_needs.html", page=page)
