"""The targets of the search over the development data, and whether any figure has fallen.

``make eval`` asks the demo organisation and every collection of the reference data through the
search's own door, and prints each figure with its target, its 95 % interval and what has
changed since it was kept. It fails when a figure fell by more than half the 95 % interval of
the paired bootstrap. ``make eval-keep`` keeps the figures for later comparisons.
"""

import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import click
from click import echo

from evaluation import baseline, sets
from evaluation.demo import demo
from evaluation.figures import HEAD, united
from evaluation.needs import needs
from evaluation.words import words
from kb.app import create_app
from kb.cli.evaluating import street
from kb.cli.house import migrate
from kb.search.encoder.model import DEFAULT
from support.reference import REFERENCE
from support.site import let_go, model_folder, settings_in

STEPS = {
    "demo": demo,
    "handbook": sets.handbook,
    "squad2fi": sets.squad,
    "mixed": sets.mixed,
    "msdocs-parallel": sets.msdocs,
    "paraphrase": sets.paraphrase,
    "words": words,
    "needs": needs,
}


@click.command()
@click.option("--keep", is_flag=True, help="Keep the figures for later comparisons.")
@click.option("--only", multiple=True, type=click.Choice(list(STEPS)), help="Not all of it.")
@click.option("--misses", is_flag=True, help="Name the questions that counted nothing.")
def main(*, keep, only, misses):
    """Measure the targets of the search, and say whether any figure has fallen."""
    if not sets.DATA.is_dir():
        echo(f"There is no development data at {REFERENCE}: nothing is evaluated.")
        return
    begun, before = time.monotonic(), baseline.kept()
    with street_of_its_own() as houses:
        figures = united(one for name in only or STEPS for one in STEPS[name](houses))
    echo(f"\n{HEAD}")
    for one in figures:
        echo(one.row(before.get(one.name, {})))
        if misses:
            echo("".join(f"    {name}\n" for name in one.misses), nl=False)
    echo(f"\n{time.monotonic() - begun:.0f} seconds")
    if keep:
        baseline.keep(before, figures)
    sys.exit(not keep and any(one.fell(before.get(one.name, {})) for one in figures))


@contextmanager
def street_of_its_own():
    """Give houses to the collections, and an empty one to the demo organisation."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "model").symlink_to(model_folder(), target_is_directory=True)
        app = create_app(settings_in(place, encoder=DEFAULT))
        migrate(app)
        with app.app_context(), street() as houses:
            yield houses
        let_go(app)


if __name__ == "__main__":
    main()
