"""What one says when giving a practice up."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from kb.foundation.errors import InvalidError

LONGEST_REASON = 1000


class Follows(StrEnum):
    """Whether something comes in its place; it is said either way."""

    PRACTICE = "practice"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Farewell:
    """Why it is given up, and the name of what comes in its place; empty if nothing does."""

    reason: str
    successor: str

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """Read the form; a reason is needed, and a word on what follows."""
        reason, follows = form.get("reason", "").strip(), form.get("follows", "")
        successor = " ".join(form.get("successor", "").split())
        wrong = {} if reason else {"reason": "dropping.reason_needed"}
        if len(reason) > LONGEST_REASON:
            wrong["reason"] = "form.too_long"
        if follows not in set(Follows):
            wrong["follows"] = "dropping.say_what_follows"
        if follows == Follows.PRACTICE and not successor:
            wrong["successor"] = "dropping.successor_needed"
        if wrong:
            raise InvalidError(wrong)
        return cls(reason, successor if follows == Follows.PRACTICE else "")
