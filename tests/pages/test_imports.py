"""Importing as people meet it: the command and the page of batches."""

import json
import zipfile

import pytest
from sqlalchemy import func, select

from kb.foundation.db import session
from kb.search.models import Document


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "ohjeet"
    (folder / "sivut").mkdir(parents=True)
    (folder / "alku.md").write_text("# Aloitus\n\nSoita. Katso [jatko](sivut/jatko.md).\n")
    (folder / "sivut/jatko.md").write_text("# Jatko\n\nKirjoita asiakkaalle [x](../y.md).\n")
    (folder / "muu.pdf").write_bytes(b"x")
    return folder


@pytest.fixture
def run(client):
    def ask(*words):
        session.commit()
        session.remove()
        return client.app.test_cli_runner().invoke(args=["import", *map(str, words)])

    return ask


def undoing(page):
    return next(form for form in page.forms.values() if form.action.endswith("/undo"))


def report(answer):
    return json.loads(answer.stdout)


def test_a_dry_run_tells_and_writes_nothing(signed_in, run, folder):
    aino = signed_in("Aino Koskela")

    answer = run(folder)
    told = report(run(folder, "--json"))

    assert answer.exit_code == 0
    assert "Nothing was written." in answer.stdout
    assert told["dry_run"] is True
    assert told["batch"] is None
    assert told["counts"]["new"] == 2
    assert [page["status"] for page in told["pages"]] == ["new", "new"]
    assert told["pages"][1]["remarks"] == [
        "There is nothing at ../y.md where a link leads; its words stay."
    ]
    assert told["skipped"] == [
        {"path": "muu.pdf", "reason": "Files of this kind are not taken in: .pdf."}
    ]
    assert "Mitään ei ole tuotu" in aino.get("/imports")


def test_a_batch_lands_is_published_and_undone(signed_in, run, folder):
    aino = signed_in("Aino Koskela")

    landed = report(run(folder, "--apply", "--json"))
    again = report(run(folder, "--apply", "--json"))
    published = report(run(folder, "--publish", "--json"))
    once_more = report(run(folder, "--publish", "--json"))

    assert landed["batch"] == published["batch"]
    assert (again["batch"], again["counts"]["unchanged"]) == (None, 2)
    assert published["counts"]["published"] == 2
    assert once_more["counts"]["published"] == 0
    assert "Kirjoita asiakkaalle" in aino.get("/practices/jatko")
    assert run("--undo", landed["batch"]).exit_code == 0
    aino.get("/practices/jatko", status=404)


def test_a_draft_is_its_importers_own(signed_in, run, folder):
    aino, noora = signed_in("Aino Koskela"), signed_in("Noora Vainio")

    run(folder, "--apply", "--as", "aino.koskela@kisalli.example")

    aino.get("/practices/aloitus", status=200)
    noora.get("/practices/aloitus", status=404)


def test_publishing_at_once_lands_first(signed_in, run, folder):
    noora = signed_in("Noora Vainio")

    told = report(run(folder, "--publish", "--json"))

    assert told["counts"] == {
        "new": 2,
        "unchanged": 0,
        "changed": 0,
        "skipped": 0,
        "published": 2,
    }
    assert "Soita." in noora.get("/practices/aloitus")


def test_what_cannot_be_done_is_said_in_a_sentence(signed_in, run, folder, tmp_path):
    nobody = run(folder)
    signed_in("Aino Koskela")
    (tmp_path / "tyhja").mkdir()

    assert (nobody.exit_code, nobody.stderr) == (
        2,
        "Error: Nobody here can import yet: add an author first.\n",
    )
    assert run(tmp_path / "tyhja").exit_code == 1
    assert run(tmp_path / "ei-ole").exit_code == 2
    assert run().exit_code == 2
    assert run("--undo", "7").exit_code == 2
    assert run(folder, "--as", "x@y.example").exit_code == 2


def test_a_batch_is_undone_on_its_page(signed_in, run, folder):
    aino = signed_in("Aino Koskela")
    run(folder, "--apply")

    page = aino.get("/imports")
    after = undoing(page).submit()

    assert "ohjeet" in page
    assert "Tuonti on kumottu. 2 käytäntöä poistettiin." in after.follow()
    aino.get("/practices/aloitus", status=404)


def test_the_admin_sees_every_batch_and_a_stranger_none(signed_in, run, folder):
    signed_in("Aino Koskela")
    petri, samuel = signed_in("Petri Saarela"), signed_in("Samuel Forsman", language="en")
    run(folder, "--apply", "--as", "aino.koskela@kisalli.example")

    assert "ohjeet" not in petri.get("/imports")
    assert "2 practices came" in samuel.get("/imports")
    signed_in("Jesse Lindqvist").get("/imports", status=403)


def test_a_stranger_cannot_undo(signed_in, run, folder):
    aino, petri = signed_in("Aino Koskela"), signed_in("Petri Saarela")
    run(folder, "--apply", "--as", "aino.koskela@kisalli.example")
    address = undoing(aino.get("/imports")).action
    token = petri.get("/imports").html.find("input", {"name": "csrf_token"})["value"]

    petri.post(address, {"csrf_token": token}, status=404)
    aino.get("/practices/aloitus", status=200)


def test_what_is_undone_is_found_no_more(signed_in, run, folder):
    signed_in("Aino Koskela")
    landed = report(run(folder, "--publish", "--json"))
    there = session.scalar(select(func.count(Document.id)))

    run("--undo", landed["batch"])

    assert there == 2
    assert session.scalar(select(func.count(Document.id))) == 0


def test_the_command_says_what_is_here_already_and_what_it_leaves(signed_in, run, folder):
    signed_in("Aino Koskela")
    (folder / "tyhja.md").write_text(" ")
    first = run(folder, "--apply").stdout

    again = run(folder, "--apply").stdout
    told = report(run(folder, "--json"))

    assert "To take it back as a whole: import --undo 1" in first
    assert "All of this is here already: nothing was written." in again
    assert "Pages: 0 new, 2 unchanged" in again
    refused = next(page for page in told["pages"] if page["path"] == "tyhja.md")
    assert (refused["status"], refused["title"], bool(refused["reason"])) == (
        "skipped",
        None,
        True,
    )


def test_what_is_taken_back_and_what_is_kept_is_told(signed_in, run, folder):
    signed_in("Aino Koskela")
    run(folder, "--apply")
    (folder / "alku.md").write_text("# Aloitus\n\nSoita heti.\n")
    run(folder, "--apply")

    changed = run("--undo", "2").stdout

    assert "1 are again as they were before it." in changed


def test_what_somebody_worked_on_is_named_and_stays(signed_in, run, folder):
    aino, petri = signed_in("Aino Koskela"), signed_in("Petri Saarela")
    run(folder, "--publish", "--as", "aino.koskela@kisalli.example")
    form = petri.get("/practices/jatko/drafts/fi").forms["writing"]
    form["action"] = "Minusta näin."
    petri.post("/practices/jatko/drafts/fi/autosave", form.submit_fields())

    undone = run("--undo", "1").stdout

    assert "Batch 1 is undone: 1 practices are gone." in undone
    assert "1 were kept, for somebody has worked on them since:\n  Jatko" in undone
    aino.get("/practices/jatko", status=200)


def test_the_page_says_that_something_was_kept(signed_in, run, folder):
    aino = signed_in("Aino Koskela", language="en")
    run(folder, "--publish", "--as", "aino.koskela@kisalli.example")
    form = aino.get("/practices/jatko/drafts/fi").forms["writing"]
    form["action"] = "Minusta näin."
    aino.post("/practices/jatko/drafts/fi/autosave", form.submit_fields())

    page = undoing(aino.get("/imports")).submit().follow()

    assert "One practice is gone." in page
    assert "One was kept, for somebody has worked on it since." in page


def test_an_undoing_is_told_as_data_too(signed_in, run, folder):
    signed_in("Aino Koskela")
    run(folder, "--apply")

    told = report(run("--undo", "1", "--json"))

    assert told == {"batch": 1, "removed": 2, "restored": 0, "kept": []}


def test_a_broken_archive_is_refused_in_a_sentence(signed_in, run, folder, tmp_path):
    aino = signed_in("Aino Koskela")
    packed = bytearray(zipped(folder, tmp_path / "ohjeet.zip").read_bytes())
    packed[packed.index(b"Kirjoita")] ^= 1
    (tmp_path / "ohjeet.zip").write_bytes(packed)

    refused = run(tmp_path / "ohjeet.zip", "--apply")

    assert refused.exit_code != 0
    assert "ohjeet.zip" in refused.stderr
    aino.get("/practices/aloitus", status=404)


def zipped(folder, to):
    """Pack a folder without squeezing it, so that its words stand in the archive."""
    with zipfile.ZipFile(to, "w", zipfile.ZIP_STORED) as packed:
        for path in sorted(folder.rglob("*.md")):
            packed.write(path, path.relative_to(folder))
    return to
