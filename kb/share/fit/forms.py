"""What one of a pair says when asked whether it works."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from kb.foundation.errors import InvalidError
from kb.share.fit.models import Fit
from kb.share.pairings.forms import text

LONGEST_WORD = 600


@dataclass(frozen=True)
class Opinion:
    """Whether the pair works, and a word on it if one likes."""

    fit: Fit
    words: str = ""
    language: str = "fi"

    @classmethod
    def parse(cls, form: Mapping[str, str], *, language: str) -> Self:
        """Read the answer; one of the three is to be chosen."""
        words, chosen = text(form, "fit_words", LONGEST_WORD), form.get("fit", "")
        if chosen not in set(Fit):
            raise InvalidError({"fit": "fit.needed"})
        return cls(Fit(chosen), words, language)
