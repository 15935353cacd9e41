"""Pages of paths: look for one, walk it, follow it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.internalise.paths.actions import follow_path, leave_path
from kb.internalise.paths.forms import PathsFor
from kb.internalise.paths.models import PathRole
from kb.internalise.paths.queries import path_by_id, paths_for, walk_of, walks_of
from kb.people.models import Industry
from kb.people.signed_in import current_person
from kb.web import access

bp = Blueprint("paths", __name__, url_prefix="/paths")

KINDS = {"role": list(PathRole), "industry": list(Industry)}


@bp.get("")
@access.signed_in
def paths() -> str:
    """Show every path, by whom it is for and by industry."""
    chosen, me = PathsFor.parse(request.args), current_person()
    return render_template(
        "paths/paths.html",
        paths=paths_for(chosen),
        followed={one.path.id: one for one in walks_of(me, seen_by=me)},
        chosen=chosen,
        kinds=KINDS,
    )


@bp.get("/<int:number>")
@access.signed_in
def path(number: int) -> str:
    """Show a path with how far oneself has come, the next step first."""
    me = current_person()
    walk = walk_of(path_by_id(number), me, seen_by=me)
    return render_template("paths/path.html", walk=walk, path=walk.path)


@bp.post("/<int:number>/following")
@access.signed_in
def follow(number: int) -> Response:
    """Have its next step on one's own page."""
    follow_path(path_by_id(number), by=current_person())
    flash(gettext("The next step stands on your own page."))
    return redirect(url_for("paths.path", number=number))


@bp.post("/<int:number>/following/removal")
@access.signed_in
def leave(number: int) -> Response:
    """Follow it no more."""
    leave_path(path_by_id(number), by=current_person())
    flash(gettext("You follow the path no more. What you have read and tried stays."))
    return redirect(url_for("paths.path", number=number))
