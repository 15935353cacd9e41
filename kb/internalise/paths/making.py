"""Making a path: what it is for, its steps in order, deleting it and putting it back."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.internalise.paths.actions import (
    add_step,
    move_step,
    open_path,
    remove_path,
    remove_step,
    restore_path,
    restore_step,
    retitle_path,
    say_why,
)
from kb.internalise.paths.forms import PathAbout, StepReason, parse_practice
from kb.internalise.paths.models import LearningPath, PathRole
from kb.internalise.paths.queries import (
    path_by_id,
    practices_to_add,
    removed_step,
    step_of,
    steps_of,
)
from kb.people.models import Industry
from kb.people.signed_in import current_person
from kb.web import access
from kb.web.flashes import flash_undo
from kb.web.languages import language
from kb.web.refusals import form_on

bp = Blueprint("path_making", __name__, url_prefix="/paths")

WAYS = {"up": -1, "down": 1}


@bp.get("/new")
@access.authors
def new() -> str:
    """Ask what the path is for and for whom."""
    return _about(None)


@bp.post("")
@access.authors
@form_on("path_making.new")
def make() -> Response:
    """Begin a path."""
    about = PathAbout.parse(request.form)
    made = open_path(about, by=current_person(), language=language())
    flash(gettext("The path is there. Now choose its first practice."))
    return redirect(url_for("path_making.steps", number=made.id))


@bp.get("/<int:number>/edit")
@access.authors
def edit(number: int) -> str:
    """Ask anew what the path is for."""
    return _about(path_by_id(number))


@bp.post("/<int:number>")
@access.authors
@form_on("path_making.edit")
def retitle(number: int) -> Response:
    """Keep what the path is for."""
    about = PathAbout.parse(request.form)
    retitle_path(path_by_id(number), about, by=current_person())
    return redirect(url_for("path_making.steps", number=number))


@bp.get("/<int:number>/steps")
@access.authors
def steps(number: int) -> str:
    """Show the steps in order, and ask for one more."""
    found, me = path_by_id(number), current_person()
    return render_template(
        "paths/steps.html",
        path=found,
        steps=steps_of(found, seen_by=me),
        practices=practices_to_add(found, seen_by=me),
    )


@bp.post("/<int:number>/steps")
@access.authors
@form_on("path_making.steps")
def add(number: int) -> Response:
    """Let one more practice stand on the path."""
    practice, reason = parse_practice(request.form), StepReason.parse(request.form)
    step = add_step(path_by_id(number), practice, reason, by=current_person())
    flash(gettext("The step is on the path."))
    return _to_steps(number, f"step-{step.id}")


@bp.get("/<int:number>/steps/<int:which>")
@access.authors
def step(number: int, which: int) -> str:
    """Ask anew why the practice stands there."""
    found = step_of(path_by_id(number), which, seen_by=current_person())
    return render_template("paths/step.html", path=found.path, step=found)


@bp.post("/<int:number>/steps/<int:which>")
@access.authors
@form_on("path_making.step")
def reword(number: int, which: int) -> Response:
    """Keep why the practice stands there."""
    reason, me = StepReason.parse(request.form), current_person()
    say_why(step_of(path_by_id(number), which, seen_by=me), reason, by=me)
    return _to_steps(number, f"step-{which}")


@bp.post("/<int:number>/steps/<int:which>/place/<any(up, down):way>")
@access.authors
def move(number: int, which: int, way: str) -> Response:
    """Let a step change places with its neighbour."""
    me = current_person()
    move_step(step_of(path_by_id(number), which, seen_by=me), places=WAYS[way], by=me)
    return _to_steps(number, f"step-{which}")


@bp.post("/<int:number>/steps/<int:which>/removal")
@access.authors
def take_off(number: int, which: int) -> Response:
    """Take a step off the path; the answer can be taken back."""
    me = current_person()
    remove_step(step_of(path_by_id(number), which, seen_by=me), by=me)
    undo = url_for("path_making.put_back", number=number, which=which)
    flash_undo(gettext("The step is off the path."), undo)
    return _to_steps(number)


@bp.post("/<int:number>/steps/<int:which>/restoration")
@access.authors
def put_back(number: int, which: int) -> Response:
    """Put a step back where it was."""
    me = current_person()
    restore_step(removed_step(path_by_id(number), which, seen_by=me), by=me)
    return _to_steps(number, f"step-{which}")


@bp.post("/<int:number>/removal")
@access.authors
def remove(number: int) -> Response:
    """Delete a path; the answer can be taken back."""
    remove_path(path_by_id(number), by=current_person())
    undo = url_for("path_making.restore", number=number)
    flash_undo(gettext("The path is deleted."), undo)
    return redirect(url_for("paths.paths"))


@bp.post("/<int:number>/restoration")
@access.authors
def restore(number: int) -> Response:
    """Put a deleted path back."""
    restore_path(number, by=current_person())
    flash(gettext("The path is back, with its steps."))
    return redirect(url_for("paths.path", number=number))


def _about(path: LearningPath | None) -> str:
    kinds = {"role": list(PathRole), "industry": list(Industry)}
    return render_template("paths/about.html", path=path, kinds=kinds)


def _to_steps(number: int, anchor: str = "steps") -> Response:
    return redirect(url_for("path_making.steps", number=number, _anchor=anchor))
