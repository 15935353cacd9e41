"""Groups of notes: naming, moving and dissolving them, and drafting a practice of one."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.document.boards import actions
from kb.document.boards.drafting import draft_from_group, source_by_id
from kb.document.boards.forms import DraftWish, Label, Placing
from kb.document.boards.models import Board, BoardGroup
from kb.document.boards.queries import board_by_id, group_on, group_still_on, notes_in
from kb.people.models import Person
from kb.people.queries import colleagues
from kb.people.signed_in import current_person
from kb.practices.queries import practices_by_ids, practices_to_choose
from kb.web import access
from kb.web.refusals import form_on

bp = Blueprint("board_groups", __name__, url_prefix="/boards")


@bp.post("/<int:number>/groups")
@access.signed_in
@form_on("boards.board")
def add(number: int) -> Response:
    """Name a new group."""
    me, label = current_person(), Label.parse(request.form)
    board = board_by_id(number, seen_by=me)
    actions.add_group(board, label, by=me)
    flash(gettext("The group is on the board: %(name)s.", name=label.name))
    return redirect(url_for("boards.board", number=number, _anchor="name"))


@bp.get("/<int:number>/groups/<int:group>")
@access.signed_in
def edit(number: int, group: int) -> str:
    """Show a group's name to be said otherwise; one that is gone can be named anew."""
    board = board_by_id(number, seen_by=current_person())
    found = group_still_on(board, group)
    return render_template("boards/group.html", board=board, group=found)


@bp.post("/<int:number>/groups/<int:group>")
@access.signed_in
@form_on("board_groups.edit")
def rename(number: int, group: int) -> Response:
    """Call a group otherwise."""
    label = Label.parse(request.form)
    board, found, _ = _found(number, group)
    actions.rename_group(board, found, label)
    flash(gettext("The group is called now: %(name)s.", name=label.name))
    return _back(board, found)


@bp.post("/<int:number>/groups/<int:group>/place")
@access.signed_in
@form_on("boards.board")
def place(number: int, group: int) -> Response:
    """Move a sub-group into an upper group, or out of it."""
    board, found, _ = _found(number, group)
    actions.place_group(board, found, Placing.parse(request.form))
    flash(_told(board, found))
    return _back(board, found)


@bp.post("/<int:number>/groups/<int:group>/removal")
@access.signed_in
@form_on("boards.board")
def dissolve(number: int, group: int) -> Response:
    """Let a group go; what was in it hangs on."""
    board, found, me = _found(number, group)
    actions.dissolve_group(board, found, by=me)
    flash(gettext("The group is dissolved. What was in it still hangs on the board."))
    return redirect(url_for("boards.board", number=number))


@bp.get("/<int:number>/groups/<int:group>/draft")
@access.authors
def drafting(number: int, group: int) -> str:
    """Ask what the draft of a group is to be called, and whose knowledge it is."""
    board, found, me = _found(number, group)
    return render_template(
        "boards/draft.html",
        board=board,
        group=found,
        notes=notes_in(found),
        practices=practices_to_choose(seen_by=me),
        others=[one for one in colleagues() if one.id != me.id],
    )


@bp.post("/<int:number>/groups/<int:group>/draft")
@access.authors
@form_on("board_groups.drafting", overtaken="boards.board")
def draft(number: int, group: int) -> Response:
    """Begin the draft, and go on writing it."""
    wish = DraftWish.parse(request.form)
    board, found, me = _found(number, group)
    made = draft_from_group(board, found, wish, by=me)
    practice = practices_by_ids([made.practice_id], seen_by=me)[0]
    flash(gettext("The notes are in your draft now. Write of them what one person can use."))
    return redirect(url_for("revisions.edit", slug=practice.slug, language=made.language))


@bp.get("/drafts/<int:number>")
@access.signed_in
def source(number: int) -> str:
    """Show the notes that a draft was made of, with who wrote them."""
    me = current_person()
    made = source_by_id(number, seen_by=me)
    practices = practices_by_ids([made.practice_id], seen_by=me)
    return render_template("boards/source.html", made=made, practices=practices)


def _found(number: int, group: int) -> tuple[Board, BoardGroup, Person]:
    me = current_person()
    board = board_by_id(number, seen_by=me)
    return board, group_on(board, group), me


def _back(board: Board, group: BoardGroup) -> Response:
    return redirect(url_for("boards.board", number=board.id, _anchor=f"group-{group.id}"))


def _told(board: Board, group: BoardGroup) -> str:
    if group.upper_id is None:
        return str(gettext("The sub-group is in no upper group."))
    name = group_on(board, group.upper_id).name
    return str(gettext("The sub-group is in the upper group: %(name)s.", name=name))
