"""Reading what is asked, and minding it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.context.questions.actions import (
    add_question,
    move_question,
    remove_question,
    restore_questions,
    reword_question,
)
from kb.context.questions.forms import Asking
from kb.context.questions.models import Heading, phases_of
from kb.context.questions.queries import (
    all_questions,
    question_in,
    questions_of,
    reworded_sets,
    set_named,
)
from kb.people.signed_in import current_person
from kb.web import access
from kb.web.refusals import form_on

bp = Blueprint("questions", __name__, url_prefix="/question-sets")

WAYS = {"up": -1, "down": 1}


@bp.get("")
@access.signed_in
def sets() -> str:
    """Show every set, with what it is for."""
    return render_template("questions/sets.html", sets=all_questions(), own=reworded_sets())


@bp.get("/<name>")
@access.signed_in
def one_set(name: str) -> str:
    """Show what one set asks, and in which order."""
    which = set_named(name)
    return render_template(
        "questions/set.html",
        which=which,
        questions=questions_of(which),
        phases=phases_of(which),
        own=which in reworded_sets(),
    )


@bp.get("/<name>/new")
@access.admins
def new(name: str) -> str:
    """Ask for one question more."""
    return _form(name, None)


@bp.post("/<name>")
@access.admins
@form_on("questions.new")
def add(name: str) -> Response:
    """Take a question into the set."""
    which = set_named(name)
    question = add_question(which, Asking.parse(request.form, which), by=current_person())
    flash(gettext("The question is asked from now on."))
    return redirect(url_for("questions.one_set", name=name, _anchor=f"q-{question.key}"))


@bp.get("/<name>/<key>/edit")
@access.admins
def edit(name: str, key: str) -> str:
    """Ask how to put the question."""
    return _form(name, key)


@bp.post("/<name>/<key>")
@access.admins
@form_on("questions.edit")
def reword(name: str, key: str) -> Response:
    """Ask the same thing in other words."""
    which = set_named(name)
    asking = Asking.parse(request.form, which)
    reword_question(which, key, asking, by=current_person())
    flash(gettext("Asked like this from now on. Earlier answers keep what was asked of them."))
    return redirect(url_for("questions.one_set", name=name, _anchor=f"q-{key}"))


@bp.post("/<name>/<key>/place/<any(up, down):way>")
@access.admins
def move(name: str, key: str, way: str) -> Response:
    """Ask it earlier or later."""
    move_question(set_named(name), key, steps=WAYS[way], by=current_person())
    return redirect(url_for("questions.one_set", name=name, _anchor=f"q-{key}"))


@bp.post("/<name>/<key>/removal")
@access.admins
@form_on("questions.one_set")
def remove(name: str, key: str) -> Response:
    """Ask it no more."""
    remove_question(set_named(name), key, by=current_person())
    flash(gettext("The question is asked no more. Its answers are kept."))
    return redirect(url_for("questions.one_set", name=name))


@bp.post("/<name>/restoration")
@access.admins
def restore(name: str) -> Response:
    """Ask again what came with the house."""
    restore_questions(set_named(name), by=current_person())
    flash(gettext("The questions are as they came. Answers given meanwhile are kept."))
    return redirect(url_for("questions.one_set", name=name))


def _form(name: str, key: str | None) -> str:
    which = set_named(name)
    return render_template(
        "questions/question.html",
        which=which,
        question=question_in(which, key) if key else None,
        headings=list(Heading),
        phases=phases_of(which),
    )
