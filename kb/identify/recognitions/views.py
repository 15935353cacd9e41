"""Recognising what somebody can do, and taking one's own words back."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.identify.carriers.queries import carriers_of
from kb.identify.recognitions.actions import recognise, take_back
from kb.identify.recognitions.forms import Acknowledgement
from kb.identify.recognitions.models import RecognitionView
from kb.identify.recognitions.queries import recognition_by_id
from kb.people.signed_in import current_person
from kb.practices.queries import practice_by_slug
from kb.web import access
from kb.web.refusals import form_on

bp = Blueprint("recognitions", __name__)


@bp.get("/practices/<slug>/recognitions/new")
@access.signed_in
def new(slug: str) -> str:
    """Ask whose knowledge is recognised, and why."""
    practice = practice_by_slug(slug, seen_by=current_person())
    return render_template(
        "recognitions/new.html",
        practice=practice,
        carriers=[carrier.person for carrier in carriers_of(practice)],
        viewpoints=list(RecognitionView),
    )


@bp.post("/practices/<slug>/recognitions")
@access.signed_in
@form_on("recognitions.new")
def give(slug: str) -> Response:
    """Recognise what a carrier can do."""
    person, said = current_person(), Acknowledgement.parse(request.form)
    recognise(practice_by_slug(slug, seen_by=person), said, by=person)
    flash(gettext("Your recognition stands on the practice and on the carrier's own page."))
    return redirect(url_for("cycle.practice", slug=slug, _anchor="recognitions"))


@bp.post("/recognitions/<int:number>/removal")
@access.signed_in
def withdraw(number: int) -> Response:
    """Take back what one said oneself."""
    person = current_person()
    recognition = recognition_by_id(number, seen_by=person)
    slug = recognition.practice.slug
    take_back(recognition, by=person)
    flash(gettext("Your recognition was taken back."))
    return redirect(url_for("cycle.practice", slug=slug))
