"""What the admin says of a question."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from kb.context.questions.models import Heading, Phase, QuestionSet, phases_of
from kb.foundation.errors import InvalidError

LONGEST_QUESTION = 400


@dataclass(frozen=True)
class Asking:
    """A question in both languages, where its answer belongs, and what may be added.

    ``seen`` is the version of the question that the page began with, where it had one.
    """

    fi: str
    en: str
    heading: Heading
    phase: Phase
    probe_fi: str = ""
    probe_en: str = ""
    seen: str = ""

    @classmethod
    def parse(cls, form: Mapping[str, str], which: QuestionSet) -> Self:
        """Read the form; both languages are needed, for both are asked in."""
        said = {
            name: " ".join(form.get(name, "").split())
            for name in ("fi", "en", "probe_fi", "probe_en")
        }
        heading, phase = form.get("heading", ""), form.get("phase") or phases_of(which)[0]
        wrong = {name: "set_question.needed" for name in ("fi", "en") if not said[name]}
        wrong |= {name: "form.too_long" for name in said if len(said[name]) > LONGEST_QUESTION}
        if heading not in set(Heading):
            wrong["heading"] = "practice.choice_unknown"
        if phase not in phases_of(which):
            wrong["phase"] = "practice.choice_unknown"
        if wrong:
            raise InvalidError(wrong)
        return cls(
            **said, heading=Heading(heading), phase=Phase(phase), seen=form.get("seen", "")
        )
