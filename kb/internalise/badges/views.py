"""A badge to take along and to print, and what whoever verifies one must be able to read.

The three addresses at the end are anonymous on purpose: a signature that nobody outside can
verify is none. They tell public keys, and the random codes of what was revoked.
"""

from flask import Blueprint, Response, jsonify, render_template, request

from kb.foundation.errors import NotFoundError
from kb.internalise.attestations.queries import evidence_of
from kb.internalise.badges.credential import House, credential_of
from kb.internalise.badges.keys import BadgeKeys
from kb.internalise.badges.queries import own_attestation, own_standing, revoked_codes
from kb.internalise.badges.signing import URN, signed
from kb.people.signed_in import current_person
from kb.web import access
from kb.web.addresses import Addresses
from kb.web.installation import settings
from kb.web.languages import language

bp = Blueprint("badges", __name__)


@bp.get("/attestations/<int:number>/badge")
@access.signed_in
def badge(number: int) -> str:
    """Show my badge as it is printed."""
    mine = own_attestation(number, seen_by=current_person())
    return render_template(
        "badges/badge.html", attestation=mine, trials=evidence_of(mine), house=_house()
    )


@bp.get("/attestations/<int:number>/badge.jwt")
@access.signed_in
def file(number: int) -> Response:
    """Give me my badge as a signed file."""
    mine, house = own_standing(number, seen_by=current_person()), _house()
    made = credential_of(mine, evidence_of(mine), house, language=language())
    text = signed(made, BadgeKeys.of(settings()), told_at=f"{house.base}badges/keys/")
    answer = Response(text, content_type="application/vc+jwt")
    answer.headers["Content-Disposition"] = f'attachment; filename="badge-{number}.jwt"'
    return answer


@bp.get("/.well-known/jwks.json")
@access.anyone
def public_keys() -> Response:
    """Tell every public key there has been, each by the address it is told at."""
    base = _house().base
    keys = BadgeKeys.of(settings()).public
    return jsonify(keys=[{**key, "kid": f"{base}badges/keys/{key['kid']}"} for key in keys])


@bp.get("/badges/keys/<name>")
@access.anyone
def public_key(name: str) -> Response:
    """Tell one public key."""
    for key in BadgeKeys.of(settings()).public:
        if key["kid"] == name:
            return jsonify(dict(key))
    raise NotFoundError("badge.not_ours")


@bp.get("/badges/revoked")
@access.anyone
def revoked() -> Response:
    """Tell the codes of what was revoked; they name nobody (1EdTech revocation list)."""
    house = _house()
    codes = [{"id": f"{URN}{code}", "revoked": True} for code in revoked_codes()]
    return jsonify(id=house.revoked, issuer=house.base, revokedCredential=codes)


def _house() -> House:
    base = (settings().base_url or request.root_url).rstrip("/") + "/"
    return House(base, revoked=Addresses(base)("badges.revoked", {}))
