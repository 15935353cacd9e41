"""What one looks for on the competence map."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from kb.foundation.numbers import whole_number
from kb.practices.models import Area

MANY = 3  # this many carriers or more stand in one column
NO_AREA = "none"


@dataclass(frozen=True)
class Cut:
    """A part of the map: an area, how many can do it, or what one person can do."""

    area: Area | None = None
    without_area: bool = False
    carriers: int | None = None
    carrier_id: int | None = None

    @classmethod
    def parse(cls, asked: Mapping[str, str]) -> Self:
        """Read an address; what nobody knows cuts nothing."""
        area, many = asked.get("area", ""), whole_number(asked.get("carriers", ""))
        return cls(
            Area(area) if area in set(Area) else None,
            area == NO_AREA,
            min(many, MANY) if many is not None else None,
            whole_number(asked.get("carrier", "")),
        )
