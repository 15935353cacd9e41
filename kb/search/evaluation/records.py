"""Lines of a file, one record each; what cannot be read is said with file and line."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


class BrokenError(Exception):
    """What was given cannot be read; the text says where and why."""


@dataclass(frozen=True)
class Record:
    """The JSON object of one line."""

    where: str
    fields: dict[str, object]

    def text(self, name: str, otherwise: str | None = None) -> str:
        """Return a field that is text; it may be missing only if ``otherwise`` is given."""
        found = self.fields.get(name)
        found = otherwise if found is None else found
        if not isinstance(found, str):
            raise BrokenError(f"{self.where}: {name} is missing or is no text.")
        return found


def lines_of(file: Path) -> Iterator[tuple[str, str]]:
    """Return where each line stands that is not empty, and the line."""
    try:
        told = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise BrokenError(f"There is no {file.name} in {file.parent}.") from None
    except UnicodeDecodeError as wrong:
        raise BrokenError(
            f"{file} is not UTF-8 ({wrong.reason}, byte {wrong.start})."
        ) from None
    for number, line in enumerate(told.split("\n"), start=1):
        if line.strip():
            yield f"{file}, line {number}", line.rstrip("\r")


def records_of(file: Path) -> Iterator[Record]:
    """Return the object of every line; their ids must differ."""
    seen = set[str]()
    for where, line in lines_of(file):
        record = Record(where, _object(where, line))
        name = record.text("_id")
        if not name or name in seen:
            raise BrokenError(f"{where}: the _id {name!r} is empty or was there before.")
        seen.add(name)
        yield record


def _object(where: str, line: str) -> dict[str, object]:
    try:
        found: object = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as wrong:
        raise BrokenError(f"{where}: this is no JSON ({wrong}).") from None
    if not isinstance(found, dict):
        raise BrokenError(f"{where}: this is JSON, but no object.")
    return found
