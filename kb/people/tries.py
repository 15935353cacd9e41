"""Tries to prove who one is, counted by account and by network address.

A try counts before it is judged: however many come at once, no more than the limit are judged.
"""

from sqlalchemy import delete

from kb.foundation import clock
from kb.foundation.db import beside, session
from kb.foundation.errors import TooManyError
from kb.people.models import SignInAttempt
from kb.people.queries import WINDOW, failed_tries

TRIES_PER_ACCOUNT = 10
TRIES_PER_ADDRESS = 50


def count_try(account: str, address: str) -> int:
    """Count a try and return its number; refuse one too many."""
    made: list[int] = []
    beside(lambda: made.append(_counted(account, address)))
    return made[0]


def forget_try(number: int) -> None:
    """Count a try no more: it was the right one."""
    session.execute(delete(SignInAttempt).where(SignInAttempt.id == number))


def _counted(account: str, address: str) -> int:
    moment = clock.now()
    session.execute(delete(SignInAttempt).where(SignInAttempt.tried_at < moment - 4 * WINDOW))
    by_account = failed_tries(account=account) >= TRIES_PER_ACCOUNT
    if by_account or failed_tries(address=address) >= TRIES_PER_ADDRESS:
        raise TooManyError("sign_in.too_many", minutes=int(WINDOW.total_seconds() // 60))
    tried = SignInAttempt(account=account, address=address, tried_at=moment)
    session.add(tried)
    session.flush()
    return tried.id
