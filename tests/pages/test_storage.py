"""A disk that takes nothing: reading goes on, who writes is told, and nothing is lost."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing, contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import create_engine, event, func, select, text
from sqlalchemy.exc import OperationalError

from kb.foundation import clock
from kb.foundation.backups.shelf import next_name
from kb.foundation.backups.writing import write_backup
from kb.foundation.db import begin_reading, prepare_engine, reading, session
from kb.foundation.storage import Ailment, ailment_of
from kb.socialise.sparring.models import SparringNote
from kb.socialise.talk.actions import comment_on
from support import make

SAID = {"question": "Asiakasta ei tavoita.", "advice": "Soita ja kerro.", "with_whom": "Aino"}


@pytest.fixture
def petri(signed_in):
    browser = signed_in("Petri Saarela")
    practice = make.practice("Soitto", by=browser.person)
    make.document(practice, by=browser.person)
    comment_on(practice, "Näin minäkin.", by=browser.person, language="fi")
    return browser


@pytest.fixture
def typed(petri):
    form = petri.get("/sparring/new").forms["sparring"]
    for name, value in SAID.items():
        form[name] = value
    return form


@contextmanager
def taking_nothing():
    """Let the database refuse every write, as where its disk can only be read."""
    engine = session.get_bind()

    def only_read(connection, _record):
        connection.execute("PRAGMA query_only = ON")

    session.commit()
    session.remove()
    engine.dispose()
    event.listen(engine, "connect", only_read)
    try:
        yield
    finally:
        event.remove(engine, "connect", only_read)
        session.remove()
        engine.dispose()


def kept():
    with reading():
        return session.scalar(select(func.count(SparringNote.id)))


def test_where_the_disk_can_only_be_read_reading_goes_on_and_writing_is_refused(petri, typed):
    with taking_nothing():
        refused = typed.submit(status=503)
        read = petri.get("/practices/soitto")

    assert "Palvelimen levy ei nyt ota mitään vastaan" in refused
    assert refused.forms["sparring"]["advice"].value.strip() == SAID["advice"]
    assert refused.headers["Retry-After"]
    assert "Voit juuri nyt vain lukea" in read
    assert kept() == 0


def test_as_soon_as_it_takes_something_all_is_as_before(petri, typed):
    with taking_nothing():
        refused = typed.submit(status=503)

    refused.forms["sparring"].submit(status=302)

    assert kept() == 1
    assert "Voit juuri nyt vain lukea" not in petri.get("/practices/soitto")


@pytest.fixture
def disk(tmp_path):
    """A folder that can be made one to be read only; a disk of its own where that may be."""
    place = tmp_path / "disk"
    place.mkdir()
    if os.geteuid():
        yield place, lambda: place.chmod(0o500)
        place.chmod(0o700)
        return
    mount = shutil.which("mount")
    made = subprocess.run(  # noqa: S603 - the command of the system
        [mount or "mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(place)],
        capture_output=True,
        check=False,
    )
    if made.returncode:
        pytest.skip("a disk of its own cannot be mounted here, and root may write anywhere")
    yield (
        place,
        lambda: subprocess.run(  # noqa: S603
            [mount, "-o", "remount,ro", str(place)], check=True
        ),
    )
    subprocess.run([shutil.which("umount"), str(place)], check=True)  # noqa: S603


def test_a_database_on_a_disk_that_can_only_be_read_is_opened_to_be_read(disk):
    place, lock = disk
    file = place / "kb.sqlite"
    engine = create_engine(f"sqlite:///{file}")
    prepare_engine(engine)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE word (said TEXT)"))
        connection.execute(text("INSERT INTO word VALUES ('Soitan.')"))
    engine.dispose()
    lock()

    with engine.connect() as connection:
        assert connection.scalar(text("SELECT said FROM word")) == "Soitan."
        with pytest.raises(OperationalError) as refused:
            connection.execute(text("INSERT INTO word VALUES ('Ei.')"))

    assert ailment_of(refused.value) is Ailment.READ_ONLY
    engine.dispose()


def database_of(browser):
    return browser.app.extensions["settings"].data_dir / "kb.sqlite"


def destroy(file, table):
    """Write over the first page of a table, as a disk does that forgets."""
    with closing(sqlite3.connect(file)) as outsider:
        outsider.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        found = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        (page,) = outsider.execute(found, (table,)).fetchone()
        (size,) = outsider.execute("PRAGMA page_size").fetchone()
    with file.open("r+b") as written:
        written.seek((page - 1) * size)
        written.write(b"\xff" * size)


@pytest.fixture
def damaged(petri, signed_in, typed):
    """A house with a backup, of which a page is destroyed; return what undoes it, too."""
    samuel = signed_in("Samuel Forsman")
    settings = samuel.app.extensions["settings"]
    session.commit()
    session.remove()
    session.get_bind().dispose()
    name = next_name(sealed=False)
    file, whole = database_of(samuel), settings.backups / name
    write_backup(file, settings.files, whole, progress=lambda *_: None)
    with clock.standing_at(clock.now() + timedelta(hours=1)):
        (settings.backups / next_name(sealed=False)).write_bytes(b"cut short")
    aside = shutil.copy(file, file.with_name("whole"))
    destroy(file, "comment")
    yield samuel, name, lambda: shutil.copy(aside, file)
    session.remove()
    session.get_bind().dispose()


def test_a_damaged_page_lets_nothing_more_be_written_and_names_a_backup(petri, typed, damaged):
    samuel, name, _ = damaged

    broken = petri.get("/practices/soitto/comments", status=503)
    refused = typed.submit(status=503)
    told = samuel.get("/")

    assert "Tietokanta on vioittunut" in broken
    assert "Tietokanta on vioittunut" in refused
    assert refused.forms["sparring"]["advice"].value.strip() == SAID["advice"]
    assert name in told
    assert name not in petri.get("/practices/soitto")


def test_fsck_finds_it_and_lets_writing_go_on_once_it_is_whole(petri, typed, damaged):
    app, mend = petri.app, damaged[2]
    session.remove()
    begin_reading()
    found = app.test_cli_runner().invoke(args=["fsck"])
    typed.submit(status=503)
    session.remove()
    session.get_bind().dispose()
    mend()

    whole = app.test_cli_runner().invoke(args=["fsck"])
    typed.submit(status=302)

    assert (found.exit_code, whole.exit_code) == (1, 0), whole.output
    assert "malformed" in found.output or "page" in found.output
