"""What a coordinator decides about a proposal."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from kb.foundation.errors import InvalidError
from kb.share.means import Means
from kb.share.profiles.kinds import PAIR_MEANS

LONGEST_REASON = 600


@dataclass(frozen=True)
class Approval:
    """The means with which the pair is proposed to the two."""

    means: Means

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """Read the form; the means are of those for two."""
        means = form.get("means", "")
        if means not in PAIR_MEANS:
            raise InvalidError({"means": "pairing.means_needed"})
        return cls(Means(means))


@dataclass(frozen=True)
class Rejection:
    """Why a proposal is not made."""

    reason: str

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """Read the form; a reason in words is needed."""
        reason = form.get("reason", "").strip()
        if not reason:
            raise InvalidError({"reason": "matching.reason_needed"})
        if len(reason) > LONGEST_REASON:
            raise InvalidError({"reason": "session.too_long"}, longest=LONGEST_REASON)
        return cls(reason)
