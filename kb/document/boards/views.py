"""Workshop boards: which there are, asking something, and the wall with its notes."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.document.boards import actions
from kb.document.boards.forms import Invitation, Limits
from kb.document.boards.models import Board, BoardState
from kb.document.boards.queries import BoardShelf, board_by_id, boards_on
from kb.document.boards.removing import may_remove
from kb.document.boards.walls import wall_of
from kb.foundation.words import N_
from kb.people.queries import colleagues
from kb.people.signed_in import current_person
from kb.practices.models import Area, Audience
from kb.web import access
from kb.web.installation import settings
from kb.web.languages import language
from kb.web.paging import asked_page
from kb.web.refusals import form_on

bp = Blueprint("boards", __name__, url_prefix="/boards")

MOVED_ON = {
    BoardState.OPEN: N_("The board takes notes again. What was grouped stays as it is."),
    BoardState.GROUPING: N_("Grouping has begun. Everybody who sees the board can move notes."),
    BoardState.CLOSED: N_("The board is closed. It stays here to be read."),
}


@bp.get("")
@access.signed_in
def boards() -> str:
    """Show the boards one may see: going on, one's own, closed."""
    asked = request.args.get("shelf", "")
    shelf = BoardShelf(asked) if asked in set(BoardShelf) else BoardShelf.GOING
    page = boards_on(shelf, seen_by=current_person(), page=asked_page(request.args.get("page")))
    return render_template(
        "boards/boards.html", page=page, shelf=shelf, shelves=list(BoardShelf)
    )


@bp.get("/new")
@access.authors
def new() -> str:
    """Ask what the workshop is to answer, and who."""
    return _asking(None)


@bp.post("")
@access.authors
@form_on("boards.new")
def open_board() -> Response:
    """Open a board; who opens it runs it."""
    asked = Invitation.parse(request.form, request.form.getlist("people"))
    board = actions.open_board(asked, by=current_person(), language=language())
    flash(gettext("The board is open. Those whom it is for find it among the boards."))
    return redirect(url_for("boards.board", number=board.id))


@bp.get("/<int:number>")
@access.signed_in
def board(number: int) -> str:
    """Show a board with everything that hangs on it."""
    me = current_person()
    found = board_by_id(number, seen_by=me)
    return render_template(
        "boards/board.html",
        wall=wall_of(found, seen_by=me),
        board=found,
        limits=limits(),
        removable=may_remove(found, me),
    )


@bp.get("/<int:number>/wall")
@access.signed_in
def wall(number: int) -> str:
    """Show the wall alone, to a page that has ``seen`` fewer changes; else nothing."""
    me = current_person()
    found = board_by_id(number, seen_by=me)
    if request.args.get("seen") == str(found.changes):
        return ""
    return render_template("boards/wall.html", wall=wall_of(found, seen_by=me))


@bp.get("/<int:number>/question")
@access.authors
def question(number: int) -> str:
    """Show what the board asks and whom, to be said anew."""
    return _asking(board_by_id(number, seen_by=current_person()))


@bp.post("/<int:number>/question")
@access.authors
@form_on("boards.question")
def ask_anew(number: int) -> Response:
    """Say anew what the board asks, and whom."""
    asked = Invitation.parse(request.form, request.form.getlist("people"))
    me = current_person()
    actions.ask_anew(board_by_id(number, seen_by=me), asked, by=me)
    flash(gettext("The board asks this now."))
    return redirect(url_for("boards.board", number=number))


@bp.post("/<int:number>/state/<any(open, grouping, closed):state>")
@access.signed_in
@form_on("boards.board")
def move_on(number: int, state: str) -> Response:
    """Begin to group, close, or open again."""
    me, wanted = current_person(), BoardState(state)
    actions.move_on(board_by_id(number, seen_by=me), wanted, by=me)
    flash(gettext(MOVED_ON[wanted]))
    return redirect(url_for("boards.board", number=number))


def limits() -> Limits:
    """Return how much a board holds in this installation."""
    found = settings()
    return Limits(notes=found.board_notes, characters=found.board_characters)


def _asking(board: Board | None) -> str:
    me = current_person()
    others = [one for one in colleagues() if one.id != me.id]
    choices = {"areas": list(Area), "audiences": list(Audience), "others": others}
    return render_template("boards/question.html", board=board, **choices)
