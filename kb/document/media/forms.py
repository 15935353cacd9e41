"""What a writer says of the medium: which, how formal, and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from kb.document.media.proposals import Answers, Formality, Medium, Proposal
from kb.foundation.errors import InvalidError

LONGEST_REASON = 300


@dataclass(frozen=True)
class MediumChoice:
    """A medium with its reason; a proposal that is taken brings its own."""

    medium: Medium
    formality: Formality
    reason: str
    answers: Answers = field(default_factory=Answers)

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self | None:
        """Read the choice, if one was made; without a reason it is refused (R3)."""
        medium, reason = form.get("medium", ""), form.get("medium_reason", "").strip()
        if not medium:
            return None
        if medium not in set(Medium):
            raise InvalidError({"medium": "practice.choice_unknown"})
        formality = Formality.FORMAL if form.get("formal") else Formality.FREE
        choice = cls(Medium(medium), formality, reason[:LONGEST_REASON], Answers.parse(form))
        choice.refuse_without_reason()
        return choice

    @property
    def taken(self) -> Proposal | None:
        """Return the proposal, if it is what was chosen."""
        proposal = self.answers.proposal
        return proposal if proposal and proposal.medium is self.medium else None

    def refuse_without_reason(self) -> None:
        """Refuse a medium that nothing speaks for: neither its chooser nor the proposal."""
        if self.reason or self.taken:
            return
        if self.answers.proposal:
            raise InvalidError({"medium_reason": "medium.another_needs_reason"})
        raise InvalidError({"medium_reason": "medium.reason_needed"})

    def reason_in(self, language: str) -> str:
        """Return the chooser's own reason, or else the proposal's."""
        return self.reason or (self.taken.reason_in(language) if self.taken else "")
