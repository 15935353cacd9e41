"""The second step of a sign-in: the page that asks for a code, where nobody is in yet."""

from flask import Blueprint, render_template, request
from flask import session as cookie
from werkzeug import Response

from kb.people.factor.actions import end_second_step
from kb.people.factor.forms import Code
from kb.people.factor.queries import step_by_token
from kb.people.signed_in import SECOND_STEP, open_browser
from kb.web import access
from kb.web.addresses import safe_next
from kb.web.installation import settings
from kb.web.refusals import form_on

bp = Blueprint("second_step", __name__, url_prefix="/sign-in/code")


@bp.get("")
@access.anyone
def asking() -> str:
    """Ask for the code, or for the first step where nobody has taken it or it is long ago."""
    waits = step_by_token(cookie.get(SECOND_STEP))
    page = "factor/second_step.html" if waits else "people/sign_in.html"
    return render_template(page, next=safe_next(request.values.get("next")))


@bp.post("")
@access.anyone
@form_on("second_step.asking")
def prove() -> Response:
    """Take the code and let the browser in."""
    code, token = Code.parse(request.form), cookie.get(SECOND_STEP, "")
    address, keys = request.remote_addr or "", settings().keys
    person = end_second_step(token, code, keys=keys, address=address)
    return open_browser(person, back=request.form.get("next"))
