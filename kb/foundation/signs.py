"""Signs of life: when something was last done, kept as small files beside the database."""

import contextlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Self

from kb.foundation import clock

FOLDER = "signs"
WORKER, FSCK, BACKUP = "worker", "fsck", "backup"


@dataclass(frozen=True)
class Sign:
    """When it was, and in one word how it went."""

    at: datetime
    word: str

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Read one; what was cut short is none."""
        moment, _, word = text.strip().partition(" ")
        try:
            return cls(datetime.fromisoformat(moment), word)
        except ValueError:
            return None

    @property
    def age(self) -> timedelta:
        """Return how long ago it was."""
        return clock.now() - self.at


def give_sign(data_dir: Path, name: str, word: str) -> None:
    """Keep that it was done now; a disk that takes no more is told of by others."""
    file = data_dir / FOLDER / name
    beside = file.with_suffix(".new")
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(f"{clock.now().isoformat()} {word}\n", encoding="utf-8")
        beside.replace(file)


def last_sign(data_dir: Path, name: str) -> Sign | None:
    """Return when it was last done, or nothing if it never was."""
    try:
        return Sign.read((data_dir / FOLDER / name).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return None
