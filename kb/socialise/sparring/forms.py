"""What one writes of a sparring: three things, and the industry."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from kb.foundation.errors import InvalidError
from kb.people.models import Industry

LONGEST = {"question": 1000, "advice": 4000, "with_whom": 120}
NEEDED = {
    "question": "sparring.question_needed",
    "advice": "sparring.advice_needed",
    "with_whom": "sparring.with_whom_needed",
}


@dataclass(frozen=True)
class Advice:
    """What was asked, what helped, with whom."""

    question: str
    advice: str
    with_whom: str
    industry: Industry | None = None

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """Read the form; each of the three is needed, the industry is not."""
        said = {name: form.get(name, "").strip() for name in NEEDED}
        industry = form.get("industry", "")
        wrong = {name: key for name, key in NEEDED.items() if not said[name]}
        wrong |= {name: "form.too_long" for name in said if len(said[name]) > LONGEST[name]}
        if industry and industry not in set(Industry):
            wrong["industry"] = "person.industry_unknown"
        if wrong:
            raise InvalidError(wrong)
        return cls(**said, industry=Industry(industry) if industry else None)
