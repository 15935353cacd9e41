"""``make coverage``: of each area, how much its own tests reach, in lines and in branches."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import click
from coverage import Coverage
from coverage.exceptions import NoDataError

from support.areas import AREAS
from support.house import HOUSE

LIMIT = 95  # per cent, of lines and of branches
KEPT = HOUSE / "build/coverage"
PYTEST = ["-m", "pytest", "-q", "-p", "no:randomly", "-p", "no:cacheprovider"]


@click.command()
@click.option("--only", type=click.Choice(list(AREAS)), multiple=True, help="These alone.")
@click.option("--missing", is_flag=True, help="Name the lines that nothing reaches.")
def main(only, missing):
    """Run the tests of each area, two areas at a time, and say what they reach."""
    KEPT.mkdir(parents=True, exist_ok=True)
    names = only or list(AREAS)
    with ThreadPoolExecutor(2) as pool:
        passed = list(pool.map(_run, names))
    click.echo(f"{'':24}{'lines':>10}{'branches':>12}")
    enough = [_tell(name, missing=missing) for name in names]
    sys.exit(0 if all(passed) and all(enough) else 1)


def _run(name):
    """Run the tests of an area; say whether they passed."""
    area = AREAS[name]
    measure = ["coverage", "run", "--branch", f"--data-file={_data(name)}", "--rcfile="]
    measure += [f"--include={','.join(area.paths)}"]
    answer = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-m", *measure, *PYTEST, *area.tests],
        cwd=HOUSE, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if answer.returncode:
        click.echo(f"The tests of {name} failed:\n{answer.stdout[-4000:]}{answer.stderr}")
    return answer.returncode == 0


def _tell(name, *, missing):
    """Print the row of an area; say whether it is enough."""
    measured = Coverage(data_file=_data(name), config_file=False, branch=True)
    measured.load()
    try:
        report = KEPT / "report.json"
        measured.json_report(outfile=str(report))
    except NoDataError:
        return False
    told = json.loads(report.read_text(encoding="utf-8"))["totals"]
    lines = 100 * told["covered_lines"] / told["num_statements"]
    branches = 100 * told["covered_branches"] / max(1, told["num_branches"])
    click.echo(f"{name:24}{lines:8.1f} %{branches:10.1f} %")
    if missing:
        measured.report(show_missing=True, skip_covered=True)
    return min(lines, branches) >= LIMIT


def _data(name):
    return str(KEPT / name.replace(" ", "-"))


if __name__ == "__main__":
    main()
