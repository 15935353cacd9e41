"""What a writer says of the medium: which, how formal, and why."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from kb.document.media.models import Formality, Medium
from kb.foundation.errors import InvalidError

LONGEST_REASON = 300


@dataclass(frozen=True)
class MediumChoice:
    """A medium with its reason."""

    medium: Medium
    formality: Formality
    reason: str

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self | None:
        """Read the choice, if one was made; without a reason it is refused (R3)."""
        medium, reason = form.get("medium", ""), form.get("medium_reason", "").strip()
        if not medium:
            return None
        if medium not in set(Medium):
            raise InvalidError({"medium": "practice.choice_unknown"})
        if not reason:
            raise InvalidError({"medium_reason": "medium.reason_needed"})
        formality = Formality.FORMAL if form.get("formal") else Formality.FREE
        return cls(Medium(medium), formality, reason[:LONGEST_REASON])
