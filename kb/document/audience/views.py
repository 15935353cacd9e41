"""Choosing who may read a practice, after seeing what that means."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.document.audience.actions import choose_readers, refuse_others
from kb.document.audience.forms import Readers
from kb.document.audience.queries import always_reading, losing_sight, others_to_name
from kb.people.signed_in import current_person
from kb.practices.queries import practice_by_slug
from kb.web import access
from kb.web.refusals import form_on

bp = Blueprint("audience", __name__, url_prefix="/practices/<slug>/audience")


@bp.get("")
@access.signed_in
def audience(slug: str) -> str:
    """Show who may read a practice, to choose anew."""
    me = current_person()
    practice = practice_by_slug(slug, seen_by=me)
    refuse_others(practice, me)
    always, others = always_reading(practice, by=me), others_to_name(practice, by=me)
    return render_template(
        "audience/audience.html", practice=practice, always=always, others=others
    )


@bp.get("/consequence")
@access.signed_in
def consequence(slug: str) -> str:
    """Show who would lose sight of it, before anything is changed."""
    readers, me = Readers.parse(request.args, request.args.getlist("people")), current_person()
    practice = practice_by_slug(slug, seen_by=me)
    refuse_others(practice, me)
    losing = losing_sight(practice, readers, by=me)
    return render_template(
        "audience/consequence.html", practice=practice, readers=readers, losing=losing
    )


@bp.post("")
@access.signed_in
@form_on("audience.audience")
def choose(slug: str) -> Response:
    """Let those read it who were chosen."""
    readers, me = Readers.parse(request.form, request.form.getlist("people")), current_person()
    choose_readers(practice_by_slug(slug, seen_by=me), readers, by=me)
    flash(gettext("Kept. Its texts, files and comments follow, in search too."))
    return redirect(url_for("cycle.practice", slug=slug))
