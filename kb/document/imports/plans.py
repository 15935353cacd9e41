"""What would come of each page of a folder, told before anything is written."""

from collections.abc import Mapping
from dataclasses import dataclass

from kb.document.imports.folders import Remark
from kb.document.imports.models import ImportedPage
from kb.document.imports.pages import Page
from kb.document.imports.queries import known_pages, practices_from
from kb.document.imports.touches import worked_on
from kb.document.imports.trees import Tree
from kb.foundation.words import Kind
from kb.people.models import Person


class Fate(Kind):
    """What comes of a page."""

    NEW = "new"
    UNCHANGED = "unchanged"
    CHANGED = "changed"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Verdict:
    """A page with what comes of it, and the practice it is known as."""

    page: Page
    fate: Fate
    practice_id: int | None = None
    reason: Remark | None = None

    @property
    def comes(self) -> bool:
        """Say whether this page is written when the import is applied."""
        return self.fate in {Fate.NEW, Fate.CHANGED}


def judge(tree: Tree, *, by: Person) -> list[Verdict]:
    """Compare a folder with what came from it before; what people changed is left alone."""
    known = known_pages(tree.source)
    changed = any(known[p.path].sha256 != p.sha256 for p in tree.pages if p.path in known)
    practices = practices_from(tree.source)
    touched = worked_on(practices, importer=by) if changed else set()
    return [_verdict(page, known, touched) for page in tree.pages]


def _verdict(page: Page, known: Mapping[str, ImportedPage], touched: set[int]) -> Verdict:
    before = known.get(page.path)
    if before is None or before.practice_id is None:
        return Verdict(page, Fate.NEW)
    if before.sha256 == page.sha256:
        return Verdict(page, Fate.UNCHANGED, before.practice_id)
    if before.practice_id in touched:
        return Verdict(page, Fate.SKIPPED, before.practice_id, Remark("imports.left_alone"))
    return Verdict(page, Fate.CHANGED, before.practice_id)
