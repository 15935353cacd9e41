"""What one writes when asking and when answering."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from kb.foundation.errors import InvalidError
from kb.foundation.needed import needed_words

LONGEST_TEXT = 4000


@dataclass(frozen=True)
class Asking:
    """Whom one asks, what, and about which practice, if any."""

    asked: int
    text: str
    practice: str

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """Read the form; somebody to ask and the question are needed."""
        asked, text = form.get("asked", ""), form.get("text", "").strip()
        wrong = {} if text else {"text": "question.text_needed"}
        if len(text) > LONGEST_TEXT:
            wrong["text"] = "form.too_long"
        if not asked.isdecimal():
            wrong["asked"] = "question.asked_needed"
        if wrong:
            raise InvalidError(wrong)
        return cls(int(asked), text, form.get("practice", ""))


def parse_answer(form: Mapping[str, str]) -> str:
    """Read an answer; an empty one is refused."""
    words = form.get("answer", "").strip()
    return needed_words(words, "answer", missing="question.answer_needed", longest=LONGEST_TEXT)


def parse_comment(form: Mapping[str, str]) -> str:
    """Read a comment; an empty one is refused."""
    words = form.get("text", "").strip()
    return needed_words(words, "text", missing="comment.text_needed", longest=LONGEST_TEXT)
