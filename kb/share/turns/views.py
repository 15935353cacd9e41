"""Pages of covering and rotation: mine, a new one, and one of them."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.foundation.errors import InvalidError
from kb.foundation.numbers import whole_numbers
from kb.people.queries import colleagues
from kb.people.signed_in import current_person
from kb.share.repertoire.forms import Aim, Judgement
from kb.share.repertoire.views import goal
from kb.share.turns import actions, queries
from kb.share.turns.forms import Period, TurnPlan, line
from kb.share.turns.models import TurnKind
from kb.web import access
from kb.web.languages import language
from kb.web.paging import asked_page
from kb.web.refusals import form_on

bp = Blueprint("turns", __name__, url_prefix="/turns")


@bp.get("")
@access.signed_in
def turns() -> str:
    """Show when I covered or rotated, or somebody for me; to a coordinator all of them."""
    page = asked_page(request.args.get("page"))
    return render_template(
        "turns/turns.html", page=queries.turns(seen_by=current_person(), page=page)
    )


@bp.get("/new")
@access.signed_in
def new() -> str:
    """Ask who and when, now that there is a goal; else ask for the goal."""
    try:
        aim = Aim.parse(request.values)
    except InvalidError:
        return goal()
    asked = request.values.get("kind", "")
    kind = TurnKind(asked) if asked in set(TurnKind) else TurnKind.COVERING
    return render_template("turns/new.html", aim=aim, kind=kind, people=colleagues())


@bp.post("")
@access.signed_in
@form_on("turns.new")
def plan() -> Response:
    """Plan a turn; the other one is told."""
    told = TurnPlan.parse(request.form)
    turn = actions.plan_turn(told, by=current_person(), language=language())
    flash(gettext("Planned. The other one is told; hand the things over together."))
    return _back(turn.id)


@bp.get("/<int:number>")
@access.signed_in
def turn(number: int) -> str:
    """Show one turn with its list."""
    me = current_person()
    found = queries.turn_by_id(number, seen_by=me)
    practices = queries.practices_of(found, seen_by=me)
    choices = queries.practices_to_take_over(found.owner, found.doer, seen_by=me)
    return render_template("turns/turn.html", turn=found, practices=practices, choices=choices)


@bp.post("/<int:number>/period")
@access.signed_in
@form_on("turns.turn")
def move(number: int) -> Response:
    """Change its days."""
    period, me = Period.parse(request.form), current_person()
    actions.move_turn(queries.turn_by_id(number, seen_by=me), period, by=me)
    flash(gettext("The days are changed. The other one is told."))
    return _back(number)


@bp.post("/<int:number>/practices")
@access.signed_in
@form_on("turns.turn")
def take_over(number: int) -> Response:
    """Say what the doer does meanwhile."""
    chosen, me = whole_numbers(request.form.getlist("practices")), current_person()
    actions.take_over(queries.turn_by_id(number, seen_by=me), chosen, by=me)
    flash(gettext("Saved."))
    return _back(number)


@bp.post("/<int:number>/items")
@access.signed_in
@form_on("turns.turn")
def list_item(number: int) -> Response:
    """Put one more thing on the list."""
    words, me = line(request.form, "words"), current_person()
    actions.list_item(queries.turn_by_id(number, seen_by=me), words, by=me)
    return _back(number)


@bp.post("/<int:number>/items/<int:item>/handover")
@access.signed_in
def hand_over(number: int, item: int) -> Response:
    """Say that a thing is handed over."""
    me = current_person()
    found = queries.turn_by_id(number, seen_by=me)
    actions.hand_over_item(found, queries.item_of(found, item), by=me)
    return _back(number)


@bp.post("/<int:number>/items/<int:item>/return")
@access.signed_in
def take_back(number: int, item: int) -> Response:
    """Say that a thing is taken back, and what happened to it."""
    told, me = line(request.form, "told_back"), current_person()
    found = queries.turn_by_id(number, seen_by=me)
    actions.take_back_item(found, queries.item_of(found, item), told, by=me)
    return _back(number)


@bp.post("/<int:number>/acknowledgement")
@access.signed_in
def acknowledge(number: int) -> Response:
    """Say that it was so."""
    me = current_person()
    actions.acknowledge_turn(queries.turn_by_id(number, seen_by=me), by=me)
    flash(gettext("Acknowledged. It counts when both of you have said so."))
    return _back(number)


@bp.post("/<int:number>/judgement")
@access.signed_in
@form_on("turns.turn")
def judge(number: int) -> Response:
    """Judge the goal, and the means against it."""
    judgement, me = Judgement.parse(request.form), current_person()
    actions.judge_turn(queries.turn_by_id(number, seen_by=me), judgement, by=me)
    flash(gettext("The goal is judged."))
    return _back(number)


@bp.post("/<int:number>/cancellation")
@access.signed_in
def cancel(number: int) -> Response:
    """Say that it does not take place."""
    me = current_person()
    actions.cancel_turn(queries.turn_by_id(number, seen_by=me), by=me)
    flash(gettext("Cancelled. The other one is told."))
    return _back(number)


def _back(number: int) -> Response:
    return redirect(url_for("turns.turn", number=number))
