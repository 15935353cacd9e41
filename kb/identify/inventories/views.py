"""Answering what one knows, one question at a time."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.context.questions.queries import question_in
from kb.identify.inventories.actions import (
    forget_answer,
    join_as_carrier,
    keep_answer,
    make_practice,
)
from kb.identify.inventories.forms import Told
from kb.identify.inventories.models import InventoryAnswer
from kb.identify.inventories.queries import (
    answer_by_id,
    inventory_named,
    inventory_of,
    practices_alike,
)
from kb.people.signed_in import current_person
from kb.practices.models import Area
from kb.practices.queries import practice_by_slug
from kb.web import access
from kb.web.installation import settings
from kb.web.languages import language
from kb.web.refusals import form_on

bp = Blueprint("inventories", __name__, url_prefix="/my-knowledge")


@bp.get("/questions/<name>")
@access.signed_in
def inventory(name: str) -> str:
    """Show one's answers, with the next question open."""
    which = inventory_named(name)
    return _page(name, inventory_of(current_person(), which).next_key)


@bp.get("/questions/<name>/<key>")
@access.signed_in
def question(name: str, key: str) -> str:
    """Show one's answers, with that question open."""
    return _page(name, question_in(inventory_named(name), key).key)


@bp.post("/questions/<name>/<key>")
@access.signed_in
@form_on("inventories.question")
def answer(name: str, key: str) -> Response:
    """Keep an answer, and go on where it leads."""
    asked = question_in(inventory_named(name), key)
    told = Told.parse(request.form, longest=settings().answer_characters)
    kept = keep_answer(asked, told, by=current_person(), language=language())
    flash(_said(kept))
    return redirect(_further(kept))


@bp.post("/answers/<int:number>/practice")
@access.signed_in
def name_anew(number: int) -> Response:
    """Make a practice of an answer although one of nearly that name is there."""
    kept = answer_by_id(number, of=current_person())
    make_practice(kept)
    flash(_said(kept))
    return redirect(_further(kept))


@bp.post("/answers/<int:number>/practices/<slug>")
@access.signed_in
def join(number: int, slug: str) -> Response:
    """Join those who can do what is a practice already."""
    person = current_person()
    kept = answer_by_id(number, of=person)
    join_as_carrier(kept, practice_by_slug(slug, seen_by=person))
    flash(gettext("You are named there as one who can. Your answer is kept for you alone."))
    return redirect(_further(kept))


@bp.post("/answers/<int:number>/removal")
@access.signed_in
def forget(number: int) -> Response:
    """Let one's own words go."""
    kept = answer_by_id(number, of=current_person())
    name = kept.of.value
    forget_answer(kept)
    flash(gettext("Your answer is deleted. A practice made of it stays."))
    return redirect(url_for("inventories.inventory", name=name))


def _page(name: str, key: str) -> str:
    inventory = inventory_of(current_person(), inventory_named(name))
    begun = inventory.begun(key)
    return render_template(
        "inventories/inventory.html",
        inventory=inventory,
        key=key,
        begun=begun,
        alike=practices_alike(begun) if begun and begun.title else [],
        areas=list(Area),
    )


def _said(kept: InventoryAnswer) -> str:
    if kept.practice:
        return str(
            gettext("Named: %(title)s. Colleagues find you by it now.", title=kept.title)
        )
    return str(gettext("Your answer is kept. Only you see it."))


def _further(kept: InventoryAnswer) -> str:
    """Return the page of the next question, or of the same one while something is to choose."""
    if kept.title and not kept.practice:
        return url_for("inventories.question", name=kept.of.value, key=kept.key)
    return url_for("inventories.inventory", name=kept.of.value, _anchor="open")
