"""Deeds that ask once more who it is, when the last proof is long ago, and then go on."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from flask import make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user

from kb.foundation import clock
from kb.foundation.errors import DomainError
from kb.people.accounts.models import UNUSABLE
from kb.people.factor.proving import PROOF_LASTS, Proof, prove_anew
from kb.people.factor.queries import factor_of
from kb.people.signed_in import current_person
from kb.web.installation import settings
from kb.web.refusals import sentences

P = ParamSpec("P")
ASKED_FOR_PROOF = 401
OWN_FIELDS = {"csrf_token", "proof"}


def fresh(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
    """Let a POST view act only for whoever proved within half an hour who they are.

    Else a page asks for the password; it carries along what was typed, and goes on with it.
    """

    @wraps(view)
    def proven(*arguments: P.args, **named: P.kwargs) -> ResponseReturnValue:
        refused = None if _is_fresh() else _refusal()
        return view(*arguments, **named) if refused is None else _asked_anew(refused)

    return proven


def _is_fresh() -> bool:
    return bool(current_user.last_proof > clock.now() - PROOF_LASTS)


def _refusal() -> str | None:
    """Return why what was typed is no proof (nothing to say where nothing was), or nothing."""
    typed = request.form.get("proof", "")
    if not typed:
        return ""
    proof = Proof(typed[:1024], current_user.sign_in_id, request.remote_addr or "")
    try:
        prove_anew(current_person(), proof, keys=settings().keys)
    except DomainError as wrong:
        return sentences(wrong)
    return None


def _asked_anew(refused: str) -> ResponseReturnValue:
    me = current_person()
    typed = [one for one in request.form.items(multi=True) if one[0] not in OWN_FIELDS]
    page = render_template(
        "factor/proof.html",
        typed_before=typed,
        refused=refused,
        by_password=me.password_hash != UNUSABLE,
        by_code=factor_of(me) is not None,
    )
    return make_response(page, ASKED_FOR_PROOF)
