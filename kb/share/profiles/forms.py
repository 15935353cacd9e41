"""What is typed into an offer and into a wish."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from kb.foundation import clock
from kb.foundation.catalogues import LANGUAGES
from kb.foundation.days import typed_day
from kb.foundation.errors import InvalidError
from kb.foundation.numbers import whole_number, whole_numbers
from kb.practices.models import Area
from kb.share.means import GoalKind
from kb.share.profiles.kinds import PAIR_GOALS, PAIR_MEANS, Half

MOST_LEARNERS = 9
LONGEST_GOAL = 300
HALVES = tuple(Half)

Ticked = Callable[[str], Sequence[str]]


@dataclass(frozen=True)
class Offer:
    """What a mentor offers."""

    capacity: int
    practice_ids: tuple[int, ...]
    languages: tuple[str, ...]
    halves: tuple[str, ...] = ()
    means: tuple[str, ...] = ()
    takes_new: bool = True
    paused_until: date | None = None
    across_line: bool = False

    @classmethod
    def parse(cls, form: Mapping[str, str], ticked: Ticked) -> Self:
        """Read the form; ``ticked`` returns every value of a name."""
        capacity, pause = (
            whole_number(form.get("capacity", ""), digits=1),
            form.get("pause", ""),
        )
        practices, languages = (
            whole_numbers(ticked("practices")),
            _known(ticked("languages"), LANGUAGES),
        )
        wrong = {} if capacity else {"capacity": "offer.capacity_needed"}
        if not practices:
            wrong["practices"] = "offer.practices_needed"
        if not languages:
            wrong["languages"] = "profile.languages_needed"
        if pause and (typed_day(pause) or date.min) < clock.today():
            wrong["pause"] = "offer.pause_unclear"
        if wrong or not capacity:
            raise InvalidError(wrong)
        return cls(
            capacity,
            practices,
            languages,
            _known(ticked("halves"), HALVES),
            _known(ticked("means"), PAIR_MEANS),
            takes_new="takes_new" in form,
            paused_until=typed_day(pause),
            across_line="across_line" in form,
        )


@dataclass(frozen=True)
class Wish:
    """What a learner wishes, and the goal it is for."""

    goal: str
    goal_kind: GoalKind
    practice_ids: tuple[int, ...]
    area: Area | None
    languages: tuple[str, ...]
    halves: tuple[str, ...] = ()
    across_line: bool = False

    @classmethod
    def parse(cls, form: Mapping[str, str], ticked: Ticked) -> Self:
        """Read the form; ``ticked`` returns every value of a name."""
        goal, kind = " ".join(form.get("goal", "").split()), form.get("goal_kind", "")
        practices, languages = (
            whole_numbers(ticked("practices")),
            _known(ticked("languages"), LANGUAGES),
        )
        area = Area(form["area"]) if form.get("area") in set(Area) else None
        needed = {
            "goal": ("pairing.goal_needed", goal),
            "goal_kind": ("pairing.goal_kind_needed", kind in PAIR_GOALS),
            "area": ("wish.something_needed", practices or area),
            "languages": ("profile.languages_needed", languages),
        }
        wrong = {name: key for name, (key, there) in needed.items() if not there}
        if len(goal) > LONGEST_GOAL:
            wrong["goal"] = "pairing.goal_too_long"
        if wrong:
            raise InvalidError(wrong, longest=LONGEST_GOAL)
        return cls(
            goal,
            GoalKind(kind),
            practices,
            area,
            languages,
            _known(ticked("halves"), HALVES),
            across_line="across_line" in form,
        )


def _known(raw: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    """Return those of the values there are, in their own order."""
    return tuple(str(one) for one in known if one in raw)
