"""What one writes of a flaw, and what is answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from kb.document.flaws.models import FlawState
from kb.foundation.errors import InvalidError
from kb.foundation.needed import needed_words

LONGEST_TEXT = 2000


def parse_flaw(form: Mapping[str, str]) -> str:
    """Read what is missing or wrong; it is said in words."""
    text = form.get("text", "").strip()
    return needed_words(text, "text", missing="flaw.text_needed", longest=LONGEST_TEXT)


@dataclass(frozen=True)
class FlawAnswer:
    """What came of it, and a word to the one who reported it."""

    state: FlawState
    answer: str

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """Read the form; who declines says why."""
        said, answer = form.get("state", ""), form.get("answer", "").strip()
        wrong = {} if said in set(FlawState) - {FlawState.OPEN} else {"state": "flaw.choose"}
        if said == FlawState.DECLINED and not answer:
            wrong["answer"] = "flaw.reason_needed"
        if len(answer) > LONGEST_TEXT:
            wrong["answer"] = "form.too_long"
        if wrong:
            raise InvalidError(wrong)
        return cls(FlawState(said), answer)
