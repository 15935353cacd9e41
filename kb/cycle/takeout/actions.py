"""Writing everything that a person may read into an archive, some practices at a time."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from kb.cycle.takeout.archives import Archive
from kb.cycle.takeout.holdings import Holding, holdings
from kb.cycle.takeout.lists import about, contents, glossary
from kb.cycle.takeout.pages import Reached, draft_page, names_of, page_of
from kb.cycle.takeout.places import apart
from kb.cycle.takeout.queries import Line, lines_of, own_drafts
from kb.document.attachments.models import Attachment
from kb.document.attachments.queries import attachments_of
from kb.document.attachments.store import path_of
from kb.document.imports.own import DRAFTS, PRACTICES
from kb.foundation.catalogues import LANGUAGES
from kb.foundation.db import session
from kb.people.models import Person
from kb.people.queries import person_by_id
from kb.practices.queries import addresses_by_title

AT_A_TIME = 100
PAGES = tuple(f"{language}.md" for language in LANGUAGES)

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Source:
    """Whose takeout it is, what is in it by address, and where the files lie."""

    person_id: int
    lines: Mapping[str, Line]
    files: Path

    @property
    def person(self) -> Person:
        """Return whose takeout it is."""
        return person_by_id(self.person_id)

    def reached(self, texts: Sequence[Mapping[str, str]]) -> Reached:
        """Return what the links of some texts lead to, of what is taken out."""
        slugs = addresses_by_title(names_of(texts), seen_by=self.person)
        return {name: self.lines[slug] for name, slug in slugs.items() if slug in self.lines}


def take_out(person: Person, stream: IO[bytes], *, files: Path, progress: Progress) -> int:
    """Write what ``person`` may read; return how many practices that is."""
    lines = lines_of(person)
    source = Source(person.id, {line.slug: line for line in lines}, files)
    with Archive(stream) as archive:
        _write_lists(archive, lines)
        for start in range(0, len(lines), AT_A_TIME):
            some = lines[start : start + AT_A_TIME]
            _write_practices(archive, [line.id for line in some], source)
            progress(start + len(some), len(lines))
            session.expunge_all()  # what is written need not be remembered
        _write_drafts(archive, source)
    return len(lines)


def _write_lists(archive: Archive, lines: Sequence[Line]) -> None:
    archive.write("README.txt", about())
    for language in LANGUAGES:
        archive.write(f"index.{language}.md", contents(lines, language))
        archive.write(f"glossary.{language}.md", glossary(language))


def _write_practices(archive: Archive, numbers: Sequence[int], source: Source) -> None:
    found = holdings(numbers, seen_by=source.person)
    reached = source.reached([text.text.parts for one in found for text in one.revisions])
    for one in found:
        _write_practice(archive, one, source, reached)


def _write_practice(archive: Archive, one: Holding, source: Source, reached: Reached) -> None:
    home = f"{PRACTICES}/{source.lines[one.practice.slug].place}"
    places = _copy(archive, home, one.files, source.files)
    for revision in one.revisions or (None,):
        language = revision.language if revision else one.practice.language
        page = page_of(one, revision, places, reached, by=source.person)
        archive.write(f"{home}/{language}.md", page)


def _copy(
    archive: Archive, home: str, files: Sequence[Attachment], folder: Path
) -> Mapping[str, str]:
    """Put the files beside the page; return under which name each lies there."""
    there = {one.name: path_of(one.sha256, folder) for one in files}
    there = {name: location for name, location in there.items() if location.exists()}
    places = apart(there, taken=PAGES)
    for name, location in there.items():
        archive.copy(f"{home}/{places[name]}", location)
    return places


def _write_drafts(archive: Archive, source: Source) -> None:
    person = source.person
    copied: dict[int, Mapping[str, str]] = {}
    for draft in own_drafts(person):
        home = f"{DRAFTS}/{apart([draft.practice.slug])[draft.practice.slug]}"
        if draft.practice_id not in copied:
            files = attachments_of(draft.practice, seen_by=person)
            own = [one for one in files if one.opened_at or one.by_id == person.id]
            copied[draft.practice_id] = _copy(archive, home, own, source.files)
        reached = source.reached([draft.text.parts])
        page = draft_page(draft, copied[draft.practice_id], reached)
        archive.write(f"{home}/{draft.language}.md", page)
