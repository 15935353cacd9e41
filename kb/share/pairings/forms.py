"""What makes a pair: a goal before anything else, then the means; at the end, the judgement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from kb.foundation.errors import InvalidError
from kb.foundation.numbers import whole_number
from kb.share.means import GoalKind, Means
from kb.share.pairings.models import Outcome

LONGEST_LINE = 300
LONGEST_TEXT = 4000


@dataclass(frozen=True)
class Goal:
    """What should be different afterwards, and between whom."""

    sentence: str
    kind: GoalKind
    mentor_id: int
    learner_id: int
    practice: str = ""

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """Read the goal; without a sentence, a kind and two people it is refused."""
        sentence, kind = " ".join(form.get("goal", "").split()), form.get("goal_kind", "")
        mentor, learner = number(form.get("mentor", "")), number(form.get("learner", ""))
        needed = {
            "goal": ("pairing.goal_needed", sentence),
            "goal_kind": ("pairing.goal_kind_needed", kind in set(GoalKind)),
            "mentor": ("pairing.mentor_needed", mentor),
            "learner": ("pairing.learner_needed", learner),
        }
        wrong = {name: key for name, (key, there) in needed.items() if not there}
        if len(sentence) > LONGEST_LINE:
            wrong["goal"] = "pairing.goal_too_long"
        if wrong:
            raise InvalidError(wrong, longest=LONGEST_LINE)
        return cls(sentence, GoalKind(kind), mentor, learner, form.get("practice", ""))

    @property
    def fields(self) -> dict[str, object]:
        """Return the goal as the second page's form carries it."""
        return {
            "goal": self.sentence,
            "goal_kind": self.kind.value,
            "mentor": self.mentor_id,
            "learner": self.learner_id,
            "practice": self.practice,
        }


@dataclass(frozen=True)
class Proposal:
    """A goal with the means to reach it and the practices it is about."""

    goal: Goal
    means: Means
    practice_ids: tuple[int, ...] = ()
    topics: str = ""
    motivation: str = ""
    language: str = "fi"

    @classmethod
    def parse(cls, form: Mapping[str, str], practices: Sequence[str], *, language: str) -> Self:
        """Read the second page; the goal comes first, the means are one of the list."""
        goal, means = Goal.parse(form), form.get("means", "")
        if means not in set(Means):
            raise InvalidError({"means": "pairing.means_needed"})
        topics, motivation = text(form, "topics"), text(form, "motivation")
        return cls(goal, Means(means), numbers(practices), topics, motivation, language)


@dataclass(frozen=True)
class Closing:
    """The goal, judged when the pairing ends."""

    outcome: Outcome
    words: str

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """Read the judgement; it has an outcome and says why in words."""
        outcome, words = form.get("outcome", ""), text(form, "closing_words")
        wrong = {} if outcome in set(Outcome) else {"outcome": "pairing.outcome_needed"}
        if not words:
            wrong["closing_words"] = "pairing.closing_words_needed"
        if wrong:
            raise InvalidError(wrong)
        return cls(Outcome(outcome), words)


def text(form: Mapping[str, str], name: str, longest: int = LONGEST_TEXT) -> str:
    """Return a field's words; too many are refused rather than cut."""
    words = form.get(name, "").strip()
    if len(words) > longest:
        raise InvalidError({name: "session.too_long"}, longest=longest)
    return words


def number(raw: str) -> int:
    """Return what a choice stands for, or nought when nothing was chosen."""
    return whole_number(raw) or 0


def numbers(raw: Sequence[str]) -> tuple[int, ...]:
    """Return what several choices stand for, each once."""
    return tuple(dict.fromkeys(number(one) for one in raw))
