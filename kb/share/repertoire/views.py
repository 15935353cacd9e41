"""The means there are, what an admin adds to them, and the way from a goal to a means."""

from urllib.parse import urlencode

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.foundation.errors import InvalidError
from kb.people.signed_in import current_person
from kb.share.means import GoalKind, Strength
from kb.share.repertoire import actions
from kb.share.repertoire.forms import Aim, MeansWording
from kb.share.repertoire.models import AddedMeans
from kb.share.repertoire.queries import (
    added_by_number,
    every_offer,
    offers_for,
    retired_offers,
)
from kb.share.repertoire.ways import way_into, way_of
from kb.web import access
from kb.web.refusals import form_on

bp = Blueprint("repertoire", __name__)


@bp.get("/means")
@access.signed_in
def means() -> str:
    """Show every means, what it is good for, and where it is recorded."""
    retired = retired_offers() if current_person().role == "admin" else []
    return render_template(
        "repertoire/means.html", offers=every_offer(), retired=retired, way_of=way_of
    )


@bp.get("/sharing/new")
@access.signed_in
def goal() -> str:
    """Ask for the goal: it comes before the means (R4)."""
    return render_template("repertoire/goal.html", kinds=list(GoalKind))


@bp.post("/sharing/goals")
@access.signed_in
@form_on("repertoire.goal")
def set_goal() -> Response:
    """Go on to the means, now that there is a goal."""
    return redirect(f"{url_for('repertoire.choose')}?{urlencode(_aim_fields())}")


@bp.get("/sharing/means")
@access.signed_in
def choose() -> str:
    """Offer the means that suit the goal; without a goal, ask for it first."""
    try:
        aim = Aim.parse(request.args)
    except InvalidError:
        return goal()
    offers = [(one, way_of(one), way_into(one, _aim_fields())) for one in offers_for(aim.kind)]
    return render_template("repertoire/choose.html", aim=aim, offers=offers)


@bp.get("/means/new")
@access.admins
def new() -> str:
    """Ask for a new means in both languages."""
    return _asking(None)


@bp.post("/means")
@access.admins
@form_on("repertoire.new")
def add() -> Response:
    """Add a means to those that are offered."""
    actions.add_means(MeansWording.parse(request.form), by=current_person())
    flash(gettext("The means is added. It is offered from now on."))
    return redirect(url_for("repertoire.means"))


@bp.get("/means/<int:number>/edit")
@access.admins
def edit(number: int) -> str:
    """Show an added means, to be told otherwise."""
    return _asking(added_by_number(number))


@bp.post("/means/<int:number>")
@access.admins
@form_on("repertoire.edit")
def reword(number: int) -> Response:
    """Tell of an added means otherwise."""
    wording = MeansWording.parse(request.form)
    actions.reword_means(added_by_number(number), wording, by=current_person())
    flash(gettext("Saved. It is called so wherever it was chosen."))
    return redirect(url_for("repertoire.means"))


@bp.post("/means/<int:number>/retirement")
@access.admins
def retire(number: int) -> Response:
    """Offer an added means no longer."""
    actions.retire_means(added_by_number(number), by=current_person())
    flash(gettext("The means is offered no longer. What was done by it stays as it was."))
    return redirect(url_for("repertoire.means"))


@bp.post("/means/<int:number>/retirement/removal")
@access.admins
def restore(number: int) -> Response:
    """Offer an added means again."""
    actions.restore_means(added_by_number(number), by=current_person())
    return redirect(url_for("repertoire.means"))


def _aim_fields() -> dict[str, str]:
    return Aim.parse(request.values).fields


def _asking(added: AddedMeans | None) -> str:
    kinds = {"goals": list(GoalKind), "strengths": list(Strength)}
    return render_template("repertoire/edit.html", added=added, **kinds)
