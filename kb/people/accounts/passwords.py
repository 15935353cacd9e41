"""Pages of one's own password, chosen, changed, forgotten; and where one is signed in."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug import Response

from kb.foundation.db import reading
from kb.people.accounts import actions
from kb.people.accounts.forms import NewPassword, email_in
from kb.people.accounts.queries import link_of, sign_ins_of
from kb.people.factor.queries import factor_of
from kb.people.signed_in import current_person
from kb.web import access
from kb.web.installation import settings
from kb.web.refusals import form_on

bp = Blueprint("passwords", __name__, url_prefix="/password")


@bp.get("/link/<token>")
@access.by_address
def choosing(token: str) -> str:
    """Let the one who holds a link choose a password."""
    return render_template("accounts/choosing.html", link=link_of(token, settings().keys))


@bp.post("/link/<token>")
@access.by_address
@form_on("passwords.choosing")
def choose(token: str) -> Response:
    """Take the password; the link opens nothing any more."""
    new, keys = NewPassword.parse(request.form), settings().keys
    with reading():  # to guess and to hash takes long: nobody waits for it
        hashed = actions.check_new(
            new, link_of(token, keys).person, house=settings().known_words
        )
    actions.choose_password(link_of(token, keys).person, hashed)
    flash(gettext("Your password is chosen. Sign in with it."))
    return redirect(url_for("people.sign_in_page"))


@bp.get("/forgotten")
@access.anyone
def forgotten() -> str:
    """Ask for the address to send a link to."""
    return render_template("accounts/forgotten.html", sends_mail=settings().sends_mail)


@bp.post("/forgotten")
@access.anyone
@form_on("passwords.forgotten")
def ask() -> Response:
    """Send a link if somebody has that address; the answer is the same if nobody has."""
    if settings().sends_mail:
        actions.ask_for_link(email_in(request.form))
    flash(
        gettext("If the address is known here, a link is on its way. It is good for an hour.")
    )
    return redirect(url_for("people.sign_in_page"))


@bp.get("")
@access.signed_in
def changing() -> str:
    """Show where one is signed in, and let change the password."""
    return render_template(
        "accounts/changing.html",
        sign_ins=sign_ins_of(current_person()),
        this=current_user.sign_in_id,
        factor=factor_of(current_person()),
    )


@bp.post("")
@access.signed_in
@form_on("passwords.changing")
def change() -> Response:
    """Change the password; one is signed out everywhere else."""
    new = NewPassword.parse(request.form)
    with reading():
        hashed = actions.check_new(new, current_person(), house=settings().known_words)
    actions.check_former(new, current_person(), address=request.remote_addr or "")
    actions.choose_password(current_person(), hashed, keeping=current_user.sign_in_id)
    flash(gettext("Your password is changed. Everywhere else you are signed out."))
    return redirect(url_for("passwords.changing"))


@bp.post("/sign-ins/<int:number>/end")
@access.signed_in
def end_one(number: int) -> Response:
    """Sign out one other browser."""
    actions.end_sign_in(number, by=current_person())
    flash(gettext("That browser is signed out."))
    return redirect(url_for("passwords.changing"))


@bp.post("/sign-ins/end")
@access.signed_in
def end_others() -> Response:
    """Sign out everywhere else."""
    actions.end_others(current_person(), keeping=current_user.sign_in_id)
    flash(gettext("Everywhere else you are signed out."))
    return redirect(url_for("passwords.changing"))
