"""Pages of having been there: telling it, and acknowledging it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.people.signed_in import current_person
from kb.practices.queries import practice_by_slug
from kb.share.shadowing.actions import acknowledge_shadowing, tell_shadowing
from kb.share.shadowing.forms import Visit
from kb.share.shadowing.models import Presence
from kb.share.shadowing.queries import (
    hosts_of,
    shadowing_by_id,
    shadowings_by,
    shadowings_to_acknowledge,
)
from kb.web import access
from kb.web.refusals import form_on

bp = Blueprint("shadowing", __name__)


@bp.get("/practices/<slug>/shadowings/new")
@access.signed_in
def new(slug: str) -> str:
    """Ask who did it, when, and what was noticed."""
    me = current_person()
    practice = practice_by_slug(slug, seen_by=me)
    hosts = hosts_of(practice, guest=me)
    return render_template(
        "shadowing/new.html", practice=practice, hosts=hosts, kinds=list(Presence)
    )


@bp.post("/practices/<slug>/shadowings")
@access.signed_in
@form_on("shadowing.new")
def tell(slug: str) -> Response:
    """Tell that one was there."""
    visit = Visit.parse(request.form)
    me = current_person()
    tell_shadowing(practice_by_slug(slug, seen_by=me), visit, by=me)
    flash(gettext("Recorded. It counts when the one who did it has acknowledged it."))
    return redirect(url_for("shadowing.shadowings"))


@bp.get("/shadowings")
@access.signed_in
def shadowings() -> str:
    """Show what waits for my word, and when I was there myself."""
    me = current_person()
    return render_template(
        "shadowing/shadowings.html",
        waiting=shadowings_to_acknowledge(me),
        mine=shadowings_by(me),
    )


@bp.post("/shadowings/<int:number>/acknowledgement")
@access.signed_in
def acknowledge(number: int) -> Response:
    """Agree that the guest was there."""
    me = current_person()
    acknowledge_shadowing(shadowing_by_id(number, seen_by=me), by=me)
    flash(gettext("Acknowledged. Thank you for letting a colleague see how it is done."))
    return redirect(url_for("shadowing.shadowings"))
