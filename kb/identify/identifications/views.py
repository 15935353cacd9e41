"""Noticing what somebody can do, and answering whether it is one's own."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.identify.carriers.queries import holders_of
from kb.identify.identifications import actions
from kb.identify.identifications.forms import Noticing, naming_of
from kb.identify.identifications.models import Trigger
from kb.identify.identifications.queries import identifications_of
from kb.people.models import Industry
from kb.people.queries import colleagues
from kb.people.signed_in import current_person
from kb.practices.models import Area
from kb.practices.queries import addresses_by_title, practice_by_slug
from kb.web import access
from kb.web.languages import language
from kb.web.refusals import form_on

bp = Blueprint("identifications", __name__)


@bp.get("/identifications/new")
@access.signed_in
def new() -> str:
    """Ask what was noticed, whose it is, and what made one notice."""
    typed = " ".join(request.form.get("title", "").split())
    namesakes = addresses_by_title([typed] if typed else [], seen_by=current_person())
    known = {"areas": list(Area), "industries": list(Industry), "namesakes": namesakes}
    return render_template("identifications/new.html", **known, **_offered())


@bp.post("/identifications")
@access.signed_in
@form_on("identifications.new")
def notice() -> Response:
    """Make a practice known before anything of it is written."""
    naming, noticing = (
        naming_of(request.form, language=language()),
        Noticing.parse(request.form),
    )
    practice = actions.notice_practice(naming, noticing, by=current_person())
    flash(gettext("Noticed. Search finds it already, although nothing is written yet."))
    return redirect(url_for("cycle.practice", slug=practice.slug))


@bp.get("/practices/<slug>/identifications")
@access.signed_in
def of_practice(slug: str) -> str:
    """Show who noticed a practice, from where and why."""
    practice = practice_by_slug(slug, seen_by=current_person())
    layout = f"layout/{'partial' if 'HX-Request' in request.headers else 'page'}.html"
    found = identifications_of(practice)
    return render_template(
        "identifications/of_practice.html", practice=practice, found=found, layout=layout
    )


@bp.get("/practices/<slug>/identifications/new")
@access.signed_in
def again(slug: str) -> str:
    """Ask what somebody else, or oneself, noticed of a practice that has its name."""
    practice = practice_by_slug(slug, seen_by=current_person())
    held = holders_of(practice)
    return render_template(
        "identifications/again.html", practice=practice, holders=held, **_offered()
    )


@bp.post("/practices/<slug>/identifications")
@access.signed_in
@form_on("identifications.again")
def add(slug: str) -> Response:
    """Add what one noticed to a practice."""
    noticing, person = Noticing.parse(request.form), current_person()
    actions.notice_again(practice_by_slug(slug, seen_by=person), noticing, by=person)
    flash(gettext("Added to what others have noticed of this."))
    return redirect(url_for("cycle.practice", slug=slug))


@bp.post("/practices/<slug>/holders")
@access.authors
def declare(slug: str) -> Response:
    """Become the holder of a practice that has none."""
    person = current_person()
    actions.claim_practice(practice_by_slug(slug, seen_by=person), by=person)
    flash(gettext("Noted: this is your knowledge. Colleagues now find you by it."))
    return redirect(url_for("cycle.practice", slug=slug))


@bp.post("/practices/<slug>/holders/me/confirmation")
@access.signed_in
def confirm(slug: str) -> Response:
    """Say that it is one's own knowledge, as others said."""
    person = current_person()
    actions.confirm_carrier(practice_by_slug(slug, seen_by=person), by=person)
    flash(gettext("Noted: this is your knowledge. Colleagues now find you by it."))
    return redirect(url_for("cycle.my_page"))


@bp.post("/practices/<slug>/holders/me/refusal")
@access.signed_in
def refuse(slug: str) -> Response:
    """Say that it is not one's own knowledge."""
    person = current_person()
    actions.refuse_carrier(practice_by_slug(slug, seen_by=person), by=person)
    flash(gettext("Your name is gone from there. What was noticed stays."))
    return redirect(url_for("cycle.my_page"))


def _offered() -> dict[str, object]:
    """Return what both forms offer to choose from."""
    return {"colleagues": colleagues(), "triggers": list(Trigger)}
