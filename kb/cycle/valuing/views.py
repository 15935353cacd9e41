"""Valuing practices for the organisation, and what one carries oneself."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.cycle.valuing import queries
from kb.identify.carriers.actions import hide_carrier, show_carrier
from kb.identify.valuations.actions import value_practice
from kb.identify.valuations.forms import criticality_in
from kb.identify.valuations.models import Criticality
from kb.people.signed_in import current_person
from kb.practices.queries import practice_by_slug
from kb.web import access
from kb.web.paging import asked_page
from kb.web.refusals import form_on

bp = Blueprint("valuing", __name__)


@bp.get("/valuations")
@access.coordinators
def organisation() -> str:
    """Show what weighs most and rests on the fewest, and what awaits a valuation."""
    number = asked_page(request.args.get("page"))
    valued = queries.organisation(seen_by=current_person(), number=number)
    return render_template(
        "valuing/organisation.html", valued=valued, criticalities=list(Criticality)
    )


@bp.post("/practices/<slug>/valuations")
@access.coordinators
@form_on("valuing.organisation")
def value(slug: str) -> Response:
    """Say how critical a practice is; the list comes in its new order."""
    person, criticality = current_person(), criticality_in(request.form)
    practice = practice_by_slug(slug, seen_by=person)
    value_practice(practice, criticality, by=person)
    return redirect(url_for("valuing.organisation", _anchor=f"practice-{practice.id}"))


@bp.get("/my-knowledge")
@access.signed_in
def own() -> str:
    """Show what one carries, why we say so, and what was said of it."""
    return render_template("valuing/own.html", own=queries.own(current_person()))


@bp.post("/practices/<slug>/carriers/me/hiding")
@access.signed_in
def hide(slug: str) -> Response:
    """No longer be named as one who can do it."""
    person = current_person()
    hide_carrier(practice_by_slug(slug, seen_by=person), by=person)
    flash(gettext("You are no longer named there. The practice itself did not change."))
    return redirect(url_for("valuing.own"))


@bp.post("/practices/<slug>/carriers/me/showing")
@access.signed_in
def show(slug: str) -> Response:
    """Be named again as one who can do it."""
    person = current_person()
    show_carrier(practice_by_slug(slug, seen_by=person), by=person)
    flash(gettext("Colleagues find you by this practice again."))
    return redirect(url_for("valuing.own"))
