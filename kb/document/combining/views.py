"""Choosing practices and beginning a model of them."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.document.combining.actions import combine_practices
from kb.document.combining.forms import Combination
from kb.document.combining.queries import combinable, combinable_slugs, offered
from kb.document.revisions.forms import number_of
from kb.foundation.words import N_
from kb.people.signed_in import current_person
from kb.web import access
from kb.web.languages import language
from kb.web.refusals import form_on

bp = Blueprint("combining", __name__, url_prefix="/combinations")

BEGUN = N_("The draft holds the texts under their names. Write one whole of them.")


@bp.get("/new")
@access.authors
def new() -> str:
    """Ask which practices, and what the model is called; ``practice`` may be given."""
    me, named = current_person(), request.args.get("q", "")
    numbers = [n for one in request.values.getlist("practices") if (n := number_of(one))]
    given = combinable_slugs(request.args.getlist("practice"), seen_by=me)
    chosen = [*given, *combinable(numbers, seen_by=me)]
    return render_template(
        "combining/new.html",
        chosen={one.id: one for one in chosen},
        offered=offered(named, seen_by=me),
        named=named,
    )


@bp.post("")
@access.authors
@form_on("combining.new")
def combine() -> Response:
    """Begin the model and go on to write it."""
    chosen = Combination.parse(request.form, request.form.getlist("practices"))
    made = combine_practices(chosen, by=current_person(), language=language())
    flash(gettext(BEGUN))
    return redirect(url_for("revisions.edit", slug=made.slug, language=made.language))
