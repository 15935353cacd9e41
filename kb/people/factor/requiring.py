"""Pages of the admin: which roles need a second factor, and taking off a lost one."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from kb.people.factor.actions import ask_of_roles, reset_factor
from kb.people.factor.forms import roles_in
from kb.people.factor.queries import factor_of, people_without, roles_with_factor
from kb.people.fresh import fresh
from kb.people.models import Role
from kb.people.queries import person_by_id
from kb.people.signed_in import current_person
from kb.web import access
from kb.web.refusals import form_on

bp = Blueprint("factors", __name__, url_prefix="/accounts")


@bp.get("/second-factor")
@access.admins
def roles() -> str:
    """Show which roles need a second factor, and how many of each have none."""
    return render_template(
        "factor/roles.html",
        roles=list(Role),
        chosen=[role.value for role in roles_with_factor()],
        without=people_without(),
    )


@bp.post("/second-factor")
@access.admins
@form_on("factors.roles")
@fresh
def choose() -> ResponseReturnValue:
    """Keep which roles need one."""
    ask_of_roles(roles_in(request.form.getlist("roles")))
    flash(gettext("Saved. Who has none sets one up at their next sign-in."))
    return redirect(url_for("factors.roles"))


@bp.get("/<int:number>/second-factor")
@access.admins
def asking(number: int) -> str:
    """Ask whether somebody's second factor is to be taken off."""
    person = person_by_id(number)
    return render_template("factor/reset.html", person=person, factor=factor_of(person))


@bp.post("/<int:number>/second-factor")
@access.admins
@form_on("factors.asking")
@fresh
def reset(number: int) -> ResponseReturnValue:
    """Take it off; they are told."""
    reset_factor(person_by_id(number), by=current_person())
    flash(gettext("Their second factor is taken off, and they are told."))
    return redirect(url_for("accounts.account", number=number))
