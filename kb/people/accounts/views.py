"""Pages of the admin: everybody's accounts, inviting, roles, letting out and in."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug import Response

from kb.people.accounts import actions
from kb.people.accounts.forms import Invited, role_in
from kb.people.accounts.models import UNUSABLE, AccessLink
from kb.people.accounts.queries import accounts, sign_ins_of
from kb.people.accounts.signing import token_of
from kb.people.factor.queries import factor_of
from kb.people.fresh import fresh
from kb.people.models import Role
from kb.people.queries import person_by_id
from kb.people.signed_in import current_person
from kb.web import access
from kb.web.addresses import Addresses
from kb.web.installation import settings
from kb.web.languages import LANGUAGES
from kb.web.refusals import form_on

bp = Blueprint("accounts", __name__, url_prefix="/accounts")


@bp.get("")
@access.admins
def overview() -> str:
    """Show everybody who has an account."""
    return render_template("accounts/accounts.html", accounts=accounts(), unusable=UNUSABLE)


@bp.get("/new")
@access.admins
def new() -> str:
    """Ask who is invited."""
    return render_template("accounts/new.html", roles=list(Role), languages=LANGUAGES)


@bp.post("")
@access.admins
@form_on("accounts.new")
@fresh
def invite() -> ResponseReturnValue:
    """Invite somebody; their link is shown once."""
    return _shown(actions.invite(Invited.parse(request.form), by=current_person()))


@bp.get("/<int:number>")
@access.admins
def account(number: int) -> str:
    """Show one account, and what can be done with it."""
    person = person_by_id(number)
    return render_template(
        "accounts/account.html",
        person=person,
        roles=list(Role),
        unusable=UNUSABLE,
        browsers=len(sign_ins_of(person)),
        factor=factor_of(person),
    )


@bp.post("/<int:number>/link")
@access.admins
@form_on("accounts.account")
@fresh
def link(number: int) -> ResponseReturnValue:
    """Give a person a new link; the former ones open nothing any more."""
    return _shown(actions.offer_link(person_by_id(number), by=current_person()))


@bp.post("/<int:number>/role")
@access.admins
@form_on("accounts.account")
@fresh
def role(number: int) -> ResponseReturnValue:
    """Change a role."""
    actions.change_role(person_by_id(number), role_in(request.form), by=current_person())
    flash(gettext("The role is changed. They sign in anew."))
    return _back(number)


@bp.post("/<int:number>/sign-ins/end")
@access.admins
@form_on("accounts.account")
def end_sign_ins(number: int) -> Response:
    """Sign a person out everywhere."""
    actions.sign_out_everywhere(person_by_id(number), by=current_person())
    flash(gettext("They are signed out everywhere, and may sign in anew."))
    return _back(number)


@bp.post("/<int:number>/suspension")
@access.admins
@form_on("accounts.account")
@fresh
def suspend(number: int) -> ResponseReturnValue:
    """Let a person in no more."""
    actions.let_out(person_by_id(number), by=current_person())
    flash(gettext("Let in no more: signed out everywhere. What they wrote stays."))
    return _back(number)


@bp.post("/<int:number>/readmission")
@access.admins
@form_on("accounts.account")
@fresh
def readmit(number: int) -> ResponseReturnValue:
    """Let a person in again."""
    actions.let_in(person_by_id(number), by=current_person())
    flash(gettext("They may sign in again."))
    return _back(number)


def _shown(made: AccessLink) -> str:
    here = settings()
    token = token_of(made, here.keys)
    base = here.base_url or request.host_url.rstrip("/")
    address = Addresses(base)("passwords.choosing", {"token": token})
    return render_template("accounts/link.html", link=made, address=address)


def _back(number: int) -> Response:
    return redirect(url_for("accounts.account", number=number))
