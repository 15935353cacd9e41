"""How good the search is over a test collection, told in figures."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from kb.cli.bars import bars
from kb.cli.house import migrate_database
from kb.cli.importing import Refused
from kb.search import meaning
from kb.search.evaluation.asking import Answered, ask_all
from kb.search.evaluation.beir import Collection, read_collection
from kb.search.evaluation.records import BrokenError
from kb.search.evaluation.remembered import remembering, shelf_at
from kb.search.evaluation.report import Report
from kb.search.evaluation.stored import Street
from kb.search.forms import LANGUAGES
from kb.web.installation import settings

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
NEW_FILE = click.Path(dir_okay=False, writable=True, path_type=Path)
NEW_FOLDER = click.Path(file_okay=False, path_type=Path)
WHERE_KEPT = "Where vectors and houses are kept from one run to the next [build/evaluation]."


@click.command()
@click.argument("folder", type=FOLDER, metavar="DIR")
@click.option("--doc-lang", type=click.Choice(LANGUAGES), help="Keep one language's pages.")
@click.option("--run", "run", type=NEW_FILE, metavar="FILE", help="Write a TREC run.")
@click.option("--json", "json_asked", is_flag=True, help="Print an object.")
@click.option("--kept", type=NEW_FOLDER, metavar="DIR", help=WHERE_KEPT)
@with_appcontext
def evaluate(
    folder: Path, *, doc_lang: str | None, run: Path | None, json_asked: bool, kept: Path | None
) -> None:
    """Ask the search the questions of a BEIR folder, and tell how good the answers are."""
    try:
        given = read_collection(folder)
    except BrokenError as wrong:
        raise Refused(str(wrong)) from wrong
    with street(kept) as houses:
        report = _report(given, given.in_language(doc_lang) if doc_lang else given, houses)
    if run:
        run.write_text("".join(f"{line}\n" for line in report.trec_run()), encoding="utf-8")
    told = json.dumps(report.for_machines(), ensure_ascii=False) if json_asked else ""
    click.echo(told or "\n".join(report.in_words()))


@contextmanager
def street(kept: Path | None = None) -> Iterator[Street]:
    """Mean with this installation's model, and keep what is made with it."""
    root = Path(current_app.root_path).parent
    place = kept or root / "build" / "evaluation"
    encoder = meaning.load_now(settings())
    with (
        shelf_at(place / "vectors.sqlite") as shelf,
        meaning.meant_with(remembering(encoder, shelf) if encoder else None),
    ):
        yield Street(place / "houses", root, migrate_database)


def _report(given: Collection, kept: Collection, houses: Street) -> Report:
    """Ask every round of questions of a house of its pages."""
    answered, refused = list[Answered](), list[str]()
    for asked in kept.rounds():
        with bars() as progress, houses.house_of(asked.pages, progress) as not_taken:
            answered += ask_all(asked, progress)
            refused += not_taken
    if not answered:
        raise Refused(f"No question of {given.name} has an answer among its pages.")
    left_out, encoder = len(given.queries) - len(answered), meaning.encoder()
    model, not_taken = encoder.name if encoder else None, sorted(set(refused))
    return Report(given.name, len(kept.pages), model, left_out, not_taken, answered)
