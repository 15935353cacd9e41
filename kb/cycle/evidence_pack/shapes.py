"""A sheet of the pack: what it is called and means, and its rows."""

from collections.abc import Callable
from dataclasses import dataclass

from kb.cycle.evidence_pack.queries import Rows


@dataclass(frozen=True)
class Told:
    """What a sheet says of itself: its file, its title, what its rows are, its columns."""

    key: str
    title: str
    meaning: str
    columns: tuple[str, ...]

    @property
    def file(self) -> str:
        """Return the name of its file."""
        return f"{self.key}.csv"


@dataclass(frozen=True)
class Source:
    """A sheet and where its rows come from."""

    told: Told
    rows: Callable[[], Rows]


@dataclass(frozen=True)
class Listed:
    """A file as the index names it: how many rows it has, or that it may not be told."""

    file: str
    title: str
    meaning: str
    rows: int
    is_told: bool = True


@dataclass(frozen=True)
class Clause:
    """A clause of the standard by its number and a short heading, and what shows it here.

    ``beside`` says what the organisation shows by other means.
    """

    number: str
    heading: str
    shown_by: tuple[str, ...] = ()
    beside: str = ""
