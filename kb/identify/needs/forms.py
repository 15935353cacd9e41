"""What one writes when nothing answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from kb.foundation.errors import InvalidError
from kb.people.models import Industry

LONGEST_QUESTION = 1000
LONGEST_QUERY = 300


@dataclass(frozen=True)
class Demand:
    """A question that nothing answered, and what was searched."""

    question: str
    query: str = ""
    language: str = "fi"
    industry: Industry | None = None
    anonymous: bool = False

    @classmethod
    def parse(cls, form: Mapping[str, str], *, language: str) -> Self:
        """Read the form; only the question is needed."""
        question, industry = form.get("question", "").strip(), form.get("industry", "")
        if wrong := _wrong_fields(question, industry):
            raise InvalidError(wrong)
        return cls(
            question,
            form.get("query", "").strip()[:LONGEST_QUERY],
            language,
            Industry(industry) if industry else None,
            "anonymous" in form,
        )


def _wrong_fields(question: str, industry: str) -> dict[str, str]:
    wrong = {} if question else {"question": "need.question_needed"}
    if len(question) > LONGEST_QUESTION:
        wrong["question"] = "form.too_long"
    if industry and industry not in set(Industry):
        wrong["industry"] = "person.industry_unknown"
    return wrong
