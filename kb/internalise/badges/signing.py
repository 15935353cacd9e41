"""Signing a badge, and saying whether one is ours, whole and standing (VC-JWT, EdDSA)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from kb.foundation import clock
from kb.foundation.errors import DomainError
from kb.internalise.attestations.levels import Level
from kb.internalise.badges.keys import BadgeKeys, PublicKey, public_key_of

ALGORITHM = "EdDSA"
URN = "urn:uuid:"


@dataclass(frozen=True)
class Badge:
    """What a verified badge says."""

    code: str
    name: str
    practice: str
    level: Level
    valid_until: datetime


def signed(credential: Mapping[str, object], keys: BadgeKeys, *, told_at: str) -> str:
    """Return the credential as a compact JWS, its key named by the address it is told at."""
    import jwt  # noqa: PLC0415 - loaded by whoever fetches a badge, not by every start

    claims = {
        **credential,
        "iss": _at(credential, "issuer", "id"),
        "jti": _at(credential, "id"),
        "sub": _at(credential, "credentialSubject", "id"),
        "nbf": int(_moment(credential, "validFrom").timestamp()),
        "exp": int(_moment(credential, "validUntil").timestamp()),
    }
    key = keys.signs
    headers = {"kid": f"{told_at}{public_key_of(key)['kid']}"}
    return jwt.encode(claims, key, algorithm=ALGORITHM, headers=headers)


def verified(text: str, public: Sequence[PublicKey], *, revoked: Collection[str]) -> Badge:
    """Return what a badge says, or refuse one that is not ours, altered, over or revoked."""
    badge = _badge(_claims(text.strip(), public))
    if badge.code in revoked:
        raise DomainError("badge.revoked")
    if badge.valid_until <= clock.now():
        raise DomainError("badge.over", day=badge.valid_until.date().isoformat())
    return badge


def _claims(text: str, public: Sequence[PublicKey]) -> Mapping[str, object]:
    import jwt  # noqa: PLC0415 - likewise

    try:
        name = str(jwt.get_unverified_header(text).get("kid", "")).rpartition("/")[2]
    except jwt.PyJWTError as refused:
        raise DomainError("badge.unreadable") from refused
    key = next((one for one in public if one["kid"] == name), None)
    if key is None:
        raise DomainError("badge.not_ours")
    try:
        claims: Mapping[str, object] = jwt.decode(
            text,
            jwt.PyJWK(dict(key)),
            algorithms=[ALGORITHM],
            options={"verify_exp": False, "verify_nbf": False},  # by our own clock, later
        )
    except jwt.PyJWTError as refused:
        raise DomainError("badge.altered") from refused
    return claims


def _badge(claims: Mapping[str, object]) -> Badge:
    subject = claims["credentialSubject"]
    return Badge(
        code=_at(claims, "id").removeprefix(URN),
        name=_at(subject, "identifier", 0, "identityHash"),
        practice=_at(subject, "achievement", "name"),
        level=Level(_at(subject, "result", 0, "achievedLevel").rpartition("#")[2]),
        valid_until=_moment(claims, "validUntil"),
    )


def _moment(claims: Mapping[str, object], name: str) -> datetime:
    return datetime.fromisoformat(_at(claims, name))


def _at(found: object, *steps: str | int) -> str:
    """Return the text that stands so many steps inside a credential."""
    for step in steps:
        parts: Mapping[object, object] = (
            found if isinstance(found, Mapping) else dict(enumerate(_listed(found)))
        )
        found = parts[step]
    return str(found)


def _listed(found: object) -> Sequence[object]:
    return found if isinstance(found, list) else ()
