"""What somebody writes for themselves of a meeting."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from kb.share.pairings.forms import number, text

WHOLE_PAIR = 0  # stands where the number of a meeting would


@dataclass(frozen=True)
class Jotting:
    """Words for oneself, and the version that they were written on."""

    words: str
    version: int = 0

    @classmethod
    def parse(cls, form: Mapping[str, str], meeting: int = WHOLE_PAIR) -> Self:
        """Read the note of one meeting, or of the pair; too long a one is refused."""
        return cls(text(form, f"note_{meeting}"), number(form.get("version", "")))
