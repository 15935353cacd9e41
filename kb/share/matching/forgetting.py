"""Forgetting old runs: the pair that came of a proposal stays, the grounds go."""

from datetime import timedelta
from typing import Final

from sqlalchemy import delete

from kb.foundation import clock
from kb.foundation.db import session
from kb.share.matching.models import MatchRun
from kb.share.matching.queries import latest_run

KEPT: Final = timedelta(days=365)


def forget_runs() -> None:
    """Delete runs older than a year, with what was offered and wished then, but the last."""
    last, until = latest_run(), clock.now() - KEPT
    if last:
        old = MatchRun.made_at < until, MatchRun.id != last.id
        session.execute(delete(MatchRun).where(*old))
