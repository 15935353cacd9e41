"""Search in houses a hundred times the demo's, as ratios against the plainest search there is.

``make bench-search`` generates organisations of 10,000 and 100,000 practices (once: they are
kept in ``build``), asks the real search by turns with one table of FTS5 and one matrix of
numpy over the same tokens and vectors, and the same pages of Otter Wiki's and MoinMoin's own
search. ``--quick`` takes 1,000 and 10,000 and leaves the other wikis out. Seconds depend on
the machine, ratios much less; limits stand beside what they are for.
"""

import json
import subprocess
import sys

import click
from click import echo

from bench import environment, say_where
from support.drawn import DIMENSIONS
from support.house import HOUSE
from support.houses import copy_of, house_of
from support.peers import compare_with_peers
from support.site import model_folder

SIZES, QUICK = (10_000, 100_000), (1_000, 10_000)
AT_MOST_HIDING, HIDDEN, HIDDEN_IN = 1.3, (0.1, 0.5), 10_000
AT_MOST_SUGGESTING, SUGGESTING_IN = 3, 10_000

# What is measured, and what takes its turn beside it.
MEASURED = {
    "words": ("search by words", "FTS5, ten best"),
    "meaning": ("search by meaning", "numpy, ten nearest"),
    "both": ("search by both", "FTS5 and numpy"),
    "page by words": ("page of results, by words", "page of a practice"),
    "page by both": ("page of results, by both", "page of a practice"),
    "suggesting": ("suggestions as one types", "page of a practice"),
    "publishing": ("publish a text, commit", "FTS5 row, commit"),
}
ONCE = {
    "first search": "first search by meaning",
    "first search after": "first search after an update",
}


@click.command(help=__doc__)
@click.option("--quick", is_flag=True, help="Smaller houses, and no other wikis.")
@click.option("--peers/--no-peers", default=None, help="Ask the other wikis as well, or not.")
def main(quick, peers):
    """Measure everything once and print it."""
    say_where()
    small, large = (figures_of(size) for size in (QUICK if quick else SIZES))
    growth(small, large)
    hiding()
    embedding()
    if not quick if peers is None else peers:
        compare_with_peers()


def figures_of(size):
    """Measure a copy of one house in a process of its own, and print what was found."""
    with copy_of(house(size)) as place:
        found = alone("support.searching", place)
    echo(
        f"\n{size:,} practices: {found['documents']:,} texts in {found['passages']:,} passages"
        f"\n\n| ms | median | 95 % | beside it | median | ratio |\n|---|---|---|---|---|---|"
    )
    for name, (said, beside) in MEASURED.items():
        if name in found:
            median, p95, least, _ = found[name]
            ratio = f"{median / least:.1f} ×"
            echo(f"| {said} | {median:.1f} | {p95:.1f} | {beside} | {least:.1f} | {ratio} |")
    say_once(found)
    if size == SUGGESTING_IN and "suggesting" in found:
        ours, _, page, _ = found["suggesting"]
        echo(verdict("suggestions", ours / page, AT_MOST_SUGGESTING))
    return found


def say_once(found):
    """Print what has no median: building, the first search, memory."""
    (new, known, plain), (opened, words, whole) = found["building"], found["memory"]
    echo(
        f"| index a text | {known:.1f} | | FTS5 row | {plain:.1f} | {known / plain:.1f} × |\n\n"
        f"whole index: {1000 / known:,.0f} texts/s, {found['documents'] * known / 60_000:.1f} "
        f"min (while words are still new {1000 / new:,.0f} texts/s)\n"
        f"first search by meaning {found['first search']:,.0f} ms, "
        f"after a text was read anew {found['first search after']:,.0f} ms\n"
        f"memory: open {opened} MB, having searched by words {words}, by meaning {whole} "
        f"(the vectors themselves {found['passages'] * DIMENSIONS * 4 >> 20})"
    )


def growth(small, large):
    """Print how much dearer everything is in the larger house: no more than it is larger."""
    larger = large["practices"] / small["practices"]
    echo(f"\n{larger:.0f} times the practices cost")
    for name, (said, _) in MEASURED.items():
        if name in small and name in large:
            echo(verdict(said, large[name][0] / small[name][0], larger))
    for name, said in ONCE.items():
        echo(verdict(said, large[name] / small[name], larger))


def hiding():
    """Print what it costs the reader that things are hidden from them."""
    for share in HIDDEN:
        with copy_of(house(HIDDEN_IN)) as place:
            found = alone("support.hiding", place, share)
        echo(f"\n{found['hidden']:.0%} of {HIDDEN_IN:,} practices hidden from the reader")
        for name in ("words", "both"):
            reader, sees_all, without = (
                found[name][who] for who in ("reader", "sees all", "without")
            )
            beside = f"{reader / sees_all:.2f} × that of one who sees all"
            echo(f"{MEASURED[name][0]:<28}{reader:>8.1f} ms · {beside}")
            echo(verdict("  than if it did not exist", reader / without, AT_MOST_HIDING))


def embedding():
    """Print how fast the real model reads."""
    found = alone("support.embedding", model_folder())
    echo(
        f"\nthe model reads {found['passages a second']:.1f} passages/s of "
        f"{found['words']:.0f} words, a question in {found['question']:.1f} ms"
    )


def verdict(said, ratio, limit):
    kept = "kept" if ratio <= limit else "NOT KEPT"
    return f"{said:<28}{ratio:>8.2f} × (limit {limit:g} ×: {kept})"


def house(size):
    """Return a house that is kept, made first if need be."""
    return house_of(size, lambda done: echo(f"  {done:,} of {size:,} written", err=True))


def alone(module, *arguments):
    """Return what a measurement says that runs in a process of its own."""
    told = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", module, *map(str, arguments)],
        cwd=HOUSE, env=environment("", "none"), text=True, check=True, stdout=subprocess.PIPE,
    )  # fmt: skip
    return json.loads(told.stdout)


if __name__ == "__main__":
    main()
