"""Pairs of texts: one as it was, one as it would become."""

from collections.abc import Sequence
from typing import Final

from kb.foundation.errors import DomainError

MOST_PAIRS: Final = 200


def pairs_of(before: Sequence[str], after: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Read the pairs of a form that repeats its two fields."""
    if len(before) != len(after) or len(before) > MOST_PAIRS:
        raise DomainError("likeness.pairs", most=MOST_PAIRS)
    return tuple(zip(before, after, strict=True))
