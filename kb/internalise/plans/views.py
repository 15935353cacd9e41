"""Pages of a learner's own plan, which nobody else sees, and of what they explain to whom."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.document.attachments.uploads import taken
from kb.identify.carriers.queries import carriers_of
from kb.internalise.plans.actions import dismiss_plan, keep_plan, make_plan, renew_plan
from kb.internalise.plans.explaining import note_teach_back
from kb.internalise.plans.forms import Intention, Retelling
from kb.internalise.plans.models import Plan
from kb.internalise.plans.queries import (
    doing_means,
    open_plan,
    plan_of,
    teach_back_ahead,
    teach_back_by_id,
)
from kb.internalise.trials.models import Verdict
from kb.people.signed_in import current_person
from kb.practices.models import Practice
from kb.practices.queries import practice_by_slug
from kb.web import access
from kb.web.flashes import flash_undo
from kb.web.refusals import form_on

bp = Blueprint("plans", __name__)


@bp.get("/practices/<slug>/plans/new")
@access.signed_in
def new(slug: str) -> str | Response:
    """Ask when and how a practice will be tried; who has a plan already goes on with it."""
    practice = practice_by_slug(slug, seen_by=current_person())
    plan = open_plan(current_person(), practice)
    if plan:
        return redirect(url_for("plans.keep", number=plan.id))
    return _asked(practice)


@bp.post("/practices/<slug>/plans")
@access.signed_in
@form_on("plans.new")
def make(slug: str) -> Response:
    """Plan to try it."""
    intention, by = Intention.parse(request.form), current_person()
    make_plan(practice_by_slug(slug, seen_by=by), intention, by=by)
    flash(gettext("The plan is kept. It waits for you on your own page."))
    return redirect(url_for("cycle.practice", slug=slug))


@bp.get("/plans/<int:number>")
@access.signed_in
def keep(number: int) -> str:
    """Ask when and how it will be tried."""
    plan = plan_of(current_person(), number)
    return _asked(plan.practice, plan)


@bp.post("/plans/<int:number>")
@access.signed_in
@form_on("plans.keep")
def save(number: int) -> Response:
    """Keep when and how it will be tried."""
    intention = Intention.parse(request.form)
    keep_plan(plan_of(current_person(), number), intention)
    flash(gettext("The plan is kept. It waits for you on your own page."))
    return redirect(url_for("cycle.my_page"))


@bp.get("/plans/<int:number>/trial")
@access.signed_in
def trial(number: int) -> str:
    """Ask what came of the plan, its words filled in."""
    plan = plan_of(current_person(), number)
    return render_template(
        "trials/new.html",
        practice=plan.practice,
        plan=plan,
        verdicts=Verdict,
        chosen="",
        **taken(),
    )


@bp.post("/plans/<int:number>/dismissal")
@access.signed_in
def dismissal(number: int) -> Response:
    """Leave a plan be."""
    dismiss_plan(plan_of(current_person(), number))
    flash_undo(gettext("The plan is off your page."), url_for("plans.renewal", number=number))
    return redirect(url_for("cycle.my_page"))


@bp.post("/plans/<int:number>/renewal")
@access.signed_in
def renewal(number: int) -> Response:
    """Take a dismissed plan up again."""
    renew_plan(plan_of(current_person(), number))
    return redirect(url_for("cycle.my_page"))


@bp.get("/teach-backs/<int:number>")
@access.signed_in
def teach_back(number: int) -> str:
    """Show the two of it what is agreed, and ask each what was missing."""
    found = teach_back_by_id(number, seen_by=current_person())
    return render_template("plans/teach_back.html", teach_back=found)


@bp.post("/teach-backs/<int:number>")
@access.signed_in
@form_on("plans.teach_back")
def retell(number: int) -> Response:
    """Keep that it was held, and what was missing."""
    told, by = Retelling.parse(request.form), current_person()
    note_teach_back(teach_back_by_id(number, seen_by=by), told, by=by)
    flash(gettext("Kept. The other one is told."))
    return redirect(url_for("plans.teach_back", number=number))


def _asked(practice: Practice, plan: Plan | None = None) -> str:
    me = current_person()
    return render_template(
        "plans/keep.html",
        practice=practice,
        plan=plan,
        means=doing_means(),
        carriers=[one.person for one in carriers_of(practice) if one.person.id != me.id],
        agreed=teach_back_ahead(plan) if plan else None,
    )
