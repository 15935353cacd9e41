"""Deleting a board and putting it back, in the browser."""

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.document.boards.queries import board_by_id
from kb.document.boards.removing import remove_board, restore_board
from kb.people.signed_in import current_person
from kb.web import access
from kb.web.flashes import flash_undo
from kb.web.refusals import form_on

bp = Blueprint("board_trash", __name__, url_prefix="/boards/<int:number>")


@bp.post("/removal")
@access.signed_in
@form_on("boards.board")
def remove(number: int) -> Response:
    """Delete a board; the answer can be taken back."""
    me = current_person()
    remove_board(board_by_id(number, seen_by=me), by=me)
    undo = url_for("board_trash.restore", number=number)
    flash_undo(gettext("The board is deleted."), undo)
    return redirect(url_for("boards.boards"))


@bp.post("/restoration")
@access.signed_in
def restore(number: int) -> Response:
    """Put it back."""
    restore_board(number, by=current_person())
    flash(gettext("The board is back, with its notes."))
    return redirect(url_for("boards.board", number=number))
