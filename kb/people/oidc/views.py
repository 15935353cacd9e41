"""Coming in by the provider, and what of it one has linked."""

from flask import Blueprint, abort, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext
from flask_login import current_user
from werkzeug import Response

from kb.foundation import clock
from kb.foundation.db import unit_of_work
from kb.foundation.errors import DomainError
from kb.people.factor.proving import PROOF_LASTS
from kb.people.fresh import fresh
from kb.people.oidc.actions import (
    came_back,
    link_account,
    person_behind,
    unlink_account,
    way_in,
)
from kb.people.oidc.forms import Answer, Beginning, Known
from kb.people.oidc.queries import account_of
from kb.people.signed_in import current_number, current_person, let_in_browser, open_browser
from kb.people.views import sign_in_page
from kb.provider import SignInProvider
from kb.web import access
from kb.web.addresses import Addresses, safe_next
from kb.web.installation import settings
from kb.web.refusals import form_on

bp = Blueprint("provider", __name__)

KEPT = "provider"


@bp.app_template_global("provider_name")
def _name() -> str:
    """Return what people call the provider; nothing where none is set up."""
    return settings().provider.name


@bp.get("/sign-in/provider")
@access.anyone
@form_on("provider.again")
def begin() -> Response:
    """Send the browser to the provider, which sends it back."""
    return _leave(Beginning.now(after=safe_next(request.args.get("next"))))


@bp.get("/sign-in/provider/answer")
@access.anyone
@form_on("provider.again")
def finish() -> Response:
    """Let in whom the provider vouches for, or link the account of who asked for it."""
    begun = Beginning.kept(session.pop(KEPT, None))
    came, begun = came_back(_here(), Answer.parse(request.args), begun, back=_back())
    with unit_of_work():
        return _let_in(came, begun) if not begun.person_id else _link(came, begun)


@bp.get("/sign-in/provider/again")
@access.anyone
def again() -> str:
    """Show the page that somebody left for the provider, and what was refused there."""
    return own() if _here() and current_user.is_authenticated else sign_in_page()


@bp.get("/password/provider")
@access.signed_in
def own() -> str:
    """Show whether one comes in by the provider."""
    account = account_of(current_person(), _here().issuer)
    return render_template("oidc/own.html", account=account, proven=_is_proven())


@bp.post("/password/provider/proof")
@access.signed_in
@form_on("provider.own")
@fresh
def prove() -> Response:
    """Ask who it is before an account is linked; a form itself may not lead elsewhere."""
    _here()
    return redirect(url_for("provider.own"))


@bp.get("/password/provider/link")
@access.signed_in
def link() -> Response:
    """Send to the provider who just proved who they are, to link their account there."""
    if _here() and not _is_proven():
        return redirect(url_for("provider.own"))
    return _leave(Beginning.now(after="", person_id=current_number()))


@bp.post("/password/provider/unlink")
@access.signed_in
@form_on("provider.own")
@fresh
def unlink() -> Response:
    """Let the provider vouch for oneself no more."""
    unlink_account(current_person(), _here().issuer)
    flash(gettext("You no longer sign in there."))
    return redirect(url_for("provider.own"))


def _here() -> SignInProvider:
    found = settings().provider
    return found if found.is_set_up else abort(404)


def _is_proven() -> bool:
    return bool(current_user.last_proof > clock.now() - PROOF_LASTS)


def _leave(begun: Beginning) -> Response:
    address = way_in(_here(), begun, back=_back())
    session[KEPT] = begun.to_keep()
    return redirect(address)


def _let_in(came: Known, begun: Beginning) -> Response:
    person = person_behind(came)
    if came.proven_twice:
        return open_browser(person, back=begun.after, elsewhere=True)
    return let_in_browser(person, back=begun.after)


def _link(came: Known, begun: Beginning) -> Response:
    if not current_user.is_authenticated or current_number() != begun.person_id:
        raise DomainError("provider.not_begun")
    link_account(current_person(), came)
    flash(gettext("From now on you can sign in there."))
    return redirect(url_for("provider.own"))


def _back() -> str:
    return Addresses(settings().base_url)("provider.finish", {})
