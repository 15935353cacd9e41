"""What one answers: in one's own words, and the name that it gets among practices."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from kb.foundation.errors import InvalidError
from kb.foundation.numbers import whole_number
from kb.practices.forms import LONGEST_SUMMARY, LONGEST_TITLE
from kb.practices.models import Area

LONGEST_VERSION = 10


@dataclass(frozen=True)
class Told:
    """An answer; with a name it is to become a practice, without one it waits."""

    text: str
    title: str = ""
    situation: str = ""
    area: Area | None = None
    version: int | None = None

    @classmethod
    def parse(cls, form: Mapping[str, str], *, longest: int) -> Self:
        """Read the form; only the answer itself is needed."""
        text = form.get("text", "").replace("\r\n", "\n").replace("\0", "").strip()
        title = " ".join(form.get("title", "").split())
        situation, area = form.get("situation", "").strip(), form.get("area", "")
        checks = {
            "text": ("inventory.answer_needed", not text),
            "title": ("practice.title_too_long", len(title) > LONGEST_TITLE),
            "situation": ("practice.summary_too_long", len(situation) > LONGEST_SUMMARY),
            "area": ("practice.choice_unknown", bool(area) and area not in set(Area)),
        }
        wrong = {name: key for name, (key, is_wrong) in checks.items() if is_wrong}
        if len(text) > longest:
            wrong["text"] = "inventory.answer_too_long"
        if wrong:
            raise InvalidError(wrong, longest=longest if "text" in wrong else LONGEST_TITLE)
        chosen = Area(area) if area else None
        return cls(text, title, situation, chosen, _version(form))


def _version(form: Mapping[str, str]) -> int | None:
    return whole_number(form.get("version", ""), digits=LONGEST_VERSION)
