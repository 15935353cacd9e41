"""What makes a pair: a goal before anything else, then the means; at the end, the judgement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from kb.foundation.errors import InvalidError
from kb.foundation.numbers import whole_number, whole_numbers
from kb.share.means import GoalKind, Means
from kb.share.pairings.kinds import Roles
from kb.share.pairings.states import Ending, MeansSuited, Outcome

LONGEST_LINE = 300
LONGEST_TEXT = 4000


@dataclass(frozen=True)
class Goal:
    """What should be different afterwards, and between whom; perhaps going on from before."""

    sentence: str
    kind: GoalKind
    mentor_id: int
    learner_id: int
    practice: str = ""
    fellow_ids: tuple[int, ...] = ()
    roles: Roles = Roles.ONE_WAY
    across_line: bool = False
    follows_id: int | None = None

    @classmethod
    def parse(cls, form: Mapping[str, str], fellows: Sequence[str] = ()) -> Self:
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
        return cls(
            sentence,
            GoalKind(kind),
            mentor,
            learner,
            form.get("practice", ""),
            tuple(one for one in whole_numbers(fellows) if one != learner),
            Roles(roles) if (roles := form.get("roles")) in set(Roles) else Roles.ONE_WAY,
            across_line="across_line" in form,
            follows_id=whole_number(form.get("follows", "")),
        )

    @property
    def fields(self) -> dict[str, str | int | list[int]]:
        """Return the goal as the second page's form carries it."""
        return {
            "goal": self.sentence,
            "goal_kind": self.kind.value,
            "mentor": self.mentor_id,
            "learner": self.learner_id,
            "practice": self.practice,
            "fellows": list(self.fellow_ids),
            "roles": self.roles.value,
            **({"across_line": "yes"} if self.across_line else {}),
            "follows": self.follows_id or "",
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
    def parse(
        cls,
        form: Mapping[str, str],
        practices: Sequence[str],
        *,
        language: str,
        fellows: Sequence[str] = (),
    ) -> Self:
        """Read the second page; the goal comes first, the means are one of the list."""
        goal, means = Goal.parse(form, fellows), form.get("means", "")
        if means not in set(Means):
            raise InvalidError({"means": "pairing.means_needed"})
        topics, motivation = text(form, "topics"), text(form, "motivation")
        return cls(goal, Means(means), whole_numbers(practices), topics, motivation, language)


@dataclass(frozen=True)
class Yes:
    """A member's yes to a pair: why, and what goes with it."""

    motivation: str
    across_line: bool = False
    is_last: bool = False

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """Read the yes; a mentor may say with it that they take no more."""
        return cls(
            text(form, "motivation"),
            across_line="across_line" in form,
            is_last="take_no_more" in form,
        )


@dataclass(frozen=True)
class No:
    """A member's no to a pair; a mentor may say with it that they take none for now."""

    is_last: bool = False

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """Read the no; no reason is asked."""
        return cls(is_last="take_none" in form)


@dataclass(frozen=True)
class Closing:
    """The goal and its means, judged when the pairing ends."""

    outcome: Outcome
    words: str
    means_suited: MeansSuited | None = None
    ending: Ending = Ending.DONE

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """Read the judgement of goal and means; it says in words what made it so."""
        words, ending = text(form, "closing_words"), form.get("ending", "")
        outcome, suited = form.get("outcome", ""), form.get("means_suited", "")
        needed = {
            "ending": ("pairing.ending_needed", ending in set(Ending)),
            "outcome": ("pairing.outcome_needed", outcome in set(Outcome)),
            "means_suited": ("pairing.means_suited_needed", suited in set(MeansSuited)),
            "closing_words": ("pairing.closing_words_needed", words),
        }
        wrong = {name: key for name, (key, there) in needed.items() if not there}
        if wrong:
            raise InvalidError(wrong)
        return cls(Outcome(outcome), words, MeansSuited(suited), Ending(ending))


def text(form: Mapping[str, str], name: str, longest: int = LONGEST_TEXT) -> str:
    """Return a field's words; too many are refused rather than cut."""
    words = form.get(name, "").strip()
    if len(words) > longest:
        raise InvalidError({name: "session.too_long"}, longest=longest)
    return words


def number(raw: str) -> int:
    """Return what a choice stands for, or nought when nothing was chosen."""
    return whole_number(raw) or 0
