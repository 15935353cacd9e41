"""A short share of ``make crash``: server and worker are killed, and nothing is lost."""

import os
import re
import subprocess
import sys

import pytest

from support.house import HOUSE

KILLS = 20
LONGEST = 900  # seconds, on a machine that is busy with other work
LAST = re.compile(rf"kills {KILLS} · acknowledged (\d+) · 0 lost")


@pytest.mark.xdist_group("crash")
def test_nothing_acknowledged_is_lost_when_everything_is_killed():
    said = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "crash", "--kills", str(KILLS)],
        cwd=HOUSE,
        env={**os.environ, "PYTHONPATH": ".:tests", "MOST": "30"},
        capture_output=True,
        text=True,
        timeout=LONGEST,
        check=False,
    )

    last = LAST.fullmatch(said.stdout.splitlines()[-1])
    assert said.returncode == 0, said.stdout + said.stderr
    assert last
    assert int(last[1]) >= KILLS
