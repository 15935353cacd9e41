"""Sticky notes: writing, rewording, deleting and moving them."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.document.boards import actions
from kb.document.boards.forms import Placing, note_text
from kb.document.boards.models import Board, BoardNote
from kb.document.boards.queries import board_by_id, group_on, note_on, note_still_on
from kb.document.boards.views import limits
from kb.people.models import Person
from kb.people.signed_in import current_person
from kb.web import access
from kb.web.languages import language
from kb.web.refusals import form_on

bp = Blueprint("board_notes", __name__, url_prefix="/boards/<int:number>/notes")


@bp.post("")
@access.signed_in
@form_on("boards.board")
def write(number: int) -> Response:
    """Put a note up."""
    me, text = current_person(), note_text(request.form, limits())
    board = board_by_id(number, seen_by=me)
    actions.write_note(board, text, by=me, language=language(), limits=limits())
    flash(gettext("Your note hangs on the board."))
    return redirect(url_for("boards.board", number=number, _anchor="write"))


@bp.get("/<int:note>")
@access.signed_in
def edit(number: int, note: int) -> str:
    """Show one's own note to be reworded; one that is gone can be written anew."""
    me = current_person()
    board = board_by_id(number, seen_by=me)
    found = note_still_on(board, note)
    if found and found.author_id != me.id:
        found.refuse_change(by=me)
    return render_template("boards/note.html", board=board, note=found, limits=limits())


@bp.post("/<int:note>")
@access.signed_in
@form_on("board_notes.edit")
def reword(number: int, note: int) -> Response:
    """Say one's own note otherwise."""
    text = note_text(request.form, limits())
    board, found, me = _found(number, note)
    actions.reword_note(board, found, text, by=me)
    flash(gettext("Your note is reworded."))
    return _back(board, found)


@bp.post("/<int:note>/removal")
@access.signed_in
@form_on("board_notes.edit")
def delete(number: int, note: int) -> Response:
    """Take one's own note down for good."""
    board, found, me = _found(number, note)
    actions.delete_note(board, found, by=me)
    flash(gettext("Your note is deleted."))
    return redirect(url_for("boards.board", number=number))


@bp.post("/<int:note>/place")
@access.signed_in
@form_on("boards.board")
def place(number: int, note: int) -> Response:
    """Move a note into a group, out of it, or onto the discard pile."""
    board, found, me = _found(number, note)
    before = actions.place_note(board, found, Placing.parse(request.form), by=me)
    flash(" ".join([_told(board, found), *_meanwhile(before)]))
    return _back(board, found)


def _found(number: int, note: int) -> tuple[Board, BoardNote, Person]:
    me = current_person()
    board = board_by_id(number, seen_by=me)
    return board, note_on(board, note), me


def _back(board: Board, note: BoardNote) -> Response:
    return redirect(url_for("boards.board", number=board.id, _anchor=f"note-{note.id}"))


def _told(board: Board, note: BoardNote) -> str:
    if note.discarded_at:
        return str(gettext("The note is among the discarded ones."))
    if note.group_id is None:
        return str(gettext("The note is in no group."))
    name = group_on(board, note.group_id).name
    return str(gettext("The note is in the group: %(name)s.", name=name))


def _meanwhile(before: Person | None) -> list[str]:
    if before is None:
        return []
    told = gettext("%(name)s moved it just before you; your move counts.", name=before.name)
    return [str(told)]
