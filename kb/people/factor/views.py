"""Pages of one's own second factor: set it up, print codes for lost phones, take it off."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user
from werkzeug import Response

from kb.people.accounts.models import UNUSABLE
from kb.people.factor import actions
from kb.people.factor.forms import Code, password_in
from kb.people.factor.offers import offer_to, offered
from kb.people.factor.queries import codes_left, factor_of
from kb.people.fresh import fresh
from kb.people.signed_in import current_person, renew_browser
from kb.web import access
from kb.web.installation import settings
from kb.web.refusals import form_on

bp = Blueprint("factor", __name__, url_prefix="/second-factor")


@bp.get("")
@access.signed_in
def overview() -> str:
    """Show one's second factor, or offer one."""
    me, again = current_person(), request.form.get("sealed", "")
    factor = factor_of(me)
    return render_template(
        "factor/factor.html" if factor else "factor/offer.html",
        factor=factor,
        offer=None if factor else offer_to(me, settings().keys, again=again),
        left=codes_left(me),
        confined=current_user.confined,
    )


@bp.post("")
@access.signed_in
@form_on("factor.overview")
@fresh
def take() -> ResponseReturnValue:
    """Take the second factor that a code confirms; its codes for paper are shown once."""
    me, keys, code = current_person(), settings().keys, Code.parse(request.form)
    secret = offered(request.form.get("sealed", ""), me, keys)
    codes = actions.take_factor(me, secret, code, keys=keys)
    renew_browser(me)
    return render_template("factor/codes.html", codes=codes, first=True)


@bp.post("/codes")
@access.signed_in
@form_on("factor.overview")
def renew() -> str:
    """Make the codes for paper anew, for whoever has the phone at hand."""
    me, code = current_person(), Code.parse(request.form)
    actions.spend_code(me, code, keys=settings().keys, address=request.remote_addr or "")
    codes = actions.renew_codes(me)
    return render_template("factor/codes.html", codes=codes, first=False)


@bp.get("/removal")
@access.signed_in
def removing() -> str:
    """Ask for password and code before the second factor is taken off."""
    by_password = current_person().password_hash != UNUSABLE
    return render_template("factor/removing.html", by_password=by_password)


@bp.post("/removal")
@access.signed_in
@form_on("factor.removing")
def remove() -> Response:
    """Take the second factor off, by password and code."""
    me, code, password = current_person(), Code.parse(request.form), password_in(request.form)
    address = request.remote_addr or ""
    actions.take_off(me, password, code, keys=settings().keys, address=address)
    renew_browser(current_person())
    flash(gettext("The second factor is taken off. Everywhere else you are signed out."))
    return redirect(url_for("factor.overview"))
