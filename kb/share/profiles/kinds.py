"""When two can meet, and which means and goals are for two; the rest are for groups."""

from kb.foundation.words import Kind
from kb.share.means import SUGGESTED, GoalKind, Means


class Half(Kind):
    """Half a working day: fine enough to find a time, and no calendar of anybody."""

    MONDAY_MORNING = "mon_am"
    MONDAY_AFTERNOON = "mon_pm"
    TUESDAY_MORNING = "tue_am"
    TUESDAY_AFTERNOON = "tue_pm"
    WEDNESDAY_MORNING = "wed_am"
    WEDNESDAY_AFTERNOON = "wed_pm"
    THURSDAY_MORNING = "thu_am"
    THURSDAY_AFTERNOON = "thu_pm"
    FRIDAY_MORNING = "fri_am"
    FRIDAY_AFTERNOON = "fri_pm"


PAIR_MEANS = (
    Means.MENTORING,
    Means.MASTER_APPRENTICE,
    Means.PAIR_WORK,
    Means.GUIDANCE,
    Means.INDUCTION,
    Means.JOB_SHADOWING,
    Means.COVERING,
)


def means_of_a_pair(goal: GoalKind) -> tuple[Means, ...]:
    """Return the means that suit ``goal`` and that two can use, the best first."""
    return tuple(means for means in SUGGESTED[goal] if means in PAIR_MEANS)


PAIR_GOALS = tuple(goal for goal in GoalKind if means_of_a_pair(goal))
