"""Which two wordings are compared, and how they are laid out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from kb.document.revisions.forms import number_of
from kb.foundation.words import Kind


class Layout(Kind):
    """Both texts in one, or beside each other."""

    INLINE = "inline"
    SIDES = "sides"


@dataclass(frozen=True)
class Comparison:
    """The numbers of two wordings and the layout; without numbers the newest two are meant."""

    old: int | None
    new: int | None
    layout: Layout

    @classmethod
    def parse(cls, asked: Mapping[str, str]) -> Self:
        """Read what the address asks; nonsense asks nothing."""
        layout = asked.get("layout", "")
        return cls(
            number_of(asked.get("old", "")),
            number_of(asked.get("new", "")),
            Layout(layout) if layout in set(Layout) else Layout.INLINE,
        )
