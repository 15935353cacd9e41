"""Which kinds of notices somebody wants by mail."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from kb.notices.models import NoticeKind


@dataclass(frozen=True)
class MailChoice:
    """The kinds that come by mail; the others are in the list of notices alone."""

    wanted: frozenset[NoticeKind]

    @classmethod
    def parse(cls, kinds: Sequence[str]) -> Self:
        """Read the ticked kinds; what is none is left out."""
        return cls(frozenset(kind for kind in NoticeKind if kind.value in set(kinds)))
