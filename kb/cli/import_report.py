"""What an import tells of itself: for people line by line, for programs as JSON."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Self

from kb.cli.words import sentence_of
from kb.document.imports.folders import Remark
from kb.document.imports.plans import Fate, Verdict
from kb.document.imports.trees import Tree
from kb.foundation.errors import DomainError

NEXT = "Nothing was written. Land it as drafts with --apply, publish it with --publish."


@dataclass(frozen=True)
class Report:
    """What was found, what would come or came of it, and by whom."""

    tree: Tree
    verdicts: Sequence[Verdict]
    email: str
    name: str
    batch: int | None = None
    published: int = 0
    dry: bool = True

    def with_published(self, count: int, batches: Sequence[int]) -> Self:
        """Add what was published."""
        batch = self.batch or max(batches, default=None)
        return replace(self, published=count, batch=batch)

    @property
    def counts(self) -> dict[str, int]:
        """Count the pages by what came of them."""
        found = Counter(verdict.fate for verdict in self.verdicts)
        found[Fate.SKIPPED] += len(self.tree.refused)
        return {fate.value: found[fate] for fate in Fate} | {"published": self.published}


def as_json(report: Report) -> dict[str, object]:
    """Return the report for a program."""
    others = [{"path": one.path, "reason": _words(one.reason)} for one in report.tree.others]
    return {
        "source": report.tree.source,
        "dry_run": report.dry,
        "batch": report.batch,
        "by": report.email,
        "pages": list(_pages(report)),
        "skipped": others,
        "images": report.tree.pictures,
        "counts": report.counts,
    }


def in_words(report: Report) -> str:
    """Return the report for a person."""
    return "\n".join(_lines(report))


def _pages(report: Report) -> Iterator[dict[str, object]]:
    for verdict in report.verdicts:
        page = verdict.page
        yield {
            "path": page.path,
            "title": page.title,
            "lang": page.language,
            "status": verdict.fate.value,
            "reason": _words(verdict.reason) if verdict.reason else None,
            "remarks": [_words(remark) for remark in page.remarks],
        }
    for refused in report.tree.refused:
        yield {
            "path": refused.path,
            "title": None,
            "lang": None,
            "status": Fate.SKIPPED.value,
            "reason": _words(refused.reason),
            "remarks": [],
        }


def _lines(report: Report) -> Iterator[str]:
    yield f"Import of {report.tree.source}"
    for verdict in report.verdicts:
        page = verdict.page
        yield f"  {verdict.fate.value:<9} {page.language}  {page.path}: {page.title}"
        if verdict.reason:
            yield f"            {_words(verdict.reason)}"
        yield from (f"            {_words(remark)}" for remark in page.remarks)
    for left in (*report.tree.refused, *report.tree.others):
        yield f"  {Fate.SKIPPED.value:<9} --  {left.path}: {_words(left.reason)}"
    yield from _sum(report)


def _sum(report: Report) -> Iterator[str]:
    counts, languages = report.counts, Counter(one.page.language for one in report.verdicts)
    yield "Pages: " + ", ".join(f"{counts[fate.value]} {fate.value}" for fate in Fate)
    yield "Languages: " + ", ".join(f"{number} {name}" for name, number in languages.items())
    yield f"Pictures: {report.tree.pictures}. Other files left out: {len(report.tree.others)}."
    if report.dry:
        yield NEXT
        return
    if not report.batch:
        yield "All of this is here already: nothing was written."
        return
    yield f"Batch {report.batch} of {report.name}, published: {report.published}."
    yield f"To take it back as a whole: import --undo {report.batch}"


def _words(remark: Remark) -> str:
    return sentence_of(DomainError(remark.key, **remark.values))
