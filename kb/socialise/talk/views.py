"""Asking the person who can, answering, and reading the answer."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.people.queries import colleagues, person_by_id
from kb.people.signed_in import current_person
from kb.practices.queries import practice_by_slug
from kb.socialise.talk.actions import answer as answer_question
from kb.socialise.talk.actions import ask as ask_person
from kb.socialise.talk.actions import note_read
from kb.socialise.talk.forms import Asking, parse_answer
from kb.socialise.talk.pieces import in_pieces
from kb.socialise.talk.queries import practice_asked_about, question_by_id
from kb.web import access
from kb.web.refusals import form_on

bp = Blueprint("talk", __name__)


@bp.get("/ask")
@access.signed_in
def ask() -> str:
    """Ask whom to ask and what; ``person`` and ``practice`` may be given."""
    me, slug = current_person(), request.values.get("practice", "")
    named = request.values.getlist("person")
    others = [person for person in colleagues() if person.id != me.id]
    offered = [person for person in others if str(person.id) in named]
    practice = practice_by_slug(slug, seen_by=me) if slug else None
    return render_template("talk/ask.html", others=others, offered=offered, practice=practice)


@bp.post("/questions")
@access.signed_in
@form_on("talk.ask")
def put() -> Response:
    """Put the question on the other's own page."""
    asking, me = Asking.parse(request.form), current_person()
    about = practice_by_slug(asking.practice, seen_by=me) if asking.practice else None
    person = person_by_id(asking.asked)
    question = ask_person(asking.text, of=person, by=me, about=about)
    flash(gettext("Asked. The answer comes to My page. Asked of: %(name)s", name=person.name))
    return redirect(url_for("talk.question", number=question.id))


@bp.get("/questions/<int:number>")
@access.signed_in
def question(number: int) -> str:
    """Show a question and its answer to the two people."""
    me = current_person()
    found = question_by_id(number, seen_by=me)
    here = colleagues()
    return render_template(
        "talk/question.html",
        question=found,
        practice=practice_asked_about(found, seen_by=me),
        asked=in_pieces(found.text, here),
        answered=in_pieces(found.answer or "", here),
    )


@bp.post("/questions/<int:number>/answer")
@access.signed_in
@form_on("talk.question")
def answer(number: int) -> Response:
    """Answer what was asked of me."""
    text, me = parse_answer(request.form), current_person()
    found = question_by_id(number, seen_by=me)
    answer_question(found, text, by=me)
    flash(gettext("Answered. Now on the asker's page: %(name)s", name=found.asker.name))
    return redirect(url_for("talk.question", number=number))


@bp.post("/questions/<int:number>/seen")
@access.signed_in
def seen(number: int) -> Response:
    """Take a read answer off my page."""
    me = current_person()
    note_read(question_by_id(number, seen_by=me), by=me)
    flash(gettext("The answer is read. You find it again at this address."))
    return redirect(url_for("talk.question", number=number))
