"""The demo organisation's data files, read as they are written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from kb.document.revisions.models import PARTS, Text
from kb.foundation import clock

DATA = Path(__file__).parent / "data"
HEADINGS = {
    "Tilanne": "situation",
    "Miten toimin": "action",
    "Miksi se toimii": "why",
    "Milloin se ei sovi": "when_not",
    "Esimerkki": "example",
    "Situation": "situation",
    "What I do": "action",
    "Why it works": "why",
    "When it does not fit": "when_not",
    "Example": "example",
}

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Written:
    """A practice's text in one language."""

    ref: str
    language: str
    text: Text


def rows(name: str) -> Any:  # noqa: ANN401 - YAML is what it is; the loader knows the shape
    """Return what stands in one file."""
    return yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))


def texts(titles: Mapping[str, str]) -> list[Written]:
    """Return every text; ``titles`` names the practices in Finnish."""
    found = [_written(file, titles) for file in sorted((DATA / "texts").glob("*.md"))]
    return sorted(found, key=lambda one: (one.ref, one.language != "fi"))


def files_of(ref: str) -> list[tuple[str, Path]]:
    """Return the files of a practice, each with the name it is to have."""
    pictures = [row["file"] for row in rows("pictures/pictures") if row["practice"] == ref]
    films = [row["file"] for row in rows("videos/videos") if row["practice"] == ref]
    return [
        *((f"{ref}.png", DATA / "pictures" / f"{name}.png") for name in pictures),
        *((path.name, path) for name in films for path in _film(name)),
    ]


def _film(name: str) -> list[Path]:
    files = sorted((DATA / "videos").glob(f"{name}.*"))
    return [path for path in files if path.suffix in {".webm", ".vtt"}]


def moment_of(days_ago: int, *, hour: int = 9) -> datetime:
    """Return a working hour that many days back; events of the past are always past."""
    day = clock.today() - timedelta(days=days_ago)
    at = datetime(day.year, day.month, day.day, hour, tzinfo=clock.HOME)
    return min(at, clock.now())


def last_day(said: str) -> date:
    """Return the next such day of the year (``next-06-30``)."""
    month, day = (int(part) for part in said.removeprefix("next-").split("-"))
    this_year = clock.today().replace(month=month, day=day)
    past = this_year <= clock.today()
    return this_year.replace(year=this_year.year + 1) if past else this_year


def _written(file: Path, titles: Mapping[str, str]) -> Written:
    ref, language, _ = file.name.split(".")
    _, front, body = file.read_text(encoding="utf-8").split("---\n", 2)
    said = yaml.safe_load(front)
    parts = dict.fromkeys(PARTS, "")
    for section in body.split("## ")[1:]:
        heading, _, words = section.partition("\n")
        parts[HEADINGS[heading.strip()]] = words.strip()
    title = said.get("title") or titles[ref]
    return Written(ref, language, Text(title, "\n".join(said["situation"]), **parts))
