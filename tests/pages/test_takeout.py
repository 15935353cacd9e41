"""The page of the takeout says what it holds; the archive is for its reader alone."""

import io
import zipfile

from support import make

PETRI = "Petri Saarela"


def test_the_archive_comes_from_the_page(signed_in):
    petri = signed_in(PETRI)
    make.document(make.practice("Soita ensin", by=petri.person), by=petri.person)

    page = petri.get("/takeout")
    answer = page.click("Tee paketti")

    assert "yksi käytäntö" in page
    assert answer.content_type == "application/zip"
    assert "no-store" in answer.headers["Cache-Control"]
    with zipfile.ZipFile(io.BytesIO(answer.body)) as archive:
        assert "practices/soita-ensin/fi.md" in archive.namelist()


def test_a_reader_takes_out_what_readers_see(signed_in):
    petri, jesse = signed_in(PETRI), signed_in("Jesse Lindqvist")
    make.practice("Kesken", by=petri.person).opened_at = None

    with zipfile.ZipFile(io.BytesIO(jesse.get("/takeout/archive").body)) as archive:
        assert not any("kesken" in name for name in archive.namelist())


def test_the_page_that_waits_is_told_by_the_mark_it_sent(signed_in):
    petri = signed_in(PETRI)

    assert "made=12x34" in str(petri.get("/takeout/archive?made=12x34").headers)
    assert "made=" not in str(petri.get("/takeout/archive?made=a;b").headers)


def test_the_command_writes_what_that_person_may_read(app, tmp_path, client):
    petri = make.person(PETRI)
    make.document(make.practice("Soita ensin", by=petri), by=petri)
    client.get("/livez")  # keeps what was said
    run = app.test_cli_runner().invoke

    told = run(args=["export", str(tmp_path / "kaikki.zip"), "--as", make.email_of(PETRI)])
    stranger = run(args=["export", str(tmp_path / "x.zip"), "--as", "kuka@example.com"])

    assert told.exit_code == 0, told.output
    assert "1 practices" in told.output
    assert zipfile.is_zipfile(tmp_path / "kaikki.zip")
    assert stranger.exit_code == 1
    assert [one.name for one in tmp_path.glob("*.zip*")] == ["kaikki.zip"]
