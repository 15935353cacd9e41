"""Planning a guided talk, agreeing to it, and seeing how far it has come."""

from datetime import timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.document.elicitation import actions
from kb.document.elicitation.forgetting import withdraw
from kb.document.elicitation.forms import Plan
from kb.document.elicitation.guides import GUIDES, MINUTES, ConsentHeading, consent_words
from kb.document.elicitation.queries import (
    answers_in,
    disagreements_in,
    elicitation_by_id,
    elicitations_of,
)
from kb.document.revisions.forms import number_of
from kb.foundation import clock
from kb.identify.carriers.queries import holders_of
from kb.identify.needs.queries import need_by_id
from kb.people.queries import colleagues
from kb.people.signed_in import current_person
from kb.practices.queries import practice_by_slug
from kb.web import access
from kb.web.installation import settings
from kb.web.languages import language
from kb.web.refusals import form_on

bp = Blueprint("elicitation", __name__, url_prefix="/interviews")


@bp.get("")
@access.signed_in
def mine() -> str:
    """Show one's own talks: asked for, under way, over."""
    found = elicitations_of(current_person())
    return render_template("elicitation/mine.html", elicitations=found)


@bp.get("/new")
@access.authors
def new() -> str:
    """Ask whom to ask about what, and what they are told of it."""
    asked, me = request.values, current_person()
    slug, need = asked.get("practice", ""), number_of(asked.get("need", ""))
    practice = practice_by_slug(slug, seen_by=me) if slug else None
    return render_template(
        "elicitation/new.html",
        practice=practice,
        need=need_by_id(need, seen_by=me) if need else None,
        holders=[one.id for one in holders_of(practice)] if practice else [],
        **_choices(),
    )


@bp.post("")
@access.authors
@form_on("elicitation.new")
def plan() -> Response:
    """Ask for it; it waits for their yes."""
    planned = Plan.parse(request.form, request.form.getlist("carriers"))
    elicitation = actions.plan_elicitation(planned, by=current_person())
    flash(gettext("Asked. You can begin when everybody has said yes on their own page."))
    return redirect(url_for("elicitation.one", number=elicitation.id))


@bp.get("/<int:number>")
@access.signed_in
def one(number: int) -> str:
    """Show one talk to those who take part: what was agreed, said and made of it."""
    found = elicitation_by_id(number, seen_by=current_person())
    return render_template(
        "elicitation/one.html",
        elicitation=found,
        answers=answers_in(found),
        disagreements=disagreements_in(found),
        headings=list(ConsentHeading),
        minutes=sum(MINUTES[phase] for phase in found.phases),
    )


@bp.post("/<int:number>/consent")
@access.signed_in
@form_on("elicitation.one")
def agree(number: int) -> Response:
    """Say yes."""
    person = current_person()
    actions.agree(elicitation_by_id(number, seen_by=person), by=person)
    flash(gettext("You said yes. You can take it back at any time on this page."))
    return redirect(url_for("elicitation.one", number=number))


@bp.post("/<int:number>/withdrawal")
@access.signed_in
@form_on("elicitation.one")
def take_back(number: int) -> Response:
    """Say no, or take one's yes back."""
    person = current_person()
    withdraw(elicitation_by_id(number, seen_by=person), by=person)
    flash(gettext("Your consent is withdrawn and the answers are deleted."))
    return redirect(url_for("elicitation.one", number=number))


@bp.post("/<int:number>/pause")
@access.signed_in
@form_on("elicitation.one")
def pause(number: int) -> Response:
    """Break it off; nothing is lost."""
    person = current_person()
    actions.set_aside(elicitation_by_id(number, seen_by=person), by=person)
    flash(gettext("Set aside. The answers are kept, and you can go on with it."))
    return redirect(url_for("elicitation.one", number=number))


@bp.post("/<int:number>/resumption")
@access.signed_in
@form_on("elicitation.one")
def resume(number: int) -> Response:
    """Go on with it."""
    person = current_person()
    actions.go_on(elicitation_by_id(number, seen_by=person), by=person)
    return redirect(url_for("talking.talk", number=number))


def _choices() -> dict[str, object]:
    me = current_person()
    return {
        "guides": GUIDES,
        "colleagues": [one for one in colleagues() if one.id != me.id],
        "carriers": [n for one in request.values.getlist("carriers") if (n := number_of(one))],
        "headings": list(ConsentHeading),
        "consent": consent_words(language()),
        "delete_on": clock.today() + timedelta(days=settings().interview_days),
    }
