"""What one writes when nothing answered, and when one can answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from kb.foundation.errors import InvalidError
from kb.foundation.needed import needed_words
from kb.identify.needs.models import NeedState
from kb.people.models import Industry, Person

LONGEST_QUESTION = 1000
LONGEST_QUERY = 300
LONGEST_ANSWER = 4000


@dataclass(frozen=True)
class Demand:
    """A question that nothing answered, and what was searched or read before it."""

    question: str
    query: str = ""
    language: str = "fi"
    industry: Industry | None = None
    anonymous: bool = False
    practice: str = ""

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
            form.get("practice", ""),
        )


@dataclass(frozen=True)
class Among:
    """Which needs a list shows: those in a state, of an industry; of each, any."""

    state: NeedState | None = None
    industry: Industry | None = None

    @classmethod
    def parse(cls, asked: Mapping[str, str]) -> Self:
        """Read the address; what is no state or industry limits nothing."""
        state, industry = asked.get("state", ""), asked.get("industry", "")
        return cls(
            NeedState(state) if state in set(NeedState) else None,
            Industry(industry) if industry in set(Industry) else None,
        )


def parse_answer(form: Mapping[str, str]) -> str:
    """Read a short answer; an empty one is refused."""
    words = form.get("answer", "").strip()
    return needed_words(words, "answer", missing="need.answer_needed", longest=LONGEST_ANSWER)


def parse_person(form: Mapping[str, str], *, among: Sequence[Person]) -> Person:
    """Read whom a need is offered to, of those who may be asked."""
    chosen = next((one for one in among if str(one.id) == form.get("person", "")), None)
    if chosen is None:
        raise InvalidError({"person": "need.person_needed"})
    return chosen


def _wrong_fields(question: str, industry: str) -> dict[str, str]:
    wrong = {} if question else {"question": "need.question_needed"}
    if len(question) > LONGEST_QUESTION:
        wrong["question"] = "form.too_long"
    if industry and industry not in set(Industry):
        wrong["industry"] = "person.industry_unknown"
    return wrong
