"""Pages of a learner's own plan; nobody else sees it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from werkzeug import Response

from kb.internalise.plans.actions import dismiss_plan, keep_plan, renew_plan
from kb.internalise.plans.forms import Intention
from kb.internalise.plans.queries import plan_of
from kb.internalise.trials.models import Verdict
from kb.people.signed_in import current_person
from kb.web import access
from kb.web.refusals import form_on

bp = Blueprint("plans", __name__, url_prefix="/plans")


@bp.get("/<int:number>")
@access.signed_in
def keep(number: int) -> str:
    """Ask when and how it will be tried."""
    return render_template("plans/keep.html", plan=plan_of(current_person(), number))


@bp.post("/<int:number>")
@access.signed_in
@form_on("plans.keep")
def save(number: int) -> Response:
    """Keep when and how it will be tried."""
    intention = Intention.parse(request.form)
    keep_plan(plan_of(current_person(), number), intention)
    flash(gettext("The plan is kept. It waits for you on your own page."))
    return redirect(url_for("cycle.my_page"))


@bp.get("/<int:number>/trial")
@access.signed_in
def trial(number: int) -> str:
    """Ask what came of the plan, its words filled in."""
    plan = plan_of(current_person(), number)
    return render_template(
        "trials/new.html", practice=plan.practice, plan=plan, verdicts=Verdict, chosen=""
    )


@bp.post("/<int:number>/dismissal")
@access.signed_in
def dismissal(number: int) -> Response:
    """Leave a plan be."""
    dismiss_plan(plan_of(current_person(), number))
    undo = {
        "text": gettext("The plan is off your page."),
        "undo": url_for("plans.renewal", number=number),
    }
    flash(undo)  # type: ignore[arg-type]
    return redirect(url_for("cycle.my_page"))


@bp.post("/<int:number>/renewal")
@access.signed_in
def renewal(number: int) -> Response:
    """Take a dismissed plan up again."""
    renew_plan(plan_of(current_person(), number))
    return redirect(url_for("cycle.my_page"))
