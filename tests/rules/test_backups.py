"""Backups: made while people write, refused when altered, put back with all that was there."""

import hashlib
import json
import os
import shutil
import sqlite3
import threading
import zipfile
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from kb.cli.house import migrate_database
from kb.cli.packing import database_file
from kb.document.attachments.actions import attach
from kb.document.attachments.pictures import Picture
from kb.document.attachments.store import path_of
from kb.foundation import clock
from kb.foundation.backups.manifest import DATABASE, NAME, BackupError
from kb.foundation.backups.reading import LONGEST_MANIFEST
from kb.foundation.backups.restoring import restore_backup
from kb.foundation.backups.sealing import check_recipient, new_identity
from kb.foundation.backups.shelf import age_of_newest, backups_in, let_go, next_name
from kb.foundation.backups.writing import SYNCED_AFTER, write_backup
from kb.foundation.db import begin_reading, session, unit_of_work
from kb.people.actions import sign_in
from kb.people.models import Person, SignIn
from kb.practices.models import Practice
from kb.share.calendar.models import Feed
from kb.socialise.sparring.models import SparringNote
from support import make
from support.house import HOUSE

PICTURE = Picture("kartta.png", "image/png", b"a picture", 4, 3, {480: b"smaller"})


@pytest.fixture
def files(app):
    return app.extensions["settings"].files


@pytest.fixture
def lived_in(app, files):
    """A house with a practice, its picture, a sign-in and a calendar feed."""
    with unit_of_work():
        aino = make.person("Aino Koskela")
        practice = make.practice("Soitto ennen raporttia", by=aino)
        make.document(practice, by=aino)
        attach(practice, PICTURE, by=aino, folder=files)
        sign_in(aino)
        session.add(Feed(person=aino, token_hash="x"))
    return path_of(PICTURE.sha256, files)


def run(app, *arguments):
    session.remove()
    begin_reading()
    return app.test_cli_runner().invoke(args=[str(one) for one in arguments])


@pytest.fixture
def archive(app, lived_in, tmp_path):
    made = run(app, "backup", tmp_path / "house.zip")
    assert made.exit_code == 0, made.output
    assert "keys of private notes" in made.output
    return tmp_path / "house.zip"


def dump(database):
    """Return every row, but sign-ins and feeds, which a restore ends, and the audit log."""
    with closing(sqlite3.connect(database)) as connection:
        lines = list(connection.iterdump())
    left = tuple(f'INSERT INTO "{one}' for one in ("sign_in", "calendar_feed", "audit_"))
    return sorted(line for line in lines if not line.startswith(left))


def repacked(archive, to, change):
    """Write the archive anew with ``change(name, content)`` in each part's place."""
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(to, "w") as new:
        for name in old.namelist():
            if (content := change(name, old.read(name))) is not None:
                new.writestr(name, content)
    return to


def told(archive):
    with zipfile.ZipFile(archive) as packed:
        return json.loads(packed.read(NAME))


def with_manifest(archive, to, **changed):
    manifest = {**told(archive), **changed}
    return repacked(
        archive,
        to,
        lambda name, content: json.dumps(manifest) if name == NAME else content,
    )


def test_all_that_was_there_comes_back_after_it_was_lost(app, archive, lived_in):
    before, file = dump(database_file_of(app)), lived_in
    with unit_of_work():
        make.note(by=session.scalars(select(Person)).first())
    file.unlink()

    back = run(app, "restore", archive)

    assert back.exit_code == 0, back.output
    assert "Everything is as it was kept." in back.output
    assert dump(database_file_of(app)) == before
    assert file.read_bytes() == PICTURE.content
    assert session.scalar(select(func.count(SparringNote.id))) == 0
    assert session.scalar(select(func.count(SignIn.token_hash))) == 0
    assert session.scalar(select(func.count(Feed.person_id))) == 0


def test_it_comes_back_to_an_empty_machine(app, archive, files):
    database = database_file_of(app)
    before = dump(database)
    session.remove()
    for end in ("", "-wal", "-shm"):
        database.with_name(database.name + end).unlink(missing_ok=True)
    shutil.rmtree(files)

    back = run(app, "restore", archive)

    assert back.exit_code == 0, back.output
    assert dump(database) == before
    assert not list(database.parent.glob("before-restore-*"))


def test_a_backup_of_an_earlier_schema_is_brought_to_this_one(app, tmp_path):
    old = tmp_path / "old.sqlite"
    migrate_database(HOUSE, f"sqlite:///{old}", to="0020")
    write_backup(old, tmp_path / "none", tmp_path / "old.zip", progress=lambda *_: None)
    assert told(tmp_path / "old.zip")["schema"] == "0020"

    back = run(app, "restore", tmp_path / "old.zip")

    assert back.exit_code == 0, back.output
    assert session.scalar(select(func.count(Feed.person_id))) == 0


def test_what_was_there_is_laid_aside(app, archive):
    with unit_of_work():
        make.note(by=session.scalars(select(Person)).first())

    run(app, "restore", archive)

    (aside,) = app.extensions["settings"].data_dir.glob("before-restore-*")
    with closing(sqlite3.connect(aside / "kb.sqlite")) as connection:
        assert connection.execute("SELECT count(*) FROM sparring_note").fetchone() == (1,)
    assert (aside / "files").is_dir()


def test_looking_it_through_puts_nothing_back(app, archive):
    with unit_of_work():
        make.note(by=session.scalars(select(Person)).first())

    looked = run(app, "restore", archive, "--check")

    assert (looked.exit_code, "Sound:" in looked.output) == (0, True)
    assert session.scalar(select(func.count(SparringNote.id))) == 1


@pytest.mark.parametrize("part", ["kb.sqlite", "files"])
def test_an_altered_part_is_refused_and_nothing_is_touched(app, archive, tmp_path, part):
    other = repacked(
        archive,
        tmp_path / "other.zip",
        lambda name, content: content[:-1] + b"?" if name.startswith(part) else content,
    )
    assert_refused(app, other, "altered")


def test_a_part_that_is_lost_or_added_is_refused(app, archive, tmp_path):
    lost = repacked(
        archive,
        tmp_path / "lost.zip",
        lambda name, content: None if name.startswith("files/") else content,
    )
    assert_refused(app, lost, "altered, lost or cut short")
    with zipfile.ZipFile(archive, "a") as packed:
        packed.writestr("files/../../escaped", "x")
    assert_refused(app, archive, "altered")


def test_a_part_outside_the_house_is_refused(app, archive, tmp_path):
    name = "files/../../escaped"
    parts = [*told(archive)["parts"], {"name": name, "size": 1, "sha256": "x"}]
    other = with_manifest(archive, tmp_path / "other.zip", parts=parts)
    with zipfile.ZipFile(other, "a") as packed:
        packed.writestr(name, "x")

    assert_refused(app, other, "altered")
    assert not (tmp_path / "escaped").exists()


def test_a_part_larger_than_it_says_is_refused_while_it_is_read(app, archive, tmp_path):
    parts = [{**one, "size": 1} for one in told(archive)["parts"]]
    other = with_manifest(archive, tmp_path / "other.zip", parts=parts)

    assert_refused(app, other, "altered")


def test_a_newer_format_and_an_unknown_schema_are_refused(app, archive, tmp_path):
    newer = with_manifest(archive, tmp_path / "newer.zip", format=99)
    assert_refused(app, newer, "newer version")
    unknown = with_manifest(archive, tmp_path / "unknown.zip", schema="9999")
    assert_refused(app, unknown, "schema 9999")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 half", b'{"parts": 1}'])
def test_what_is_no_backup_is_refused(app, lived_in, tmp_path, content):
    (tmp_path / "none.zip").write_bytes(content)
    assert_refused(app, tmp_path / "none.zip", "no backup")


@pytest.mark.parametrize("manifest", [b"", b"[]", b'{"parts": 1}', b"{" * 99])
def test_a_zip_that_tells_no_backup_is_refused(app, archive, tmp_path, manifest):
    other = repacked(
        archive,
        tmp_path / "other.zip",
        lambda name, content: manifest if name == NAME else content,
    )
    assert_refused(app, other, "no backup of Kisälli")


def test_a_zip_without_a_manifest_or_with_an_endless_one_is_refused(app, archive, tmp_path):
    without = repacked(
        archive, tmp_path / "without.zip", lambda name, held: None if name == NAME else held
    )
    assert_refused(app, without, "no backup of Kisälli")
    with zipfile.ZipFile(tmp_path / "endless.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(NAME, json.dumps(told(archive)) + " " * LONGEST_MANIFEST)
    assert_refused(app, tmp_path / "endless.zip", "no backup of Kisälli")


@pytest.mark.parametrize("within", [b'"made_at"', b"a picture"])
def test_one_byte_of_the_archive_that_flipped_is_refused(app, archive, within):
    content = bytearray(archive.read_bytes())
    content[content.index(within)] ^= 1
    archive.write_bytes(content)

    assert_refused(app, archive, "altered")


def with_database(archive, to, database, **changed):
    """Put another database in its place, and tell the manifest so."""
    own = {"size": len(database), "sha256": hashlib.sha256(database).hexdigest()}
    parts = [one | own if one["name"] == DATABASE else one for one in told(archive)["parts"]]
    other = with_manifest(archive, to.with_suffix(".half"), parts=parts, **changed)
    return repacked(other, to, lambda name, held: database if name == DATABASE else held)


def test_a_database_that_is_none_is_refused_though_its_sum_is_right(app, archive, tmp_path):
    assert_refused(app, with_database(archive, tmp_path / "x.zip", b"words" * 999), "altered")


def test_a_damaged_database_is_refused_though_its_sum_is_right(app, archive, tmp_path):
    with zipfile.ZipFile(archive) as packed:
        database = bytearray(packed.read(DATABASE))
    database[len(database) // 2 :] = b"?" * (len(database) - len(database) // 2)

    assert_refused(app, with_database(archive, tmp_path / "x.zip", bytes(database)), "altered")


def test_a_database_of_another_schema_than_is_told_is_refused(app, archive, tmp_path):
    assert_refused(app, with_manifest(archive, tmp_path / "x.zip", schema="0020"), "altered")


def test_what_is_not_there_is_said(app, lived_in, tmp_path):
    assert_refused(app, tmp_path / "nowhere.zip", "There is no backup at")


def test_a_backup_cut_short_is_refused(app, archive):
    content = archive.read_bytes()
    archive.write_bytes(content[: len(content) // 2])
    assert_refused(app, archive, "cut short")


def test_a_sealed_backup_opens_with_its_own_secret_alone(app, lived_in, tmp_path):
    key, other = tmp_path / "key", tmp_path / "other"
    made = run(app, "backup-key", key)
    recipient = made.output.rpartition("=")[2].strip()
    run(app, "backup-key", other)
    sealed = tmp_path / "house.age"
    assert run(app, "backup", sealed, "--recipient", recipient).exit_code == 0

    assert b"Soitto" not in sealed.read_bytes()
    assert key.stat().st_mode & 0o777 == 0o600
    assert run(app, "backup-key", key).exit_code == 1
    assert_refused(app, sealed, "give the secret")
    assert_refused(app, sealed, "sealed for another secret", "--secret-file", other)
    content = bytearray(sealed.read_bytes())
    content[-20] ^= 1
    (tmp_path / "altered.age").write_bytes(content)
    assert_refused(app, tmp_path / "altered.age", "altered", "--secret-file", key)
    assert run(app, "restore", sealed, "--secret-file", key).exit_code == 0


def test_a_recipient_that_is_none_is_said_before_anything_is_written(app, lived_in, tmp_path):
    refused = run(app, "backup", tmp_path / "x.age", "--recipient", "kaikki")

    assert (refused.exit_code, "age1" in refused.output) == (1, True)
    assert not (tmp_path / "x.age").exists()
    with pytest.raises(BackupError, match="age1"):
        check_recipient("kaikki")
    assert new_identity() != new_identity()


def test_what_is_no_secret_is_said(app, lived_in, tmp_path):
    _, recipient = new_identity()
    (tmp_path / "key").write_text("# a remark\nsesam\n")
    assert run(app, "backup", tmp_path / "x.age", "--recipient", recipient).exit_code == 0

    assert_refused(app, tmp_path / "x.age", "no secret", "--secret-file", tmp_path / "key")


def test_a_database_that_is_damaged_is_laid_aside_for_what_was_kept(app, archive):
    database = database_file_of(app)
    before = dump(database)
    session.remove()
    session.get_bind().engine.dispose()
    for end in ("-wal", "-shm"):
        database.with_name(database.name + end).unlink(missing_ok=True)
    database.write_bytes(b"no database any more" * 999)

    restore_backup(
        archive,
        database,
        app.extensions["settings"].files,
        known=[told(archive)["schema"]],
        progress=quiet,
    )

    (aside,) = database.parent.glob("before-restore-*")
    assert (aside / database.name).read_bytes().startswith(b"no database any more")
    assert dump(database) == before


def test_a_house_without_a_database_or_with_a_damaged_one_is_not_backed_up(tmp_path):
    for database, why in ((tmp_path / "none", "no database"), (tmp_path / "bad", "be copied")):
        (tmp_path / "bad").write_bytes(b"no database" * 999)
        with pytest.raises(BackupError, match=why):
            write_backup(database, tmp_path, tmp_path / "shelf/x.zip", progress=quiet)
    assert list((tmp_path / "shelf").iterdir()) == []


def test_a_database_that_a_server_keeps_is_left_to_it(app, lived_in, tmp_path):
    settings = app.extensions["settings"]
    app.extensions["settings"] = replace(settings, database_url="postgresql://server/kisalli")

    refused = run(app, "backup", tmp_path / "x.zip")

    app.extensions["settings"] = settings
    assert (refused.exit_code, "server of its own" in refused.output) == (1, True)
    assert not (tmp_path / "x.zip").exists()


def test_a_house_that_takes_no_more_writing_is_backed_up_and_that_is_said(
    app, lived_in, tmp_path
):
    with closing(sqlite3.connect(database_file_of(app), isolation_level=None)) as somebody:
        somebody.execute("ALTER TABLE audit_entry RENAME TO gone")
        made = run(app, "backup", tmp_path / "x.zip")
        somebody.execute("ALTER TABLE gone RENAME TO audit_entry")

    assert made.exit_code == 0, made.output
    assert "stands in no audit log" in made.stderr
    assert (tmp_path / "x.zip").exists()


def quiet(*_told):
    """Show no progress."""


def test_files_come_along_whole_but_not_what_is_half_there_or_was_let_go(tmp_path):
    database, files = tmp_path / "kb.sqlite", tmp_path / "files"
    migrate_database(HOUSE, f"sqlite:///{database}", to="0020")
    kept = [os.urandom(size) for size in (SYNCED_AFTER + 1, 0, 7)]
    names = [hashlib.sha256(content).hexdigest() for content in kept]
    for name, content in zip(names, kept, strict=True):
        (files / name[:2]).mkdir(parents=True, exist_ok=True)
        (files / name[:2] / name).write_bytes(content)
    (files / names[0][:2] / ".upload").write_bytes(b"half")
    gone = files / names[2][:2] / names[2]

    manifest = write_backup(
        database, files, tmp_path / "x.zip", progress=lambda *_: gone.unlink(missing_ok=True)
    )
    seen = []
    restored, aside = restore_backup(
        tmp_path / "x.zip",
        tmp_path / "new/kb.sqlite",
        tmp_path / "new/files",
        known=["0020"],
        progress=lambda *told: seen.append(told),
    )

    back = {path.name: path.read_bytes() for path in (tmp_path / "new/files").glob("*/*")}
    assert back == dict(zip(names[:2], kept[:2], strict=True))
    assert (restored, aside) == (manifest, None)
    assert seen == [("looked through", number, 3) for number in (1, 2, 3)]
    assert manifest.size == sum(part.size for part in manifest.parts) > SYNCED_AFTER
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["files", "kb.sqlite"]


def test_while_the_house_is_in_use_nothing_is_put_back(app, archive):
    with closing(sqlite3.connect(database_file_of(app))) as somebody:
        somebody.execute("SELECT count(*) FROM person").fetchone()
        assert_refused(app, archive, "in use")


def test_a_backup_amid_writers_holds_all_that_was_acknowledged_before_it(
    app, lived_in, tmp_path
):
    acknowledged, ending = [], threading.Event()

    def write():
        with closing(sqlite3.connect(database_file_of(app), timeout=30)) as connection:
            connection.isolation_level = None
            while not ending.is_set():
                connection.execute("BEGIN IMMEDIATE")
                connection.execute(
                    "UPDATE practice SET title = ? WHERE id = 1",
                    (f"Otsikko {len(acknowledged)}",),
                )
                connection.execute("COMMIT")
                acknowledged.append(len(acknowledged))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            least = len(acknowledged)
            made = run(app, "backup", tmp_path / f"{number}.zip")
            assert made.exit_code == 0, made.output
            with zipfile.ZipFile(tmp_path / f"{number}.zip") as packed:
                packed.extract("kb.sqlite", tmp_path)
            with closing(sqlite3.connect(tmp_path / "kb.sqlite")) as copy:
                (title,) = copy.execute("SELECT title FROM practice WHERE id = 1").fetchone()
            assert int(title.rpartition(" ")[2]) >= least - 1 if least else True
    finally:
        ending.set()
        writer.join()


def test_the_shelf_keeps_the_newest_and_leaves_what_is_not_a_backup(tmp_path):
    (tmp_path / "kisalli-muistio.txt").touch()
    assert age_of_newest(tmp_path) is None
    for days in range(4):
        with clock.standing_at(clock.now() - timedelta(days=days)):
            (tmp_path / next_name(sealed=days % 2 == 0)).touch()

    gone = let_go(tmp_path, kept=2)

    assert len(gone) == len(backups_in(tmp_path)) == 2
    assert timedelta(0) <= age_of_newest(tmp_path) < timedelta(minutes=1)
    assert (tmp_path / "kisalli-muistio.txt").exists()
    newest, *_ = backups_in(tmp_path)
    let_go(tmp_path, kept=0)
    assert backups_in(tmp_path) == [newest]


def test_the_worker_makes_one_a_day_where_a_folder_was_given(app, lived_in, tmp_path):
    run(app, "work", "--once")
    assert backups_in(app.extensions["settings"].backups) == []
    shelf = tmp_path / "shelf"
    app.extensions["settings"] = replace(app.extensions["settings"], backup_dir=str(shelf))

    for hours in (0, 1, 25):
        with clock.standing_at(clock.now() + timedelta(hours=hours)):
            run(app, "work", "--once")

    assert len(backups_in(shelf)) == 2


def assert_refused(app, archive, why, *options):
    """A backup is refused with a reason, by looking and by putting back; nothing changes."""
    before = dump(database_file_of(app))
    for more in ((), ("--check",)) if why != "in use" else ((),):
        refused = run(app, "restore", archive, *options, *more)
        assert refused.exit_code == 1, refused.output
        assert why in refused.output
    assert dump(database_file_of(app)) == before
    assert not list(app.extensions["settings"].data_dir.glob("before-restore-*"))
    assert session.scalar(select(func.count(Practice.id))) == 1


def database_file_of(app):
    with app.app_context():
        return database_file()
