"""A test collection as BEIR lays it out: pages, questions, and which page answers which.

Thakur et al. 2021, "BEIR: A Heterogeneous Benchmark for Zero-shot Evaluation of Information
Retrieval Models".
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from kb.search.evaluation.records import BrokenError, Record, lines_of, records_of
from kb.search.forms import LANGUAGES
from kb.search.language.analysis import detect_language

Judged = Mapping[str, int]

QRELS = ("qrels.tsv", "qrels/test.tsv")
ANY_KIND = "query"


@dataclass(frozen=True)
class Page:
    """One text of the corpus; many have no title."""

    id: str
    title: str
    text: str
    language: str


@dataclass(frozen=True)
class Query:
    """One question; ``asks_for`` is the language of the pages it is asked of, if it matters."""

    id: str
    text: str
    language: str
    kind: str = ANY_KIND
    asks_for: str = ""


@dataclass(frozen=True)
class Collection:
    """Pages, questions, and by question how well each judged page answers it."""

    name: str
    pages: tuple[Page, ...]
    queries: tuple[Query, ...]
    judged: Mapping[str, Judged]

    def among(self, pages: Iterable[Page]) -> "Collection":
        """Return what is left on these pages alone: the questions that still have an answer."""
        kept = tuple(pages)
        there = {page.id for page in kept}
        judged = {
            query: {page: score for page, score in scores.items() if page in there}
            for query, scores in self.judged.items()
        }
        asked = tuple(query for query in self.queries if any(judged.get(query.id, {}).values()))
        return replace(self, pages=kept, queries=asked, judged=judged)

    def asking(self, queries: Iterable[Query]) -> "Collection":
        """Return the same pages asked these questions alone."""
        return replace(self, queries=tuple(queries)).among(self.pages)

    def in_language(self, language: str) -> "Collection":
        """Return what is left of it on the pages of one language."""
        fitting = (one for one in self.queries if one.asks_for in ("", language))
        pages = (page for page in self.pages if page.language == language)
        return replace(self, queries=tuple(fitting)).among(pages)

    def rounds(self) -> "list[Collection]":
        """Return what can be asked of the same pages: all, and the pages of one language."""
        anywhere = self.asking(one for one in self.queries if not one.asks_for)
        somewhere = self.asking(one for one in self.queries if one.asks_for)
        rounds = [anywhere, *(somewhere.in_language(one) for one in LANGUAGES)]
        return [one for one in rounds if one.queries]


def read_collection(folder: Path) -> Collection:
    """Read a folder of corpus.jsonl, queries.jsonl and qrels.tsv; say what cannot be read."""
    pages = tuple(map(_page, records_of(folder / "corpus.jsonl")))
    queries = tuple(map(read_query, records_of(folder / "queries.jsonl")))
    qrels = next((folder / one for one in QRELS if (folder / one).exists()), folder / QRELS[0])
    judged = read_judged(qrels, {query.id for query in queries}, {page.id for page in pages})
    return Collection(folder.resolve().name, pages, queries, judged)


def read_judged(file: Path, queries: set[str], pages: set[str]) -> dict[str, dict[str, int]]:
    """Read how well which page answers which question; both must be known."""
    judged: dict[str, dict[str, int]] = {}
    for number, (where, line) in enumerate(lines_of(file)):
        fields = line.split("\t")
        if number == 0 and not fields[-1].strip().isdecimal():
            continue  # the head of the table
        query, page, score = _judgement(where, fields)
        if query not in queries:
            raise BrokenError(f"{where}: there is no question {query!r}.")
        if page not in pages:
            raise BrokenError(f"{where}: there is no page {page!r}.")
        judged.setdefault(query, {})[page] = score
    return judged


def read_query(record: Record) -> Query:
    """Read one question; a language that is not told is detected."""
    text = record.text("text")
    language = _language(record, "lang") or detect_language(text)
    kind = record.text("kind", ANY_KIND)
    return Query(record.text("_id"), text, language, kind, _language(record, "doc_lang"))


def _page(record: Record) -> Page:
    title, text = record.text("title", "").strip(), record.text("text").strip()
    if not (title or text):
        raise BrokenError(f"{record.where}: there is neither a title nor a text.")
    language = _language(record, "lang") or detect_language(f"{title}\n{text}")
    return Page(record.text("_id"), title, text, language)


def _language(record: Record, name: str) -> str:
    language = record.text(name, "")
    if language not in ("", *LANGUAGES):
        known = " or ".join(LANGUAGES)
        raise BrokenError(f"{record.where}: {name} is {language!r}, and must be {known}.")
    return language


def _judgement(where: str, fields: list[str]) -> tuple[str, str, int]:
    try:
        query, page, score = fields
        return query, page, max(0, int(score))
    except ValueError:
        raise BrokenError(
            f"{where}: a judgement is query-id, corpus-id and a whole number, by tabs."
        ) from None
