"""Writing situations of a practice, standing behind them, and retiring them."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.internalise.situations.actions import (
    agree_to_situation,
    retell_situation,
    retire_situation,
    take_back_situation,
    tell_situation,
)
from kb.internalise.situations.forms import Telling
from kb.internalise.situations.models import Situation
from kb.internalise.situations.queries import (
    is_older_than_text,
    may_agree,
    situation_by_id,
    situations_of,
)
from kb.people.signed_in import current_person
from kb.practices.queries import practice_by_slug
from kb.web import access
from kb.web.flashes import flash_undo
from kb.web.languages import language
from kb.web.refusals import form_on

bp = Blueprint("situations", __name__)

SAID = {True: "situation.asked_now", False: "situation.awaits_now"}


@bp.get("/practices/<slug>/situations")
@access.signed_in
def of_practice(slug: str) -> str:
    """Show what one may decide in a practice, and ask whether one wishes to."""
    me = current_person()
    found = situations_of(practice_by_slug(slug, seen_by=me), seen_by=me)
    layout = f"layout/{'partial' if 'HX-Request' in request.headers else 'page'}.html"
    return render_template("situations/of_practice.html", found=found, layout=layout)


@bp.get("/practices/<slug>/situations/new")
@access.signed_in
def new(slug: str) -> str:
    """Ask for a situation, its question and the reasoning."""
    practice = practice_by_slug(slug, seen_by=current_person())
    own = may_agree(practice, current_person())
    return render_template("situations/edit.html", practice=practice, situation=None, own=own)


@bp.post("/practices/<slug>/situations")
@access.signed_in
@form_on("situations.new")
def tell(slug: str) -> Response:
    """Keep a new situation."""
    told, me = Telling.parse(request.form), current_person()
    practice = practice_by_slug(slug, seen_by=me)
    situation = tell_situation(practice, told, by=me, language=language())
    flash(gettext(SAID[situation.is_asked]))
    return _back(situation)


@bp.get("/situations/<int:number>/edit")
@access.signed_in
def edit(number: int) -> str:
    """Show a situation with its reasoning to who may change it or agree to it."""
    me = current_person()
    situation = situation_by_id(number, seen_by=me)
    return render_template(
        "situations/edit.html",
        practice=situation.practice,
        situation=situation,
        own=may_agree(situation.practice, me),
        older=situation.is_asked and is_older_than_text(situation),
    )


@bp.post("/situations/<int:number>")
@access.signed_in
@form_on("situations.edit")
def retell(number: int) -> Response:
    """Put it in other words."""
    told, me = Telling.parse(request.form), current_person()
    situation = situation_by_id(number, seen_by=me)
    retell_situation(situation, told, by=me)
    flash(gettext(SAID[situation.is_asked]))
    return _back(situation)


@bp.post("/situations/<int:number>/agreement")
@access.signed_in
@form_on("situations.edit")
def agree(number: int) -> Response:
    """Stand behind it, so that it is asked."""
    situation = situation_by_id(number, seen_by=current_person())
    agree_to_situation(situation, by=current_person())
    flash(gettext(SAID[True]))
    return _back(situation)


@bp.post("/situations/<int:number>/retirement")
@access.signed_in
def retire(number: int) -> Response:
    """Ask it no more; the answer can be taken back."""
    situation = situation_by_id(number, seen_by=current_person())
    retire_situation(situation, by=current_person())
    undo = url_for("situations.take_back", number=number)
    flash_undo(gettext("It is not asked any more."), undo)
    return _back(situation)


@bp.post("/situations/<int:number>/restoration")
@access.signed_in
def take_back(number: int) -> Response:
    """Let a retired one be asked again."""
    situation = situation_by_id(number, seen_by=current_person())
    take_back_situation(situation, by=current_person())
    flash(gettext(SAID[situation.is_asked]))
    return _back(situation)


def _back(situation: Situation) -> Response:
    slug = situation.practice.slug
    return redirect(url_for("situations.of_practice", slug=slug))
