"""The means of sharing, with what each is good for, and which suit a goal.

Kiviranta (2010): means are chosen by the goal; pair means are the most effective for
sharing, doing for internalising. Sixteen means, as tables.
"""

from dataclasses import dataclass

from kb.foundation.words import Kind


class Means(Kind):
    """How knowledge passes from one to another."""

    READING = "reading"
    WRITING = "writing"
    JOB_SHADOWING = "job_shadowing"
    COVERING = "covering"
    ROTATION = "rotation"
    PAIR_WORK = "pair_work"
    GUIDANCE = "guidance"
    INDUCTION = "induction"
    MENTORING = "mentoring"
    MASTER_APPRENTICE = "master_apprentice"
    TEAMWORK = "teamwork"
    STUDY_CIRCLE = "study_circle"
    COACHING_GROUP = "coaching_group"
    GROUP_SUPERVISION = "group_supervision"
    DEVELOPING_WORK = "developing_work"
    PROJECT_GROUP = "project_group"

    @property
    def why(self) -> str:
        """Return the message key of what this means is good for, in one line."""
        return f"means_why.{self.value}"


class Strength(Kind):
    """How well a means serves."""

    STRONG = "strong"
    YES = "yes"
    WEAK = "weak"


class GoalKind(Kind):
    """What should be different afterwards."""

    KNOW_WHERE = "know_where"
    SEE_WHOLE = "see_whole"
    JUDGE_TRICKY = "judge_tricky"
    DO_ALONE = "do_alone"
    MOVE_ACCOUNT = "move_account"
    AGREE_COMMON = "agree_common"
    CHANGE_WAY = "change_way"


@dataclass(frozen=True)
class Worth:
    """How many take part, and what a means does for sharing and for internalising."""

    size: int
    share: Strength
    internalise: Strength


WORTH = {
    Means.READING: Worth(1, Strength.YES, Strength.WEAK),
    Means.WRITING: Worth(1, Strength.YES, Strength.WEAK),
    Means.JOB_SHADOWING: Worth(1, Strength.YES, Strength.STRONG),
    Means.COVERING: Worth(1, Strength.YES, Strength.STRONG),
    Means.ROTATION: Worth(1, Strength.YES, Strength.STRONG),
    Means.PAIR_WORK: Worth(2, Strength.STRONG, Strength.STRONG),
    Means.GUIDANCE: Worth(2, Strength.STRONG, Strength.WEAK),
    Means.INDUCTION: Worth(2, Strength.STRONG, Strength.WEAK),
    Means.MENTORING: Worth(2, Strength.STRONG, Strength.WEAK),
    Means.MASTER_APPRENTICE: Worth(2, Strength.STRONG, Strength.YES),
    Means.TEAMWORK: Worth(3, Strength.YES, Strength.WEAK),
    Means.STUDY_CIRCLE: Worth(3, Strength.YES, Strength.WEAK),
    Means.COACHING_GROUP: Worth(3, Strength.YES, Strength.WEAK),
    Means.GROUP_SUPERVISION: Worth(3, Strength.YES, Strength.WEAK),
    Means.DEVELOPING_WORK: Worth(3, Strength.YES, Strength.STRONG),
    Means.PROJECT_GROUP: Worth(3, Strength.YES, Strength.STRONG),
}

SUGGESTED = {
    GoalKind.KNOW_WHERE: (Means.READING, Means.GUIDANCE),
    GoalKind.SEE_WHOLE: (Means.JOB_SHADOWING, Means.INDUCTION),
    GoalKind.JUDGE_TRICKY: (Means.MENTORING, Means.PAIR_WORK),
    GoalKind.DO_ALONE: (Means.COVERING, Means.PAIR_WORK),
    GoalKind.MOVE_ACCOUNT: (Means.MASTER_APPRENTICE, Means.COVERING),
    GoalKind.AGREE_COMMON: (Means.STUDY_CIRCLE, Means.DEVELOPING_WORK),
    GoalKind.CHANGE_WAY: (Means.PROJECT_GROUP, Means.DEVELOPING_WORK),
}


def means_for(goal: GoalKind) -> tuple[Means, ...]:
    """Return every means, those that suit ``goal`` first."""
    first = SUGGESTED[goal]
    return first + tuple(means for means in Means if means not in first)
