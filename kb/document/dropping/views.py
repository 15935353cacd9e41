"""Giving a practice up, and taking it back into use."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.document.dropping.actions import drop_practice, take_up_again
from kb.document.dropping.forms import Farewell
from kb.document.dropping.queries import possible_successors
from kb.document.upkeep.queries import looks_after
from kb.foundation.errors import NotAllowedError
from kb.people.signed_in import current_person
from kb.practices.queries import practice_by_slug
from kb.web import access
from kb.web.flashes import flash_undo
from kb.web.refusals import form_on

bp = Blueprint("dropping", __name__, url_prefix="/practices/<slug>/dropping")


@bp.get("")
@access.signed_in
def dropping(slug: str) -> str:
    """Ask why it is given up, and what comes in its place."""
    me = current_person()
    practice = practice_by_slug(slug, seen_by=me)
    if not (looks_after(practice, me) or me.is_coordinator):
        raise NotAllowedError("dropping.not_yours")
    titles = possible_successors(practice, seen_by=me)
    return render_template("dropping/dropping.html", practice=practice, titles=titles)


@bp.post("")
@access.signed_in
@form_on("dropping.dropping")
def drop(slug: str) -> Response:
    """Give it up."""
    farewell, by = Farewell.parse(request.form), current_person()
    drop_practice(practice_by_slug(slug, seen_by=by), farewell, by=by)
    undo = url_for("dropping.take_back", slug=slug)
    said = gettext("Given up. It is still found, behind your reason.")
    flash_undo(said, undo)
    return redirect(url_for("cycle.practice", slug=slug))


@bp.post("/removal")
@access.signed_in
def take_back(slug: str) -> Response:
    """Take it back into use."""
    by = current_person()
    take_up_again(practice_by_slug(slug, seen_by=by), by=by)
    flash(gettext("The practice is in use again."))
    return redirect(url_for("cycle.practice", slug=slug))
