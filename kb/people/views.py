"""Signing in and out, and how a person wants the pages."""

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext
from flask_login import current_user, logout_user
from werkzeug import Response

from kb.people.actions import check_credentials, choose, keep_rehashed, sign_out
from kb.people.forms import Credentials, Preferences
from kb.people.models import Industry
from kb.people.queries import colleagues, person_by_id
from kb.people.signed_in import current_person, let_in_browser
from kb.web import access
from kb.web.addresses import safe_next
from kb.web.languages import CHOSEN, LANGUAGES
from kb.web.refusals import form_on

bp = Blueprint("people", __name__)


@bp.get("/sign-in")
@access.anyone
def sign_in_page() -> str:
    """Ask who it is."""
    return render_template("people/sign_in.html", next=safe_next(request.values.get("next")))


@bp.post("/sign-in")
@access.anyone
@form_on("people.sign_in_page")
def begin() -> Response:
    """Sign a person in."""
    given = Credentials.parse(request.form)
    admitted = check_credentials(given, address=request.remote_addr or "")
    person = person_by_id(admitted.number)
    keep_rehashed(person, admitted)
    return let_in_browser(person, back=request.form.get("next"))


@bp.post("/sign-out")
@access.signed_in
def end() -> Response:
    """Sign out for good: the row goes, and with it every copy of the cookie."""
    sign_out(current_user.token)
    logout_user()
    answer = redirect(url_for("people.sign_in_page"))
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


@bp.post("/language")
@access.anyone
def language() -> Response:
    """Read on in the other language."""
    chosen = request.form.get("language", "")
    session[CHOSEN] = chosen if chosen in LANGUAGES else None
    return redirect(safe_next(request.form.get("next")))


@bp.get("/settings")
@access.signed_in
def settings() -> str:
    """Show how this person wants the pages."""
    return render_template("people/settings.html", industries=list(Industry))


@bp.post("/settings")
@access.signed_in
@form_on("people.settings")
def save_settings() -> Response:
    """Keep how this person wants the pages."""
    chosen = Preferences.parse(request.form, request.form.getlist("industries"))
    choose(current_person(), chosen)
    session[CHOSEN] = chosen.language
    flash(gettext("Your settings are saved."))
    return redirect(url_for("people.settings"))


@bp.get("/people")
@access.signed_in
def people() -> str:
    """Show everybody one may turn to."""
    return render_template("people/people.html", people=colleagues())


@bp.get("/stored")
@access.anyone
def stored() -> str:
    """Say what is kept of a person, why, how long, and who reads it."""
    return render_template("people/stored.html")
