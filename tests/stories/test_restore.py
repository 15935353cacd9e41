"""The rehearsal of the worst day: the demo organisation's house is gone, and comes back."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from support.house import HOUSE
from support.served import SECRET, serving

# What a restore ends on purpose: whoever was signed in, and addresses of calendars. The audit
# log tells of the backup and of the restore, and fsck computes its chain anew.
ENDED = tuple(
    f'INSERT INTO "{table}"'
    for table in ("sign_in", "calendar_feed", "audit_entry", "audit_ends")
)


def flask(folder, *arguments):
    """Run a command of the house, as an administrator does at a shell."""
    settings = {"KB_DATA_DIR": str(folder), "KB_SECRET_KEY": SECRET, "KB_ENCODER": "none"}
    command = [Path(sys.executable).parent / "flask", "--app", "wsgi", *map(str, arguments)]
    done = subprocess.run(  # noqa: S603 - our own command
        command,
        cwd=HOUSE,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def dump(folder):
    """Return every row of every table."""
    with closing(sqlite3.connect(folder / "kb.sqlite")) as connection:
        return sorted(line for line in connection.iterdump() if not line.startswith(ENDED))


def test_the_house_comes_back_onto_an_empty_machine_and_serves(demo_house, tmp_path):
    lost = shutil.copytree(demo_house(), tmp_path / "lost", symlinks=True)
    made = tmp_path / "house.zip"
    flask(lost, "backup", made)
    before = dump(lost)
    files = {path.name for path in (lost / "files").rglob("*") if path.is_file()}
    shutil.rmtree(lost)

    machine = tmp_path / "machine"
    said = flask(machine, "restore", made)

    assert "Everything is as it was kept." in said
    assert dump(machine) == before
    assert {path.name for path in (machine / "files").rglob("*") if path.is_file()} == files
    with serving(machine, KB_PROCESSES="1") as server:
        assert server.ask("/readyz")[0] == 200
        assert server.ask("/sign-in")[0] == 200
