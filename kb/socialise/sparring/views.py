"""Catching advice in passing, and reading what the team has caught."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.people.models import Industry
from kb.people.queries import colleagues
from kb.people.signed_in import current_person
from kb.socialise.sparring.actions import take_note
from kb.socialise.sparring.forms import Advice
from kb.socialise.sparring.queries import feed as notes_on
from kb.socialise.sparring.queries import note_by_id, practices_made_of
from kb.web import access
from kb.web.languages import language
from kb.web.paging import asked_page
from kb.web.refusals import form_on

bp = Blueprint("sparring", __name__, url_prefix="/sparring")


@bp.get("")
@access.signed_in
def feed() -> str:
    """Show what the team has caught, newest first."""
    page = notes_on(asked_page(request.args.get("page")))
    made = practices_made_of(page.items, seen_by=current_person())
    return render_template("sparring/feed.html", page=page, made=made)


@bp.get("/new")
@access.signed_in
def new() -> str:
    """Ask for the three things."""
    me = current_person()
    others = [person.name for person in colleagues() if person.id != me.id]
    return render_template("sparring/new.html", others=others, industries=list(Industry))


@bp.post("")
@access.signed_in
@form_on("sparring.new")
def take() -> Response:
    """Keep the note, and go on to a practice where that was asked."""
    told = Advice.parse(request.form)
    note = take_note(told, by=current_person(), language=language())
    if "practice" in request.form:
        return redirect(url_for("revisions.from_note", note=note.id))
    flash(gettext("The sparring is kept. The others see it now."))
    return redirect(url_for("sparring.note", number=note.id))


@bp.get("/<int:number>")
@access.signed_in
def note(number: int) -> str:
    """Show one note, its people and what was made of it."""
    found = note_by_id(number)
    made = practices_made_of([found], seen_by=current_person())
    return render_template("sparring/note.html", note=found, made=made)
