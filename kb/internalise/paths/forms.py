"""What is said of a path and of a step, and which paths one looks for."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from kb.foundation.errors import InvalidError
from kb.foundation.numbers import whole_number
from kb.internalise.paths.models import PathRole
from kb.people.models import Industry

LONGEST_TITLE = 120
LONGEST_SUMMARY = 600
LONGEST_WHY = 300
LAST_WEEK = 52


@dataclass(frozen=True)
class PathAbout:
    """What a path is called, what it is for, and for whom."""

    title: str
    summary: str
    role: PathRole
    industry: Industry | None

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """Read the form; a title and a role are needed."""
        title, summary = (
            " ".join(form.get("title", "").split()),
            form.get("summary", "").strip(),
        )
        role, industry = form.get("role", ""), form.get("industry", "")
        wrong = {} if title else {"title": "path.title_needed"}
        if len(title) > LONGEST_TITLE:
            wrong["title"] = "form.too_long"
        if len(summary) > LONGEST_SUMMARY:
            wrong["summary"] = "form.too_long"
        if role not in set(PathRole):
            wrong["role"] = "practice.choice_unknown"
        if industry and industry not in set(Industry):
            wrong["industry"] = "practice.choice_unknown"
        if wrong:
            raise InvalidError(wrong)
        return cls(title, summary, PathRole(role), Industry(industry) if industry else None)


@dataclass(frozen=True)
class StepReason:
    """Why a practice stands on a path, and in which week."""

    why: str
    week: int | None

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """Read the form; a line of why is needed, a week is not."""
        why, raw = " ".join(form.get("why", "").split()), form.get("week", "").strip()
        week = whole_number(raw)
        wrong = {} if why else {"why": "path.why_needed"}
        if len(why) > LONGEST_WHY:
            wrong["why"] = "form.too_long"
        if raw and not (week and week <= LAST_WEEK):
            wrong["week"] = "path.week_unknown"
        if wrong:
            raise InvalidError(wrong, last=LAST_WEEK)
        return cls(why, week)


def parse_practice(form: Mapping[str, str]) -> int:
    """Read which practice is to stand on the path."""
    number = whole_number(form.get("practice", ""))
    if number is None:
        raise InvalidError({"practice": "path.practice_needed"})
    return number


@dataclass(frozen=True)
class PathsFor:
    """Paths for one role, in one industry; or all."""

    role: PathRole | None = None
    industry: Industry | None = None

    @classmethod
    def parse(cls, asked: Mapping[str, str]) -> Self:
        """Read an address; what nobody knows limits nothing."""
        role, industry = asked.get("role", ""), asked.get("industry", "")
        return cls(
            PathRole(role) if role in set(PathRole) else None,
            Industry(industry) if industry in set(Industry) else None,
        )
