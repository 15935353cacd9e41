"""Deleting a practice, the trash, and putting it back."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.cycle.trash import queries
from kb.cycle.trash.actions import put_back, remove_practice
from kb.cycle.trash.forms import reason_in
from kb.cycle.trash.hanging import hanging_on
from kb.document.boards.queries import removed_boards
from kb.foundation.errors import NotAllowedError
from kb.people.signed_in import current_person
from kb.practices.queries import practice_by_slug
from kb.web import access
from kb.web.flashes import flash_undo
from kb.web.installation import settings
from kb.web.paging import asked_page
from kb.web.refusals import form_on

bp = Blueprint("trash", __name__)


@bp.get("/trash")
@access.signed_in
def trash() -> str:
    """Show what was deleted and can still be put back."""
    number, me = asked_page(request.args.get("page")), current_person()
    page = queries.removals(number, seen_by=me)
    boards = removed_boards(me) if page.number == 1 else ()
    days = settings().trash_days
    return render_template("trash/trash.html", page=page, boards=boards, days=days)


@bp.get("/practices/<slug>/removal")
@access.signed_in
def removal(slug: str) -> str:
    """Say what hangs on a practice, and ask why it is deleted."""
    me = current_person()
    practice = practice_by_slug(slug, seen_by=me)
    if not queries.may_remove(practice, me):
        raise NotAllowedError("trash.not_yours")
    hangs, days = hanging_on(practice, seen_by=me), settings().trash_days
    return render_template("trash/removal.html", practice=practice, hangs=hangs, days=days)


@bp.post("/practices/<slug>/removal")
@access.signed_in
@form_on("trash.removal")
def remove(slug: str) -> Response:
    """Put it in the trash."""
    reason, by = reason_in(request.form), current_person()
    remove_practice(practice_by_slug(slug, seen_by=by), reason, by=by)
    said = gettext("Deleted. It waits in the trash for a while.")
    flash_undo(said, url_for("trash.restore", slug=slug))
    return redirect(url_for("trash.trash"))


@bp.post("/trash/<slug>/restoration")
@access.signed_in
def restore(slug: str) -> Response:
    """Put it back."""
    by = current_person()
    put_back(queries.removal_of(slug, seen_by=by), by=by)
    flash(gettext("Put back, with everything that hangs on it."))
    return redirect(url_for("cycle.practice", slug=slug))
