"""Taking in a folder of pages from the command line: looked at first, written when asked."""

import json
from contextlib import nullcontext
from pathlib import Path

import click
from flask.cli import with_appcontext
from tqdm import tqdm

from kb.cli.import_report import Report, as_json, in_words
from kb.cli.words import sentence_of
from kb.document.attachments.uploads import caps
from kb.document.imports.actions import (
    keep_files,
    land_batch,
    note_published,
    publish_draft,
    wording_of,
)
from kb.document.imports.archives import unpacked
from kb.document.imports.plans import judge
from kb.document.imports.queries import batch_by_id, drafts_to_publish, importer
from kb.document.imports.trees import Progress, Tree, read_tree
from kb.document.imports.undoing import Undone, undo_batch
from kb.foundation.db import reading, unit_of_work
from kb.foundation.errors import DomainError
from kb.search.language.analysis import detect_language
from kb.web.installation import settings

FOLDER = click.Path(exists=True, path_type=Path)


class Refused(click.ClickException):
    """What was asked cannot be done as it was asked."""

    exit_code = 2


@click.command("import")
@click.argument("folder", type=FOLDER, required=False, metavar="DIR")
@click.option("--apply", "written", is_flag=True, help="Land what is new as drafts.")
@click.option("--publish", "published", is_flag=True, help="Land it, and publish the batch.")
@click.option("--as", "email", metavar="EMAIL", help="Who imports: author and steward.")
@click.option("--json", "json_asked", is_flag=True, help="Report as JSON.")
@click.option("--undo", "number", type=int, metavar="BATCH", help="Undo a batch as a whole.")
@with_appcontext
def import_folder(  # noqa: PLR0913 - one argument for each option
    folder: Path | None,
    *,
    written: bool,
    published: bool,
    email: str | None,
    json_asked: bool,
    number: int | None,
) -> None:
    """Import a folder of pages, or a ZIP of one; without --apply or --publish only report."""
    try:
        if number is not None:
            _say_undone(number, _undo(number, email), json_asked=json_asked)
            return
        if folder is None:
            raise click.UsageError("Name the folder to import, or a batch to --undo.")
        report = _import(folder, email, written=written or published, published=published)
    except DomainError as refused:
        raise Refused(sentence_of(refused)) from refused
    click.echo(
        json.dumps(as_json(report), ensure_ascii=False) if json_asked else in_words(report)
    )
    if not report.tree.pages:
        raise click.exceptions.Exit(1)


def _import(place: Path, email: str | None, *, written: bool, published: bool) -> Report:
    source = str(place.resolve())
    with reading():
        importer(email, source)
    with unpacked(place) if place.is_file() else nullcontext(place) as folder:
        with _bar("Reading") as progress:
            tree = read_tree(
                folder,
                language_of=detect_language,
                progress=progress,
                source=source,
                caps=caps(),
            )
        report = _land(tree, email) if written else _look(tree, email)
    return _publish(report) if published else report


def _look(tree: Tree, email: str | None) -> Report:
    with reading():
        by = importer(email, tree.source)
        return Report(tree, judge(tree, by=by), by.email, by.name)


def _land(tree: Tree, email: str | None) -> Report:
    keep_files(tree, settings().files)
    with _bar("Landing") as progress, unit_of_work():
        by = importer(email, tree.source)
        verdicts = judge(tree, by=by)
        batch = land_batch(
            tree.source, verdicts, by=by, folder=settings().files, progress=progress
        )
        landed = batch.id if batch else None
        return Report(tree, verdicts, by.email, by.name, batch=landed, dry=False)


def _publish(report: Report) -> Report:
    source = report.tree.source
    with reading():
        drafts = drafts_to_publish(source, by=importer(report.email, source))
    count = 0
    with _bar("Publishing") as progress:
        for place, draft in enumerate(drafts, start=1):
            count += _publish_one(draft)
            progress(place, len(drafts))
    with unit_of_work():
        numbers = note_published(source, by=importer(report.email, source))
    return report.with_published(count, numbers)


def _publish_one(draft: int) -> bool:
    # One transaction a page: nobody in the house has to wait for a whole handbook, and
    # what an interruption leaves undone the next --publish does.
    wording = wording_of(draft)
    if wording is None:
        return False
    with unit_of_work():
        publish_draft(draft, wording)
    return True


def _undo(number: int, email: str | None) -> Undone:
    with unit_of_work():
        batch = batch_by_id(number)
        return undo_batch(batch, by=importer(email, batch.source) if email else batch.by)


def _say_undone(number: int, undone: Undone, *, json_asked: bool) -> None:
    if json_asked:
        kept = {"removed": undone.removed, "restored": undone.restored, "kept": undone.kept}
        click.echo(json.dumps({"batch": number, **kept}, ensure_ascii=False))
        return
    click.echo(f"Batch {number} is undone: {undone.removed} practices are gone.")
    if undone.restored:
        click.echo(f"{undone.restored} are again as they were before it.")
    if undone.kept:
        click.echo(f"{len(undone.kept)} were kept, for somebody has worked on them since:")
    for title in undone.kept:
        click.echo(f"  {title}")


class _bar:  # noqa: N801 - used as the plain word it is
    """A progress bar: how many of how many, and the rest time."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __enter__(self) -> Progress:
        self._bar = tqdm(desc=self._name, unit=" pages", delay=1)
        return self._show

    def __exit__(self, *_: object) -> None:
        self._bar.close()

    def _show(self, done: int, total: int) -> None:
        self._bar.total = total
        self._bar.update(done - self._bar.n)
