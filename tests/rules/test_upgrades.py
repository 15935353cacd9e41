"""Upgrades: from every schema that ever was, nothing is lost; down and up again is the same."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from alembic import command
from alembic.script import ScriptDirectory

from kb.cli.house import migrate_database, migrations_in
from support.house import HOUSE
from support.schemas import fill, opened, rows_of, schema_of

OLD = "0020"
SECRET = "a secret of forty characters for set-up.."


@pytest.fixture
def file(tmp_path):
    return tmp_path / "kb.sqlite"


@pytest.fixture
def migrations(file):
    return migrations_in(HOUSE, f"sqlite:///{file}")


def numbers(migrations):
    """Return the numbers of all migrations, the first one first."""
    scripts = ScriptDirectory.from_config(migrations).walk_revisions()
    return [one.revision for one in scripts][::-1]


def test_rows_of_every_schema_there_was_are_kept_to_the_last(file, migrations):
    kept = {}
    for place, number in enumerate(numbers(migrations), 1):
        command.upgrade(migrations, number)
        fill(file, place)
        kept[place] = rows_of(file)

    last = rows_of(file)

    assert kept
    for place, tables in kept.items():
        for table, rows in tables.items():
            lost = [
                row
                for row in rows
                if not any(row.items() <= one.items() for one in last[table])
            ]
            assert lost == [], f"{table}, of what was there at the {place}."
    with opened(file) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_each_step_up_down_and_up_again_leads_to_the_same_schema(file, migrations):
    steps = numbers(migrations)
    up = {}
    for number in steps:
        command.upgrade(migrations, number)
        up[number] = schema_of(file)
    down = {steps[-1]: up[steps[-1]]}
    for number in steps[-2::-1]:
        command.downgrade(migrations, number)
        down[number] = schema_of(file)
    command.upgrade(migrations, "head")

    assert [number for number in steps if down[number] != up[number]] == []
    assert schema_of(file) == up[steps[-1]]


def start_set_up(folder):
    settings = {"KB_DATA_DIR": str(folder), "KB_SECRET_KEY": SECRET, "KB_ENCODER": "none"}
    return subprocess.Popen(  # noqa: S603 - our own command
        [Path(sys.executable).parent / "flask", "--app", "wsgi", "setup"],
        cwd=HOUSE,
        env={**os.environ, **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_two_that_set_up_at_once_make_one_backup_and_one_schema(file, migrations, tmp_path):
    migrate_database(HOUSE, f"sqlite:///{file}", to=OLD)
    fill(file, 1)
    before = rows_of(file)["sparring_note"]

    both = [start_set_up(tmp_path) for _ in range(2)]
    said = [one.communicate()[0] for one in both]

    assert [one.returncode for one in both] == [0, 0], said
    (backup,) = (tmp_path / "backups").glob("kisalli-*.zip")
    with zipfile.ZipFile(backup) as packed:
        packed.extract("kb.sqlite", tmp_path / "old")
    assert rows_of(tmp_path / "old/kb.sqlite")["sparring_note"] == before
    command.check(migrations)


def test_an_empty_house_is_set_up_without_a_backup(tmp_path):
    said = start_set_up(tmp_path).communicate()[0]

    assert "Set up" in said
    assert not (tmp_path / "backups").exists()
