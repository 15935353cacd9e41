"""Reading what one was told, and being done with it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.notices import queries
from kb.notices.actions import see_all
from kb.people.signed_in import current_person
from kb.web import access
from kb.web.paging import asked_page

bp = Blueprint("notices", __name__, url_prefix="/notices")


@bp.get("")
@access.signed_in
def notices() -> str:
    """Show what one was told, newest first."""
    page = queries.notices_of(current_person(), asked_page(request.args.get("page")))
    return render_template("notices/notices.html", page=page)


@bp.post("/<int:number>/opening")
@access.signed_in
def open_notice(number: int) -> Response:
    """Go to what a notice is about; it is new no longer."""
    me = current_person()
    notice = queries.notice_by_id(number, seen_by=me)
    notice.be_seen(by=me)
    sight = queries.sight_of(notice, seen_by=me)
    if sight is None:
        return redirect(url_for("notices.notices"))
    return redirect(url_for(sight.endpoint, **sight.values))  # type: ignore[arg-type]


@bp.post("/seen")
@access.signed_in
def seen() -> Response:
    """Be done with everything one was told so far."""
    see_all(by=current_person())
    flash(gettext("Nothing is new any more. What you were told stays in the list."))
    return redirect(url_for("notices.notices"))
