"""Pages of what one offers and wishes: one's own alone."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.foundation.numbers import whole_number
from kb.people.queries import colleagues, person_by_id
from kb.people.signed_in import current_person
from kb.practices.models import Area
from kb.share.profiles import actions
from kb.share.profiles.forms import MOST_LEARNERS, Offer, Wish
from kb.share.profiles.kinds import PAIR_GOALS, PAIR_MEANS, Half
from kb.share.profiles.queries import (
    excluded_by,
    practices_to_offer,
    practices_to_wish,
    profile_of,
    wish_of,
)
from kb.web import access
from kb.web.languages import language
from kb.web.refusals import form_on

bp = Blueprint("profiles", __name__, url_prefix="/mentoring/profile")


@bp.get("")
@access.signed_in
def mine() -> str:
    """Show what I offer and wish, and whom I leave out."""
    me = current_person()
    return render_template(
        "profiles/mine.html",
        offer=profile_of(me),
        wish=wish_of(me),
        excluded=excluded_by(me),
        people=colleagues(),
        halves=list(Half),
    )


@bp.get("/offer")
@access.signed_in
def offering() -> str:
    """Ask what one could pass on, and how."""
    me = current_person()
    return render_template(
        "profiles/offer.html",
        offer=profile_of(me),
        practices=practices_to_offer(me),
        means=PAIR_MEANS,
        halves=list(Half),
        most=MOST_LEARNERS,
    )


@bp.post("/offer")
@access.signed_in
@form_on("profiles.offering")
def offer() -> Response:
    """Keep the offer."""
    offered = Offer.parse(request.form, request.form.getlist)
    actions.keep_offer(offered, by=current_person())
    flash(gettext("Your offer is kept. The coordinator sees it when pairs are looked for."))
    return redirect(url_for("profiles.mine"))


@bp.post("/offer/removal")
@access.signed_in
def withdraw_offer() -> Response:
    """Offer nothing any more."""
    actions.withdraw_offer(by=current_person())
    flash(gettext("Your offer is withdrawn and deleted. Pairs that you have go on."))
    return redirect(url_for("profiles.mine"))


@bp.get("/wish")
@access.signed_in
def wishing() -> str:
    """Ask what one wishes to learn, and what for."""
    me = current_person()
    offered, rest = practices_to_wish(me)
    return render_template(
        "profiles/wish.html",
        wish=wish_of(me),
        offered=offered,
        rest=rest,
        kinds=PAIR_GOALS,
        areas=list(Area),
        halves=list(Half),
    )


@bp.post("/wish")
@access.signed_in
@form_on("profiles.wishing")
def wish() -> Response:
    """Keep the wish."""
    wished = Wish.parse(request.form, request.form.getlist)
    actions.keep_wish(wished, by=current_person(), language=language())
    flash(gettext("Your wish is kept. You hear of it when a pair is proposed to you."))
    return redirect(url_for("profiles.mine"))


@bp.post("/wish/removal")
@access.signed_in
def withdraw_wish() -> Response:
    """Wish nothing any more."""
    actions.withdraw_wish(by=current_person())
    flash(gettext("Your wish is withdrawn and deleted. Pairs that you have go on."))
    return redirect(url_for("profiles.mine"))


@bp.post("/exclusions")
@access.signed_in
@form_on("profiles.mine")
def exclude() -> Response:
    """Leave somebody out, for oneself alone."""
    other = person_by_id(whole_number(request.form.get("person", "")) or 0)
    actions.exclude(other, by=current_person())
    flash(gettext("You two are never proposed as a pair. Nobody else is told."))
    return redirect(url_for("profiles.mine", _anchor="exclusions"))


@bp.post("/exclusions/<int:number>/removal")
@access.signed_in
def include(number: int) -> Response:
    """Let a pair be possible again."""
    actions.include_again(person_by_id(number), by=current_person())
    flash(gettext("You two may be proposed as a pair again."))
    return redirect(url_for("profiles.mine", _anchor="exclusions"))
