"""What is typed before anything is shared, of a new means, and at the end."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from kb.document.revisions.forms import words_of
from kb.foundation.errors import InvalidError
from kb.share.means import GoalKind, Strength
from kb.share.pairings.states import MeansSuited, Outcome

LONGEST_LINE = 300
LONGEST_NAME = 80
LONGEST_WORDS = 4000
SIZES = ("1", "2", "3")


@dataclass(frozen=True)
class Aim:
    """What should be different afterwards: the sentence, and what kind of a goal it is (R4)."""

    sentence: str
    kind: GoalKind

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """Read the goal; without a sentence and a kind it is refused."""
        sentence, kind = " ".join(words_of(form, "goal").split()), form.get("goal_kind", "")
        wrong = {} if sentence else {"goal": "pairing.goal_needed"}
        if len(sentence) > LONGEST_LINE:
            wrong["goal"] = "pairing.goal_too_long"
        if kind not in set(GoalKind):
            wrong["goal_kind"] = "pairing.goal_kind_needed"
        if wrong:
            raise InvalidError(wrong, longest=LONGEST_LINE)
        return cls(sentence, GoalKind(kind))

    @property
    def fields(self) -> dict[str, str]:
        """Return the goal as the next form carries it."""
        return {"goal": self.sentence, "goal_kind": self.kind.value}


@dataclass(frozen=True)
class MeansWording:
    """A means as an admin tells of it."""

    name: str
    english: str
    why: str
    english_why: str
    size: int
    share: Strength
    internalise: Strength
    suits: GoalKind | None = None

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """Read the form; names and why-lines are needed in both languages."""
        lines = {name: " ".join(words_of(form, name).split()) for name in LINES}
        chosen = {name: form.get(name, "") for name in ("share", "internalise", "size")}
        suits = form.get("suits", "")
        wrong = {name: LINES[name][0] for name, line in lines.items() if not line}
        long = {name for name, line in lines.items() if len(line) > LINES[name][1]}
        wrong |= dict.fromkeys(long, "form.too_long")
        strengths = {one.value for one in Strength}
        offered = {"share": strengths, "internalise": strengths, "size": set(SIZES)}
        unknown = {name for name, one in chosen.items() if one not in offered[name]}
        unknown |= set() if not suits or suits in set(GoalKind) else {"suits"}
        wrong |= dict.fromkeys(unknown, "practice.choice_unknown")
        if wrong:
            raise InvalidError(wrong)
        share, internalise = Strength(chosen["share"]), Strength(chosen["internalise"])
        goal = GoalKind(suits) if suits else None
        return cls(
            **lines, size=int(chosen["size"]), share=share, internalise=internalise, suits=goal
        )


LINES = {
    "name": ("means.name_needed", LONGEST_NAME),
    "english": ("means.name_needed", LONGEST_NAME),
    "why": ("means.why_needed", LONGEST_LINE),
    "english_why": ("means.why_needed", LONGEST_LINE),
}


@dataclass(frozen=True)
class Judgement:
    """The goal judged, and the means against it."""

    outcome: Outcome
    fit: MeansSuited
    words: str

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """Read the judgement; it says both, and why in words."""
        outcome, fit = form.get("outcome", ""), form.get("fit", "")
        words = words_of(form, "closing_words")
        checks = {
            "outcome": ("pairing.outcome_needed", outcome in set(Outcome)),
            "fit": ("means.fit_needed", fit in set(MeansSuited)),
            "closing_words": ("pairing.closing_words_needed", bool(words)),
        }
        wrong = {name: key for name, (key, right) in checks.items() if not right}
        if len(words) > LONGEST_WORDS:
            wrong["closing_words"] = "form.too_long"
        if wrong:
            raise InvalidError(wrong)
        return cls(Outcome(outcome), MeansSuited(fit), words)
