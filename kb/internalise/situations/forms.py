"""What a carrier tells of a situation, and what a learner answers to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from kb.foundation.errors import InvalidError
from kb.foundation.needed import needed_words
from kb.internalise.situations.scheduling import Grade

LONGEST = 2_000
LONGEST_QUESTION = 300
NEEDED = {
    "telling": "situation.telling_needed",
    "question": "situation.question_needed",
    "reasoning": "situation.reasoning_needed",
}


@dataclass(frozen=True)
class Telling:
    """A situation, the question it ends in, and how the one who can do it reasons."""

    telling: str
    question: str
    reasoning: str

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """Read the form; all three are needed."""
        said = {name: form.get(name, "").replace("\r\n", "\n").strip() for name in NEEDED}
        said["question"] = " ".join(said["question"].split())
        wrong = {name: key for name, key in NEEDED.items() if not said[name]}
        wrong |= {name: "form.too_long" for name, text in said.items() if len(text) > LONGEST}
        if len(said["question"]) > LONGEST_QUESTION:
            wrong["question"] = "form.too_long"
        if wrong:
            raise InvalidError(wrong)
        return cls(**said)


def parse_answer(form: Mapping[str, str]) -> str:
    """Read what the learner would do; a few words come before the reasoning is shown."""
    answer = form.get("answer", "").replace("\r\n", "\n").strip()
    missing = "situation.answer_needed"
    return needed_words(answer, "answer", missing=missing, longest=LONGEST)


def parse_grade(form: Mapping[str, str]) -> Grade:
    """Read how the learner's own decision stood beside the carrier's."""
    grade = form.get("grade", "")
    if grade not in set(Grade):
        raise InvalidError({"grade": "situation.grade_needed"})
    return Grade(grade)
