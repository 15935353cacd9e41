"""What a backup says of itself: when, of which schema, and each part with its SHA-256."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Self

NAME = "manifest.json"
DATABASE = "kb.sqlite"
FILES = "files/"
FORMAT = 1


class BackupError(Exception):
    """A backup that cannot be made, read or put back; the text says why."""


@dataclass(frozen=True)
class Part:
    """One part of a backup: ``size`` in bytes."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What is in a backup, and of which schema (the number of its last migration)."""

    made_at: datetime
    schema: str
    parts: Sequence[Part]
    format: int = FORMAT

    @property
    def size(self) -> int:
        """Return how many bytes all parts have together."""
        return sum(part.size for part in self.parts)

    def written(self) -> str:
        """Return it as JSON, the same for the same backup."""
        told = {**asdict(self), "made_at": self.made_at.isoformat()}
        return json.dumps(told, indent=1, sort_keys=True)

    @classmethod
    def read(cls, text: bytes) -> Self:
        """Read it; raise BackupError for what is none, or newer than what is known here."""
        try:
            told = json.loads(text)
            format_of = int(told["format"])
            parts = tuple(
                Part(str(one["name"]), int(one["size"]), str(one["sha256"]))
                for one in told["parts"]
            )
            made_at, schema = datetime.fromisoformat(told["made_at"]), str(told["schema"])
        except (ValueError, KeyError, TypeError) as trouble:
            raise BackupError("This is no backup of Kisälli: what it holds is not told.") from (
                trouble
            )
        if format_of > FORMAT:
            raise BackupError("The backup was made by a newer version of Kisälli than this.")
        return cls(made_at, schema, parts, format_of)
