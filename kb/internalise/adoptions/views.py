"""Pages of use: who uses a practice, taking it into use, giving it up."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.internalise.adoptions import actions
from kb.internalise.adoptions.forms import Use, reason_in
from kb.internalise.adoptions.queries import adoption_by_id, given_up_of, use_of, uses_of
from kb.internalise.attestations.queries import attestations_of, attested_of
from kb.people.signed_in import current_person
from kb.practices.queries import practice_by_slug
from kb.web import access
from kb.web.flashes import flash_undo
from kb.web.languages import language
from kb.web.refusals import form_on

bp = Blueprint("adoptions", __name__)


@bp.get("/practices/<slug>/use")
@access.signed_in
def use(slug: str) -> str:
    """Show who uses a practice, with their stories, and who was attested to do it."""
    me = current_person()
    practice = practice_by_slug(slug, seen_by=me)
    return render_template(
        "adoptions/use.html",
        practice=practice,
        uses=uses_of(practice, seen_by=me),
        given_up=given_up_of(practice, seen_by=me),
        attested=attested_of(practice),
        mine=use_of(me, practice),
        asked=attestations_of(me, practice),
        layout=f"layout/{'partial' if 'HX-Request' in request.headers else 'page'}.html",
    )


@bp.get("/practices/<slug>/adoptions/new")
@access.signed_in
def new(slug: str) -> str:
    """Ask since when, with whom and what changed."""
    me = current_person()
    practice = practice_by_slug(slug, seen_by=me)
    return render_template("adoptions/new.html", practice=practice, mine=use_of(me, practice))


@bp.post("/practices/<slug>/adoptions")
@access.signed_in
@form_on("adoptions.new")
def adopt(slug: str) -> Response:
    """Say that I took it into use."""
    told, me = Use.parse(request.form), current_person()
    practice = practice_by_slug(slug, seen_by=me)
    made = actions.adopt_practice(practice, told, by=me, language=language())
    undo = url_for("adoptions.take_back", number=made.id)
    flash_undo(gettext("Told. It stands under “In use”."), undo)
    return redirect(url_for("cycle.practice", slug=slug))


@bp.post("/adoptions/<int:number>/removal")
@access.signed_in
def take_back(number: int) -> Response:
    """Say that it was not so."""
    me = current_person()
    mine = adoption_by_id(number, seen_by=me)
    actions.take_back_adoption(mine, by=me)
    flash(gettext("Taken back: nothing of it stays."))
    return redirect(url_for("cycle.practice", slug=mine.practice.slug))


@bp.post("/adoptions/<int:number>/name")
@access.signed_in
def show(number: int) -> Response:
    """Be named again."""
    me = current_person()
    mine = adoption_by_id(number, seen_by=me)
    actions.show_adoption(mine, by=me)
    flash(gettext("You are named again as one who uses this."))
    return redirect(url_for("adoptions.use", slug=mine.practice.slug))


@bp.post("/adoptions/<int:number>/name/removal")
@access.signed_in
def hide(number: int) -> Response:
    """No longer be named."""
    me = current_person()
    mine = adoption_by_id(number, seen_by=me)
    actions.hide_adoption(mine, by=me)
    flash(gettext("You are no longer named as one who uses this, and your story is not shown."))
    return redirect(url_for("adoptions.use", slug=mine.practice.slug))


@bp.get("/practices/<slug>/giving-up")
@access.signed_in
def giving_up(slug: str) -> str:
    """Ask why one no longer does so."""
    practice = practice_by_slug(slug, seen_by=current_person())
    return render_template("adoptions/giving_up.html", practice=practice)


@bp.post("/practices/<slug>/giving-up")
@access.signed_in
@form_on("adoptions.giving_up")
def give_up(slug: str) -> Response:
    """Say that I do so no longer."""
    reason, me = reason_in(request.form), current_person()
    practice = practice_by_slug(slug, seen_by=me)
    actions.give_up_use(practice, reason, by=me, language=language())
    flash(gettext("Told. What you tried and what was attested of you stays."))
    return redirect(url_for("cycle.practice", slug=slug))
