"""Searching from the command line, and building the index anew."""

import json
import sys
from collections.abc import Iterable

import click
from flask.cli import with_appcontext
from sqlalchemy import func, select
from tqdm import tqdm

from kb.foundation.db import reading, session, unit_of_work
from kb.people.models import Person
from kb.people.queries import person_by_email
from kb.search import meaning
from kb.search.actions import rebuild
from kb.search.forms import Question
from kb.search.models import Document
from kb.search.queries import find
from kb.search.results.listing import SAID, Row, rows_of
from kb.web.installation import settings

FROM_INPUT = "-"
MOST = 200  # in which both groups are looked for


@click.command()
@click.argument("query")
@click.option("--json", "as_json", is_flag=True, help="Print an object a query.")
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1, 100))
@click.option("--as", "email", metavar="EMAIL", help="Search as this person, not as a reader.")
@with_appcontext
def search(query: str, *, as_json: bool, limit: int, email: str | None) -> None:
    """Find what answers QUERY; - reads a query a line, -- goes before one beginning with -."""
    meaning.load_serving(settings())
    for text in _queries(query):
        with reading():
            findings = find(Question(text), seen_by=_person(email), at_most=MOST)
            rows = list(rows_of(findings, limit))
        if as_json:
            told = {"query": text, "nothing_fits": findings.nothing_fits, "results": rows}
            click.echo(json.dumps(told, ensure_ascii=False))
        else:
            _tell(rows, nothing_fits=findings.nothing_fits)


@click.command()
@with_appcontext
def reindex() -> None:
    """Build the search index anew; what reads anew waits for `work` to be embedded."""
    with unit_of_work():
        expected = session.scalar(select(func.count(Document.id))) or 0
        with tqdm(total=expected, desc="Indexing", unit=" texts") as bar:
            rebuild(bar.update)
    click.echo(f"Indexed: {bar.n} texts.")


def _queries(query: str) -> Iterable[str]:
    return (line.strip() for line in sys.stdin) if query == FROM_INPUT else [query]


def _person(email: str | None) -> Person | None:
    person = person_by_email(email) if email else None
    if email and person is None:
        raise click.ClickException(f"Nobody signs in with {email}.")
    return person


def _tell(rows: list[Row], *, nothing_fits: bool) -> None:
    if nothing_fits:
        click.echo("Nothing fits well. The closest:")
    for row in rows:
        if row["group"] == SAID and row["rank"] == 1:
            click.echo("From conversations:")
        said = row["stage"] or row["kind"]
        click.echo(f"{row['rank']:>3}. {row['title']}  [{said}, {', '.join(row['why'])}]")
