"""Deciding first, reading the carrier's reasoning after, and grading oneself."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.internalise.situations.actions import (
    grade_oneself,
    put_off,
    rehearse,
    stop_rehearsing,
)
from kb.internalise.situations.forms import parse_answer, parse_grade
from kb.internalise.situations.queries import asked_today, rehearsed_by, situation_asked
from kb.internalise.situations.scheduling import Grade
from kb.people.signed_in import current_person
from kb.practices.queries import practice_by_slug
from kb.web import access
from kb.web.refusals import form_on
from kb.web.templating import day

bp = Blueprint("rehearsals", __name__)


@bp.get("/situations")
@access.signed_in
def today() -> str:
    """Show what is asked of oneself today, and which practices one wishes to rehearse."""
    me = current_person()
    return render_template(
        "situations/today.html", asked=asked_today(me), practices=rehearsed_by(me)
    )


@bp.get("/situations/<int:number>")
@access.signed_in
def decide(number: int) -> str:
    """Tell the situation and ask what one would do."""
    situation = situation_asked(current_person(), number)
    return render_template("situations/decide.html", situation=situation)


@bp.post("/situations/<int:number>/reasoning")
@access.signed_in
@form_on("rehearsals.decide")
def reasoning(number: int) -> str:
    """Show the carrier's reasoning beside one's own words, which are kept nowhere."""
    situation = situation_asked(current_person(), number)
    answer = parse_answer(request.form)
    return render_template(
        "situations/reasoning.html", situation=situation, answer=answer, grades=Grade
    )


@bp.post("/situations/<int:number>/grade")
@access.signed_in
@form_on("rehearsals.decide")
def grade(number: int) -> Response:
    """Say how one's own decision stood, and hear when it comes again."""
    me = current_person()
    situation = situation_asked(me, number)
    recall = grade_oneself(situation, parse_grade(request.form), by=me)
    flash(gettext("It comes again on %(day)s.", day=day(recall.due_on)))
    return redirect(url_for("rehearsals.today"))


@bp.post("/situations/<int:number>/postponement")
@access.signed_in
def postpone(number: int) -> Response:
    """Let it come another day."""
    me = current_person()
    put_off(situation_asked(me, number), by=me)
    flash(gettext("It comes another day. Nothing was noted."))
    return redirect(url_for("rehearsals.today"))


@bp.post("/practices/<slug>/rehearsal")
@access.signed_in
@form_on("situations.of_practice")
def begin(slug: str) -> Response:
    """Wish to be asked about a practice."""
    me = current_person()
    rehearse(practice_by_slug(slug, seen_by=me), by=me)
    flash(gettext("Its situations come to your own page, at most three a day in all."))
    return redirect(url_for("rehearsals.today"))


@bp.post("/practices/<slug>/rehearsal/removal")
@access.signed_in
def stop(slug: str) -> Response:
    """Be asked no more."""
    me = current_person()
    stop_rehearsing(practice_by_slug(slug, seen_by=me), by=me)
    flash(gettext("You are asked no more. What was scheduled for you is deleted."))
    return redirect(url_for("rehearsals.today"))
