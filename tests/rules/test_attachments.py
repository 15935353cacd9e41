"""Files: told by their content, kept whole or not at all, seen by whom they are for."""

import io
import os
import time
from datetime import timedelta

import pytest
from PIL import Image

from kb.document.attachments.actions import (
    attach,
    remove_files,
    restore_files,
    sweep_files,
)
from kb.document.attachments.intake import read_file
from kb.document.attachments.kinds import Caps, FileKind
from kb.document.attachments.queries import attachment_named, attachments_of, has_file
from kb.document.attachments.shelves import shelf_of
from kb.document.attachments.store import keep, path_of
from kb.document.media.actions import choose_medium
from kb.document.media.forms import MediumChoice
from kb.document.media.models import Formality, Medium
from kb.document.revisions.actions import hand_over, publish_revision
from kb.document.revisions.forms import Wording
from kb.document.revisions.queries import current_revision
from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import InvalidError, NotAllowedError, NotFoundError
from kb.stages.evidence import Stage, stages_of
from support import files, make

CAPS = Caps()
SMALL = Caps(document=4_000, video=8_000, pixels=10_000)


def taken(name, content, caps=CAPS):
    return read_file(name, io.BytesIO(content), caps)


def refusal(name, content, caps=CAPS):
    with pytest.raises(InvalidError) as refused:
        taken(name, content, caps)
    return refused.value.fields["file"]


def names(practice, by):
    return [one.name for one in attachments_of(practice, seen_by=by)]


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "files"


# What a file is


@pytest.mark.parametrize(
    ("name", "content", "kind", "mime"),
    [
        ("a.mp4", files.mp4(), FileKind.VIDEO, "video/mp4"),
        ("a.m4v", files.mp4(b"M4V "), FileKind.VIDEO, "video/mp4"),
        ("a.webm", files.webm(), FileKind.VIDEO, "video/webm"),
        ("a.vtt", files.CAPTIONS, FileKind.CAPTIONS, "text/vtt"),
        ("a.pdf", b"%PDF-1.7\n%%EOF", FileKind.PDF, "application/pdf"),
        ("a.png", files.picture(), FileKind.PICTURE, "image/png"),
        ("a.webp", files.picture(kind="WEBP"), FileKind.PICTURE, "image/webp"),
        *(
            (f"a.{end}", files.office(end), kind, f"{files.OOXML}.{main}")
            for end, kind, main in (
                ("docx", FileKind.TEXT, "wordprocessingml.document"),
                ("xlsx", FileKind.SHEET, "spreadsheetml.sheet"),
                ("pptx", FileKind.SLIDES, "presentationml.presentation"),
            )
        ),
        *(
            (f"a.{end}", files.office(end), kind, f"{files.ODF}.{files.OPEN[end]}")
            for end, kind in (
                ("odt", FileKind.TEXT),
                ("ods", FileKind.SHEET),
                ("odp", FileKind.SLIDES),
            )
        ),
    ],
)
def test_a_file_is_told_by_its_content(name, content, kind, mime):
    found = taken(name, content)

    assert (found.name, found.kind, found.mime) == (name, kind, mime)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("raportti.exe", "raportti.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\omat\\sopimus.PDF", "sopimus.pdf"),
        ("Häiriö 1/2 <b>.pdf", "2-b.pdf"),
        ("...", "file.pdf"),
        ("a\u0308iti.pdf", "äiti.pdf"),
        ("x" * 400 + ".pdf", "x" * 120 + ".pdf"),
    ],
)
def test_a_name_is_a_word_with_a_true_ending(given, kept):
    assert taken(given, b"%PDF-1.7").name == kept


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("kuva.svg", b"<svg onload=alert(1)>", "kind_not_taken"),
        ("kuva.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "kind_not_taken"),
        ("sivu.html", b"<!doctype html><script>alert(1)</script>", "kind_not_taken"),
        ("koodi.js", b"alert(1)", "kind_not_taken"),
        ("kuva.gif", b"GIF89a/*<script>*/=1;", "kind_not_taken"),
        ("tekstitys.vtt", b"<script>", "kind_not_taken"),
        ("tekstitys.vtt", b"WEBVTT \xff", "kind_not_taken"),
        ("video.mp4", files.mp4(b"heic"), "kind_not_taken"),
        ("video.mp4", files.mp4(b"qt  "), "kind_not_taken"),
        ("video.mp4", files.mp4(index=False), "kind_not_taken"),
        ("video.mp4", files.mp4()[:-1], "kind_not_taken"),
        ("video.mp4", files.mp4() + b"<script>alert(1)</script>", "kind_not_taken"),
        ("video.webm", files.webm(b"matr"), "kind_not_taken"),
        ("makrot.docx", files.office("docm"), "kind_not_taken"),
        ("ohjelma.jar", files.archive({"META-INF/MANIFEST.MF": "x"}), "kind_not_taken"),
        ("vanha.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "former_or_locked"),
        ("kuva.png", b"\x89PNG\r\n\x1a\n" + b"x" * 50, "not_a_picture"),
        ("tyhja.pdf", b"", "kind_not_taken"),
        ("rikki.docx", b"PK\x03\x04" + b"\0" * 100, "broken"),
        ("pommi.docx", files.bomb(), "unpacks_too_large"),
        ("lukittu.docx", files.locked(), "encrypted"),
        ("ulos.docx", files.office(**{"../../tmp/x": "x"}), "broken"),
        ("ulos.docx", files.office(**{"/etc/passwd": "x"}), "broken"),
        ("ulos.docx", files.office(**{"C:\\x": "x"}), "broken"),
        (
            "monta.docx",
            files.office(**{f"w/{n}": "" for n in range(2_001)}),
            "unpacks_too_large",
        ),
    ],
)
def test_what_is_of_no_kind_we_take_is_refused(name, content, key):
    assert refusal(name, content) == f"attachment.{key}"


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("iso.pdf", b"%PDF-" + b"x" * 4_000, "too_large"),
        ("iso.mp4", files.mp4(padding=9_000), "too_large"),
        ("iso.png", files.picture((200, 200)), "too_many_pixels"),
    ],
)
def test_each_kind_has_its_cap(name, content, key):
    assert refusal(name, content, SMALL) == f"attachment.{key}"


def test_a_video_may_be_larger_than_a_document():
    assert taken("a.mp4", files.mp4(padding=5_000), SMALL).size > SMALL.document


def test_a_picture_forgets_where_it_was_taken():
    found = taken("kuva.jpg", files.photograph())

    for content in (found.content, *found.smaller.values()):
        with Image.open(io.BytesIO(content)) as drawn:
            assert not drawn.getexif()
        assert b"Salainen" not in content


def test_a_picture_is_kept_in_smaller_sizes_too():
    found = taken("kuva.jpg", files.photograph())
    small = taken("kuva.png", files.picture())

    assert {width: size_of(one) for width, one in found.smaller.items()} == {
        480: (480, 270),
        1280: (1280, 720),
    }
    assert small.smaller == {}


def size_of(content):
    with Image.open(io.BytesIO(content)) as drawn:
        return drawn.size


def test_a_picture_of_fifty_thousand_by_fifty_thousand_costs_nothing():
    begun = time.process_time()
    head = b"\0\0\0\rIHDR" + (50_000).to_bytes(4) * 2 + b"\x08\x02\0\0\0"
    content = b"\x89PNG\r\n\x1a\n" + head + b"\0\0\0\0" + b"\0" * 1_000

    assert refusal("iso.png", content) in {
        "attachment.not_a_picture",
        "attachment.too_many_pixels",
    }
    assert time.process_time() - begun < 1


def test_a_bomb_is_refused_without_being_unpacked():
    content, begun = files.bomb(), time.process_time()

    refusal("pommi.docx", content)

    assert time.process_time() - begun < 0.5


# Where the bytes are


def test_the_same_bytes_are_kept_once(folder):
    for name in ("a.pdf", "b.pdf"):
        keep(taken(name, b"%PDF-1.7 sama"), folder)

    assert len([path for path in folder.rglob("*") if path.is_file()]) == 1


def test_what_breaks_off_leaves_no_half_file(folder):
    class Broken(io.BytesIO):
        def read(self, size=-1):
            if self.tell() > 0 and size > 100:
                raise OSError("the disk is full")
            return super().read(min(size, 100) if size > 0 else size)

    stream = Broken(b"%PDF-1.7" + b"x" * 1_000)
    found = taken("a.pdf", b"%PDF-1.7 toinen")

    with pytest.raises(OSError, match="full"):
        keep(type(found)(**{**vars(found), "stream": stream}), folder)

    assert [path for path in folder.rglob("*") if path.is_file()] == []


def test_what_nothing_names_goes_after_a_day(folder, aino):
    practice = make.practice(by=aino)
    named = attach(practice, taken("a.jpg", files.photograph()), by=aino, folder=folder)
    lost = taken("b.pdf", b"%PDF-1.7 hylatty")
    keep(lost, folder)
    fresh = taken("c.pdf", b"%PDF-1.7 tuore")
    keep(fresh, folder)
    (folder / named.sha256[:2] / "unfinished-x").write_bytes(b"x")
    two_days_ago = time.time() - 2 * 86_400
    for path in folder.rglob("*"):
        if path.is_file() and path.name != fresh.sha256:
            os.utime(path, (two_days_ago, two_days_ago))

    gone = sweep_files(folder)

    assert gone == 2
    assert path_of(named.sha256, folder).exists()
    assert path_of(named.sha256, folder, width=480).exists()
    assert path_of(fresh.sha256, folder).exists()
    assert not path_of(lost.sha256, folder).exists()


# Who sees them


def test_a_file_comes_out_with_the_text_it_came_with(folder, noora, marjatta, jesse):
    practice = make.practice(by=noora, holder=marjatta)
    video = taken("nain.mp4", files.mp4())
    attach(practice, video, by=noora, folder=folder)

    waiting = hand_over(practice, "fi", Wording.parse({"title": "T", "action": "x"}), by=noora)
    before = names(practice, jesse), names(practice, marjatta), names(practice, noora)
    with clock.standing_at(clock.now() + timedelta(minutes=1)):
        attach(practice, taken("uusi.pdf", b"%PDF-1"), by=noora, folder=folder)
        publish_revision(waiting, by=marjatta)

    assert before == ([], ["nain.mp4"], ["nain.mp4"])
    assert names(practice, jesse) == ["nain.mp4"]
    assert names(practice, noora) == ["nain.mp4", "uusi.pdf"]
    with pytest.raises(NotFoundError):
        attachment_named(practice, "uusi.pdf", seen_by=jesse)


def test_readers_keep_the_former_file_of_a_name_until_the_new_one_is_out(
    folder, noora, marjatta, jesse
):
    practice = make.practice(by=marjatta)
    old = attach(practice, taken("a.pdf", b"%PDF-1 vanha"), by=marjatta, folder=folder)
    make.document(practice, by=marjatta)
    new = attach(practice, taken("a.pdf", b"%PDF-1 uusi"), by=noora, folder=folder)

    assert attachment_named(practice, "a.pdf", seen_by=jesse).id == old.id
    assert attachment_named(practice, "a.pdf", seen_by=marjatta).id == new.id


def test_a_removed_file_can_be_put_back_for_a_month(folder, aino, noora):
    practice = make.practice(by=aino)
    paper = attach(practice, taken("a.pdf", b"%PDF-1"), by=aino, folder=folder)

    with pytest.raises(NotAllowedError):
        remove_files(practice, [paper.id], by=noora)
    remove_files(practice, [paper.id], by=aino)
    removed = names(practice, aino)
    sweep_files(folder)
    restore_files(practice, [paper.id], by=aino)
    restored = names(practice, aino)
    remove_files(practice, [paper.id], by=aino)
    with clock.standing_at(clock.now() + timedelta(days=31)):
        sweep_files(folder)

    assert (removed, restored) == ([], ["a.pdf"])
    session.expire_all()
    restore_files(practice, [paper.id], by=aino)
    assert names(practice, aino) == []


def test_a_file_of_another_practice_cannot_be_named(folder, aino):
    one, other = make.practice(by=aino), make.practice("Toinen", by=aino)
    paper = attach(one, taken("a.pdf", b"%PDF-1"), by=aino, folder=folder)

    remove_files(other, [paper.id], by=aino)

    assert names(one, aino) == ["a.pdf"]


# What they are evidence of (R3)


def stage(practice):
    return stages_of([practice.id])[practice.id]


def test_a_video_practice_is_documented_when_readers_see_a_video(folder, noora, marjatta):
    practice = make.practice(by=noora, holder=marjatta)
    choice = MediumChoice(Medium.VIDEO, Formality.FREE, "On nähtävä")
    choose_medium(practice, choice, by=noora)
    words = Wording.parse({"title": "T", "action": "Katso ja kokeile samana päivänä."})
    publish_revision(hand_over(practice, "fi", words, by=noora), by=marjatta)
    without = stage(practice)

    attach(practice, taken("a.pdf", b"%PDF-1"), by=marjatta, folder=folder)
    attach(practice, taken("nain.mp4", files.mp4()), by=marjatta, folder=folder)
    unopened = stage(practice)
    words = Wording.parse({"title": "T", "action": "Katso."}, slug=practice.slug)
    base = current_revision(practice, "fi").id
    hand_over(practice, "fi", Wording(words.text, words.rendered, base_id=base), by=marjatta)
    documented = stage(practice)
    remove_files(practice, [one.id for one in attachments_of(practice)], by=marjatta)

    assert (without, unopened) == (Stage.IDENTIFIED, Stage.IDENTIFIED)
    assert documented is Stage.DOCUMENTED
    assert stage(practice) is Stage.IDENTIFIED


# How a page shows them


def test_captions_belong_to_the_video_of_their_name(folder, aino):
    practice = make.practice(by=aino)
    for name, content in (
        ("nain.mp4", files.mp4()),
        ("nain.vtt", files.CAPTIONS),
        ("nain.en.vtt", files.CAPTIONS + b"\n"),
        ("muu.vtt", files.CAPTIONS + b"\n\n"),
        ("a.pdf", b"%PDF-1"),
    ):
        attach(practice, taken(name, content), by=aino, folder=folder)

    shelf = shelf_of(attachments_of(practice), slug=practice.slug, language="fi")

    (film,) = shelf.films
    assert {one.language: one.file.name for one in film.captions} == {
        "fi": "nain.vtt",
        "en": "nain.en.vtt",
    }
    assert [one.name for one in shelf.papers] == ["a.pdf", "muu.vtt"]


def test_what_the_text_shows_is_not_shown_again(folder, aino):
    practice = make.practice(by=aino)
    for name, content in (
        ("kartta.png", files.picture()),
        ("toinen.png", files.picture(colour="red")),
        ("nain.mp4", files.mp4()),
        ("nain.fi.vtt", files.CAPTIONS),
    ):
        attach(practice, taken(name, content), by=aino, folder=folder)
    text = {"title": "T", "action": "![kartta](kartta.png)\n\n![puhelu](nain.mp4)"}
    rendered = Wording.parse(text, slug=practice.slug).rendered

    shelf = shelf_of(
        attachments_of(practice), slug=practice.slug, language="fi", beside=rendered["action"]
    )

    assert [one.name for one in shelf.pictures] == ["toinen.png"]
    assert list(shelf.lying_here) == []
    assert (
        f'src="/practices/{practice.slug}/files/nain.mp4"><track kind="captions" '
        f'src="/practices/{practice.slug}/files/nain.fi.vtt" srclang="fi" label="Suomeksi">'
        in shelf.fitted(rendered)["action"]
    )


def test_a_file_of_a_kind_is_there_until_it_is_removed(aino, folder):
    practice, other = make.practice(by=aino), make.practice("Toinen", by=aino)
    attach(practice, taken("a.pdf", b"%PDF-1.7\n%%EOF"), by=aino, folder=folder)
    session.flush()
    (paper,) = attachments_of(practice, seen_by=aino)

    assert has_file(practice, FileKind.PDF)
    assert not has_file(practice, FileKind.VIDEO)
    assert not has_file(other, FileKind.PDF)

    remove_files(practice, [paper.id], by=aino)
    assert not has_file(practice, FileKind.PDF)
