"""What one proposes after a trial, and what is answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from kb.document.revisions.models import PARTS
from kb.foundation.errors import InvalidError
from kb.internalise.improvements.models import ImprovementState

LONGEST = 4_000
LONGEST_ANSWER = 600  # it becomes the reason of a recognition


@dataclass(frozen=True)
class Proposal:
    """Which part of the text should say what, and why."""

    part: str
    text: str
    why: str
    language: str

    @classmethod
    def parse(cls, form: Mapping[str, str], *, language: str) -> Self:
        """Read the form; what should be said and why are both needed."""
        said = {name: _words(form, name) for name in ("text", "why")}
        part = form.get("part", "")
        wrong = {} if part in PARTS else {"part": "improvement.part_needed"}
        wrong |= {name: f"improvement.{name}_needed" for name, one in said.items() if not one}
        wrong |= {name: "form.too_long" for name, one in said.items() if len(one) > LONGEST}
        if wrong:
            raise InvalidError(wrong)
        return cls(part, said["text"], said["why"], language)


@dataclass(frozen=True)
class Decision:
    """Whether the text is to say so, and a word to the one who tried."""

    state: ImprovementState
    answer: str

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """Read the form; a yes becomes a recognition and a no has a reason: both have words."""
        said, answer = form.get("state", ""), _words(form, "answer")
        decided = {ImprovementState.ACCEPTED, ImprovementState.REFUSED}
        wrong = {} if said in decided else {"state": "improvement.choose"}
        if not answer:
            wrong["answer"] = "improvement.answer_needed"
        if len(answer) > LONGEST_ANSWER:
            wrong["answer"] = "form.too_long"
        if wrong:
            raise InvalidError(wrong)
        return cls(ImprovementState(said), answer)


def _words(form: Mapping[str, str], name: str) -> str:
    return form.get(name, "").replace("\r\n", "\n").strip()
