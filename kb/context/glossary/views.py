"""Reading the words of the house, and minding them."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.context.glossary.actions import add_term, change_term
from kb.context.glossary.forms import Meaning
from kb.context.glossary.queries import term_by_id, terms_in_order
from kb.people.signed_in import current_person
from kb.web import access
from kb.web.languages import language
from kb.web.refusals import form_on

bp = Blueprint("glossary", __name__, url_prefix="/glossary")


@bp.get("")
@access.signed_in
def terms() -> str:
    """Show every term, in alphabetical order."""
    return render_template("glossary/terms.html", terms=terms_in_order(language()))


@bp.get("/new")
@access.admins
def new() -> str:
    """Ask for a new term."""
    return render_template("glossary/new.html")


@bp.post("")
@access.admins
@form_on("glossary.new")
def add() -> Response:
    """Take a new term into the glossary."""
    term = add_term(Meaning.parse(request.form), by=current_person())
    flash(gettext("The term is in the glossary. Search knows its synonyms now."))
    return redirect(url_for("glossary.terms", _anchor=f"term-{term.id}"))


@bp.get("/<int:number>/edit")
@access.admins
def edit(number: int) -> str:
    """Ask what to say anew of a term."""
    return render_template("glossary/edit.html", term=term_by_id(number))


@bp.post("/<int:number>")
@access.admins
@form_on("glossary.edit")
def change(number: int) -> Response:
    """Say anew what a term means and is called."""
    meaning = Meaning.parse(request.form)
    change_term(term_by_id(number), meaning, by=current_person())
    flash(gettext("The term is changed. Search knows its synonyms now."))
    return redirect(url_for("glossary.terms", _anchor=f"term-{number}"))
