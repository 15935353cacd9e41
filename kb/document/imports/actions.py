"""What can be done with a folder of pages: land it as drafts, publish it, undo it."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from sqlalchemy import select

from kb.document.attachments.actions import attach
from kb.document.attachments.queries import attachments_of
from kb.document.attachments.store import keep
from kb.document.imports.links import with_targets
from kb.document.imports.models import ImportBatch, ImportedPage
from kb.document.imports.naming import practices_for
from kb.document.imports.pages import Page
from kb.document.imports.placing import NAME_ALONE, placed_by
from kb.document.imports.plans import Verdict
from kb.document.imports.trees import Progress, Tree
from kb.document.media.actions import choose_medium
from kb.document.media.forms import MediumChoice
from kb.document.media.models import Formality, Medium
from kb.document.media.queries import form_of
from kb.document.revisions.actions import hand_over
from kb.document.revisions.drafts import save_draft
from kb.document.revisions.forms import Wording, rendered
from kb.document.revisions.models import Draft, Source, Text
from kb.document.revisions.queries import SHORT_TEXT_AT_MOST, current_revision, draft_of
from kb.foundation import clock
from kb.foundation.db import reading, session
from kb.foundation.news import announce
from kb.identify.identifications.events import PracticeIdentified
from kb.people.models import Person
from kb.practices.models import Practice

AS_IT_WAS = {"fi": "Tuotu sellaisenaan.", "en": "Imported as it was."}
NOT_IN_LINKS = frozenset("[]|\n")


def keep_files(tree: Tree, folder: Path) -> None:
    """Put the files on disk before any row speaks of them, while nobody has to wait."""
    for page in tree.pages:
        for file in page.files:
            keep(file, folder)


def land_batch(
    source: str, verdicts: Sequence[Verdict], *, by: Person, folder: Path, progress: Progress
) -> ImportBatch | None:
    """Take in what is new or changed, as drafts of ``by``; nothing to take in is no batch."""
    coming = [verdict for verdict in verdicts if verdict.comes]
    if not coming:
        return None
    batch = ImportBatch(source=source, by=by)
    session.add(batch)
    session.flush()
    practices = practices_for(verdicts, by=by)
    target = _names(practices)
    for number, verdict in enumerate(coming, start=1):
        page, practice = verdict.page, practices[verdict.page.path]
        _attach_files(practice, page, by=by, folder=folder)
        batch.pages.append(_landed(page, practice, _text(page, target), by=by))
        progress(number, len(coming))
    session.flush()
    return batch


def wording_of(draft_id: int) -> Wording | None:
    """Render a draft ahead of its publication; nothing if readers see another text by now."""
    with reading():
        draft = session.get(Draft, draft_id)
        if draft is None:
            return None
        current = current_revision(draft.practice, draft.language)
        overtaken = (current.id if current else None) != draft.base_id
        text, slug, base_id = draft.text, draft.practice.slug, draft.base_id
    return None if overtaken else Wording(text, rendered(text, slug=slug), base_id=base_id)


def publish_draft(draft_id: int, wording: Wording) -> None:
    """Let readers see an imported draft; its importer, who is the steward, stands for it."""
    draft = session.get_one(Draft, draft_id)
    practice, language, by = draft.practice, draft.language, draft.author
    if not form_of(practice):
        short = wording.text.words <= SHORT_TEXT_AT_MOST
        medium = Medium.SHORT_TEXT if short else Medium.LONG_TEXT
        choice = MediumChoice(medium, Formality.FREE, AS_IT_WAS[language])
        choose_medium(practice, choice, by=by)
    hand_over(practice, language, wording, by=by, source=Source.IMPORT)


def note_published(source: str, *, by: Person) -> list[int]:
    """Note that what came from a folder has been published; return the batches' numbers."""
    batches = session.scalars(
        select(ImportBatch).where(
            ImportBatch.source == source,
            ImportBatch.by_id == by.id,
            ImportBatch.published_at.is_(None),
            ImportBatch.undone_at.is_(None),
        )
    ).all()
    for batch in batches:
        batch.published_at = clock.now()
        _open_unwritten(batch)
    return [batch.id for batch in batches]


def _open_unwritten(batch: ImportBatch) -> None:
    """Let readers see what came in as a name alone: it has no text to publish."""
    for page in batch.pages:
        practice = session.get(Practice, page.practice_id) if page.practice_id else None
        if practice and page.fingerprint == NAME_ALONE:
            practice.open()
            announce(PracticeIdentified(practice.id))


def _names(practices: dict[str, Practice]) -> Callable[[str], str]:
    """Return how a link names a page: by its title, or by its address where titles meet."""
    session.flush()
    titles = Counter(title.casefold() for title in session.scalars(select(Practice.title)))

    def name(path: str) -> str:
        title = practices[path].title
        plain = titles[title.casefold()] == 1 and NOT_IN_LINKS.isdisjoint(title)
        return title if plain else practices[path].slug

    return name


def _text(page: Page, target: Callable[[str], str]) -> Text:
    parts = {part: with_targets(text, target) for part, text in page.parts.items()}
    return replace(Text(page.title, page.head.readers_words if page.head else ""), **parts)


def _attach_files(practice: Practice, page: Page, *, by: Person, folder: Path) -> None:
    there = {(one.name, one.sha256) for one in attachments_of(practice)} if page.files else ()
    for file in page.files:
        if (file.name, file.sha256) not in there:
            attach(practice, file, by=by, folder=folder)


def _landed(page: Page, practice: Practice, text: Text, *, by: Person) -> ImportedPage:
    language = page.head.language if page.head else practice.language
    before = draft_of(practice, language, by=by)
    replaced = asdict(before.text) if before else None
    if page.is_written:
        current = current_revision(practice, language)
        wording = Wording(text, {}, base_id=current.id if current else None)
        save_draft(practice, language, wording, by=by, source=Source.IMPORT)
    return ImportedPage(
        path=page.path,
        sha256=page.sha256,
        fingerprint=text.fingerprint if page.is_written else NAME_ALONE,
        replaced=replaced,
        language=page.head.language if page.head else None,
        placed=placed_by(page.head.naming) if page.head else None,
        practice_id=practice.id,
    )
