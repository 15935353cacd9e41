"""Finding whose account at the provider it is."""

from sqlalchemy import select

from kb.foundation.db import session
from kb.people.models import Person
from kb.people.oidc.forms import Known
from kb.people.oidc.models import ProviderAccount


def account_behind(known: Known) -> ProviderAccount | None:
    """Return the linked account that the provider vouches for."""
    return session.scalar(
        select(ProviderAccount).where(
            ProviderAccount.issuer == known.issuer, ProviderAccount.subject == known.subject
        )
    )


def account_of(person: Person, issuer: str) -> ProviderAccount | None:
    """Return what account of the provider a person has linked."""
    return session.scalar(
        select(ProviderAccount).where(
            ProviderAccount.issuer == issuer, ProviderAccount.person_id == person.id
        )
    )
