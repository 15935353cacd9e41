"""What opens an access link, signed with the house's secret: the table alone opens none."""

from itsdangerous import BadSignature, URLSafeSerializer

from kb.people.accounts.models import AccessLink

SALT = "access link"


def token_of(link: AccessLink, keys: list[str]) -> str:
    """Return what opens ``link``; the last of the keys signs."""
    return str(URLSafeSerializer(keys, salt=SALT).dumps([link.id, link.nonce]))


def read_token(token: str, keys: list[str]) -> tuple[int, str] | None:
    """Return number and nonce of the link that a token opens, or nothing for a made-up one."""
    try:
        number, nonce = URLSafeSerializer(keys, salt=SALT).loads(token)
    except (BadSignature, ValueError, TypeError):
        return None
    return int(number), str(nonce)
