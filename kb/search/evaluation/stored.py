"""Houses kept from one evaluation to the next, as long as they would be made the same again."""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from kb.search import meaning
from kb.search.evaluation import houses
from kb.search.evaluation.beir import Page
from kb.search.evaluation.houses import in_house
from kb.search.evaluation.source import fingerprint_of
from kb.search.meaning import Progress

MOST_KEPT = 16


@dataclass(frozen=True)
class Street:
    """Where houses are kept, of which code they are, and how an empty one is made."""

    place: Path
    root: Path
    migrate: Callable[[Path, str], None]

    @contextmanager
    def house_of(self, pages: Sequence[Page], progress: Progress) -> Iterator[list[str]]:
        """Be in a house of these pages; return what it would not take."""
        file = self.place / f"{self._name_of(pages)}.sqlite"
        refusals = file.with_suffix(".json")
        if not refusals.exists():
            self._build(file, refusals, pages, progress)
            self._clear()
        refusals.touch()
        refused: list[str] = json.loads(refusals.read_text(encoding="utf-8"))
        with in_house(file):
            yield refused

    def _build(
        self, file: Path, refusals: Path, pages: Sequence[Page], progress: Progress
    ) -> None:
        self.place.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=self.place) as folder:
            new = Path(folder) / "new.sqlite"
            self.migrate(self.root, f"sqlite:///{new}")
            with in_house(new):
                refused = houses.settle(pages, progress)
                if meaning.encoder():
                    houses.embed(progress)
            _copied(new, Path(folder) / "whole.sqlite").replace(file)
        refusals.write_text(json.dumps(refused), encoding="utf-8")

    def _clear(self) -> None:
        kept = sorted(self.place.glob("*.json"), key=lambda file: file.stat().st_mtime)
        for file in kept[:-MOST_KEPT]:
            file.unlink()
            file.with_suffix(".sqlite").unlink(missing_ok=True)

    def _name_of(self, pages: Sequence[Page]) -> str:
        """Return a name that is the same as long as the same house would be made."""
        encoder = meaning.encoder()
        made_by = fingerprint_of(houses.__name__, self.root)
        parts = [encoder.name if encoder else "", made_by, *map(astuple, pages)]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:20]


def _copied(file: Path, to: Path) -> Path:
    # Not renamed as it is: what SQLite still holds beside the file would be lost.
    with closing(sqlite3.connect(file)) as opened:
        opened.execute("VACUUM INTO ?", (str(to),))
    return to
