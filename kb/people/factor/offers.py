"""A second factor offered: a secret that only the page knows until a code confirms it."""

from dataclasses import dataclass, field

from kb.foundation.errors import DomainError
from kb.people.factor.codes import address_of, in_letters, new_secret
from kb.people.factor.qr import Picture, picture_of
from kb.people.factor.sealing import from_text, in_text, opened, seal
from kb.people.models import Person

OFFERED = "offered"
GROUP = 4


@dataclass(frozen=True)
class Offer:
    """What the page shows: letters to type, a picture to read, and the secret, sealed."""

    letters: str = field(repr=False)
    picture: Picture = field(repr=False)
    sealed: str


def offer_to(person: Person, keys: list[str], *, again: str = "") -> Offer:
    """Return a new secret, or the one that was offered and is shown once more."""
    known = _secret_in(again, person, keys)
    secret = known or new_secret()
    kept = seal(secret, keys, person_id=person.id, purpose=OFFERED)
    letters = in_letters(secret)
    groups = [letters[at : at + GROUP] for at in range(0, len(letters), GROUP)]
    picture = picture_of(address_of(secret, person.email))
    return Offer(" ".join(groups), picture, again if known else in_text(kept))


def offered(sealed: str, person: Person, keys: list[str]) -> bytes:
    """Return the secret that was offered to ``person``; refuse what was offered to nobody."""
    secret = _secret_in(sealed, person, keys)
    if secret is None:
        raise DomainError("factor.offer_unknown")
    return secret


def _secret_in(sealed: str, person: Person, keys: list[str]) -> bytes | None:
    return opened(from_text(sealed), keys, person_id=person.id, purpose=OFFERED)
