"""What can be done with accounts at the provider: coming in by them, linking, unlinking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import ConflictError, DomainError
from kb.people.accounts.models import UNUSABLE
from kb.people.models import Person
from kb.people.oidc.forms import Answer, Beginning, Known
from kb.people.oidc.models import ProviderAccount
from kb.people.oidc.queries import account_behind, account_of
from kb.people.queries import person_by_email
from kb.provider import SignInProvider

if TYPE_CHECKING:
    from kb.people.oidc.provider import Provider


def way_in(at: SignInProvider, begun: Beginning, *, back: str) -> str:
    """Return the address of the provider at which somebody signs in."""
    return _provider(at).way_in(begun, back=back)


def came_back(
    at: SignInProvider, answer: Answer, begun: Beginning | None, *, back: str
) -> tuple[Known, Beginning]:
    """Return whom the provider vouches for, and what this browser had begun."""
    if begun is None or not answer.belongs_to(begun, at.issuer):
        raise DomainError("provider.not_begun")
    session.rollback()  # nothing is held open while the provider thinks
    return _provider(at).whom(answer, begun, back=back), begun


def person_behind(known: Known) -> Person:
    """Return who comes in: known by the provider's name for them, at first by their address."""
    account = account_behind(known)
    person = account.person if account else _invited(known)
    if not person.is_here:
        raise DomainError("provider.not_here")
    (account or link_account(person, known)).used_at = clock.now()
    return person


def link_account(person: Person, known: Known) -> ProviderAccount:
    """Let a person come in by the provider from now on; each account is one person's."""
    account = account_behind(known) or account_of(person, known.issuer)
    if account is None:
        account = ProviderAccount(person=person, issuer=known.issuer, subject=known.subject)
        session.add(account)
        session.flush()
    if account.person_id != person.id or account.subject != known.subject:
        raise ConflictError("provider.linked_otherwise")
    return account


def unlink_account(person: Person, issuer: str) -> None:
    """Let a person come in by the provider no more; who has no password would be shut out."""
    if person.password_hash == UNUSABLE:
        raise DomainError("provider.password_first")
    account = account_of(person, issuer)
    if account:
        session.delete(account)


def _invited(known: Known) -> Person:
    if not known.email:
        raise DomainError("provider.unverified")
    person = person_by_email(known.email)
    if person is None:
        raise DomainError("provider.unknown")
    return person


def _provider(at: SignInProvider) -> Provider:
    from kb.people.oidc.provider import provider_as  # noqa: PLC0415 - for those who have one

    return provider_as(at)
