"""A folder of Markdown comes in as one batch, and goes as one."""

import io
import os
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import select

from kb.document.attachments.pictures import LARGEST as LARGEST_PICTURE
from kb.document.attachments.queries import attachments_of
from kb.document.imports.actions import (
    keep_files,
    land_batch,
    note_published,
    publish_draft,
    wording_of,
)
from kb.document.imports.folders import LARGEST_PAGE
from kb.document.imports.heads import LARGEST, head_of
from kb.document.imports.html import markdown_of
from kb.document.imports.models import ImportBatch
from kb.document.imports.parts import in_parts
from kb.document.imports.plans import judge
from kb.document.imports.queries import batch_by_id, batches_of, drafts_to_publish, importer
from kb.document.imports.sheets import sheet_of
from kb.document.imports.trees import read_tree
from kb.document.imports.undoing import undo_batch
from kb.document.media.models import Medium
from kb.document.media.queries import form_of
from kb.document.revisions.drafts import save_draft
from kb.document.revisions.forms import Wording
from kb.document.revisions.models import Source, Text
from kb.document.revisions.queries import current_revision, draft_of
from kb.foundation.db import begin_writing, session
from kb.foundation.errors import DomainError, NotAllowedError, NotFoundError
from kb.foundation.news import wire
from kb.identify.carriers.queries import holders_of
from kb.internalise.marks.models import Mark, MarkKind
from kb.practices.events import PracticeRemoved
from kb.practices.models import Practice
from kb.practices.trust import Trust
from kb.search.language.analysis import detect_language


def picture():
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "teal").save(out, "PNG")
    return out.getvalue()


def written(folder, files):
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def read(folder):
    return read_tree(folder, language_of=lambda _text: "fi", progress=lambda *_: None)


def land(folder, *, by, files=Path("/nowhere")):
    tree = read(folder)
    verdicts = judge(tree, by=by)
    return land_batch(
        tree.source, verdicts, by=by, folder=files, progress=lambda *_: None
    ), verdicts


def publish(folder, *, by):
    source = str(folder.resolve())
    session.commit()
    for number in drafts_to_publish(source, by=by):
        wording = wording_of(number)
        begin_writing()
        publish_draft(number, wording)
        session.commit()
    begin_writing()
    return note_published(source, by=by)


def fates(verdicts):
    return {verdict.page.path: verdict.fate.value for verdict in verdicts}


def practice(title):
    return session.scalar(select(Practice).where(Practice.title == title))


def text_of(title, by):
    found = practice(title)
    return draft_of(found, found.language, by=by).text


@pytest.fixture
def folder(tmp_path):
    return written(
        tmp_path / "ohjeet",
        {
            "alku.md": "---\ntitle: Aloitus\ntags: [soitto, alku]\n---\n# Aloitus\n\nSoita.\n",
            "syvalla/jatko.md": "# Jatko\n\nLue [alku](../alku.md#a).\n",
        },
    )


def reasons(left):
    return {one.path: one.reason.key for one in left}


# Reading


def test_the_title_is_the_heads_then_the_headings_then_the_files():
    titled = sheet_of("a.md", b"---\ntitle: 'Yksi: kaksi'\n---\n# Kolme\nx")
    headed = sheet_of("a.md", b"## Toinen *otsikko*\n\nx")
    named = sheet_of("ohje-ja_neuvo.md", b"teksti")
    of_folder = sheet_of("laskutus/README.md", b"teksti")

    assert [titled.title, headed.title] == ["Yksi: kaksi", "Toinen otsikko"]
    assert [named.title, of_folder.title] == ["Ohje ja neuvo", "Laskutus"]


def test_a_heading_that_only_says_the_title_again_goes():
    same = sheet_of("a.md", b"---\ntitle: Soita\n---\n# <a name='x'></a>Soita\n\nHeti.")
    other = sheet_of("a.md", b"---\ntitle: Soita\n---\n# Kirjoita\n\nHeti.")

    assert same.text == "Heti."
    assert other.text == "# Kirjoita\n\nHeti."


def test_unknown_fields_are_left_and_tags_kept():
    sheet = sheet_of(
        "a.md",
        b"---\ntitle: 2019\nms.date: 07/19/2019\ntags:\n - a\n - b\ncategories: c\n---\nx",
    )

    assert sheet.title == "2019"
    assert sheet.tags == "a,b,c"


def test_a_broken_head_is_read_as_far_as_it_goes():
    sheet = sheet_of("a.md", b"---\ntitle: Soita: heti\nx: [\n---\nteksti")

    assert sheet.title == "Soita: heti"
    assert sheet.text == "teksti"


def test_what_is_no_utf8_is_read_as_latin_and_told():
    sheet = sheet_of("a.md", "Älä odota.".encode("latin-1"))

    assert sheet.text == "Älä odota."
    assert [remark.key for remark in sheet.remarks] == ["imports.read_as_latin"]


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "imports.empty"),
        (b"---\ntitle: Soita\n---\n\n", "imports.empty"),
        (b"# Soita\n", "imports.empty"),
        (b"a\0b", "imports.not_text"),
        ("teksti".encode("utf-16"), "imports.not_text"),
    ],
)
def test_a_page_that_says_nothing_is_refused(content, key):
    with pytest.raises(DomainError, match=key):
        sheet_of("a.md", content)


def test_comments_and_empty_anchors_go_but_not_from_code():
    sheet = sheet_of("a.md", b"<!-- piiloon -->\n<a id='x'></a>Soita `<!-- ei -->`.\n")

    assert sheet.text == "Soita `<!-- ei -->`."


def test_links_and_pictures_in_html_become_markdown():
    sheet = sheet_of(
        "a.md", b"<img width='9' alt='Kuva' src='a b.png'/> <a href=\"b.md\">ohje</a> <b>x</b>"
    )

    assert sheet.text == "![Kuva](<a%20b.png>) [ohje](<b.md>) <b>x</b>"


def test_our_own_headings_part_the_text():
    ours = "Alku.\n\n## Tilanne\nHiljaista.\n\n## Miten toimin\nSoitan.\n\n### Ensin\nHeti.\n"

    assert in_parts(ours + "\n## Muuta\nLoppu.") == {
        "action": "Alku.\n\nSoitan.\n\n### Ensin\nHeti.\n\n## Muuta\nLoppu.",
        "situation": "Hiljaista.",
    }
    assert in_parts("Alku.\n\n## Example\nx") == {"action": "Alku.\n\n## Example\nx"}


def test_language_is_told_from_the_text(tmp_path):
    written(
        tmp_path,
        {
            "fi.md": "# Soitto\n\nSoitan asiakkaalle ennen kuin hän ehtii kysyä.",
            "en.md": "# Call\n\nI call the customer before they have time to ask.",
            "said.md": "---\nlang: en\n---\nSoitan asiakkaalle.",
        },
    )

    tree = read_tree(tmp_path, language_of=detect_language, progress=lambda *_: None)

    assert {page.path: page.language for page in tree.pages} == {
        "fi.md": "fi",
        "en.md": "en",
        "said.md": "en",
    }


def test_every_file_is_accounted_for(tmp_path):
    written(
        tmp_path,
        {
            "a.md": "![k](k.png) ![s](s.svg) ![r](rikki.png)",
            "B.MARKDOWN": "teksti",
            "tyhja.md": " ",
            "k.png": picture(),
            "turha.png": picture(),
            "rikki.png": b"ei kuva",
            "s.svg": "<svg/>",
            "taulukko.xlsx": b"x",
            ".git/HEAD": "x",
            ".piilo.md": "x",
            "LICENSE": "x",
        },
    )
    (tmp_path / "linkki.md").symlink_to("/etc/hostname")
    (tmp_path / "kansio").symlink_to("/etc")

    tree = read(tmp_path)

    assert [page.path for page in tree.pages] == ["B.MARKDOWN", "a.md"]
    assert tree.pictures == 1
    assert reasons(tree.refused) == {"tyhja.md": "imports.empty"}
    assert reasons(tree.others) == {
        ".git/HEAD": "imports.hidden",
        ".piilo.md": "imports.hidden",
        "LICENSE": "imports.kind_not_taken",
        "kansio": "imports.link_not_followed",
        "linkki.md": "imports.link_not_followed",
        "rikki.png": "attachment.not_a_picture",
        "s.svg": "imports.kind_not_taken",
        "taulukko.xlsx": "imports.kind_not_taken",
        "turha.png": "imports.no_page_shows_it",
    }


def test_a_fifo_holds_nobody_up(tmp_path):
    os.mkfifo(tmp_path / "putki.md")

    assert reasons(read(tmp_path).others) == {"putki.md": "imports.no_file"}


def test_too_much_is_refused_with_the_limits_own_reason(tmp_path):
    written(tmp_path, {"pitka.md": "a" * 600_000, "syva.md": "> " * 40 + "x"})

    assert reasons(read(tmp_path).refused) == {
        "pitka.md": "markdown.too_long",
        "syva.md": "markdown.too_deep",
    }


def test_what_is_larger_than_it_may_be_is_not_even_opened(tmp_path):
    for name, size in (("iso.md", LARGEST_PAGE + 1), ("iso.png", LARGEST_PICTURE + 1)):
        with (tmp_path / name).open("wb") as file:
            file.truncate(size)
    with (tmp_path / "raja.png").open("wb") as file:
        file.truncate(LARGEST_PICTURE)

    assert reasons(read(tmp_path).others) == {
        "iso.md": "markdown.too_long",
        "iso.png": "attachment.too_large",
        "raja.png": "imports.no_page_shows_it",
    }


def test_nothing_outside_the_folder_is_read(tmp_path):
    written(tmp_path, {"salaisuus.md": "salaisuus", "kuva.png": picture()})
    text = "![k](../kuva.png) [s](../salaisuus.md) [e](%2e%2e/salaisuus.md) [p](/etc/passwd)"
    folder = written(tmp_path / "sisalla", {"a.md": text})

    (page,) = read(folder).pages

    assert page.parts["action"] == "k s e p"
    assert page.files == ()
    assert sorted({remark.key for remark in page.remarks}) == [
        "imports.link_lost",
        "imports.link_outside",
        "imports.picture_outside",
    ]


def test_two_pictures_of_one_name_stay_two(tmp_path):
    text = "![yksi](a/k.png) ![kaksi](b/k.png) ![taas](a/k.png) ![muualla](https://e.x/k.png)"
    written(tmp_path, {"s.md": text, "a/k.png": picture(), "b/k.png": picture()})

    (page,) = read(tmp_path).pages

    assert page.parts["action"] == (
        "![yksi](k.png) ![kaksi](k-2.png) ![taas](k.png) ![muualla](https://e.x/k.png)"
    )
    assert [one.name for one in page.files] == ["k.png", "k-2.png"]


@pytest.mark.parametrize(
    ("head", "key"),
    [
        ("---\n- kisalli: 1\n---\n", "imports.head_unreadable"),
        ("---\nkisalli: [\n---\n", "imports.head_unreadable"),
        ("---\nkisalli: 99\n---\n", "imports.head_version"),
        ("---\nkisalli: 1\n", "imports.head_open"),
        (f"---\nx: {'x' * LARGEST}\n---\n", "imports.head_too_large"),
    ],
)
def test_a_head_that_is_not_ours_to_read_is_refused(head, key):
    with pytest.raises(DomainError) as refused:
        head_of(head)

    assert refused.value.key == key


def test_html_nested_without_end_is_refused():
    assert markdown_of("<div><p>Soita&nbsp;heti.</p></div>") == "Soita heti."
    with pytest.raises(DomainError, match=r"markdown\.too_deep"):
        markdown_of("<div>" * 5_000 + "Soita.")


# Landing


def test_pages_land_as_drafts_of_the_importer(folder, aino):
    batch, verdicts = land(folder, by=aino)

    found = practice("Aloitus")
    assert fates(verdicts) == {"alku.md": "new", "syvalla/jatko.md": "new"}
    assert [found.author, found.steward] == [aino, aino]
    assert holders_of(found) == []
    assert found.opened_at is None
    assert found.tags == ["alku", "soitto"]
    assert draft_of(found, "fi", by=aino).source is Source.IMPORT
    assert text_of("Aloitus", aino).action == "Soita."
    assert [page.path for page in batch.pages] == ["alku.md", "syvalla/jatko.md"]


def test_a_link_leads_to_the_page_by_its_title(folder, aino):
    land(folder, by=aino)

    assert text_of("Jatko", aino).action == "Lue [[Aloitus|alku]]."


def test_where_titles_meet_a_link_leads_by_address(tmp_path, aino):
    files = {"a/x.md": "# Sama\n\nyksi", "b/x.md": "# Sama\n\nkaksi"}
    written(tmp_path, files | {"s.md": "| a |\n|---|\n| [toinen](b/x.md) |\n"})

    land(tmp_path, by=aino)

    assert "[[sama-2\\|toinen]]" in text_of("S", aino).action


def test_pictures_come_along(tmp_path, aino):
    written(tmp_path / "t", {"sivut/s.md": "![k](../k.png)", "k.png": picture()})

    keep_files(read(tmp_path / "t"), tmp_path / "files")
    land(tmp_path / "t", by=aino, files=tmp_path / "files")

    assert [one.name for one in attachments_of(practice("S"))] == ["k.png"]


def test_a_second_run_changes_nothing(folder, aino):
    land(folder, by=aino)

    batch, verdicts = land(folder, by=aino)

    assert batch is None
    assert set(fates(verdicts).values()) == {"unchanged"}


def test_a_changed_page_rewords_its_own_draft(folder, aino):
    land(folder, by=aino)
    written(folder, {"alku.md": "# Aloitus\n\nSoita heti.\n"})

    _, verdicts = land(folder, by=aino)

    assert fates(verdicts) == {"alku.md": "changed", "syvalla/jatko.md": "unchanged"}
    assert text_of("Aloitus", aino).action == "Soita heti."


def test_what_was_edited_here_is_left_alone(folder, aino):
    land(folder, by=aino)
    edited = Text("Aloitus", "", action="Minun sanani.")
    save_draft(practice("Aloitus"), "fi", Wording(edited, {}), by=aino)
    written(folder, {"alku.md": "# Aloitus\n\nSoita heti.\n"})

    batch, verdicts = land(folder, by=aino)

    assert batch is None
    assert fates(verdicts)["alku.md"] == "skipped"
    assert text_of("Aloitus", aino) == edited


# Publishing


def test_a_published_batch_is_unverified(folder, aino):
    batch, _ = land(folder, by=aino)

    published = publish(folder, by=aino)

    found = practice("Jatko")
    assert published == [batch.id]
    assert found.trust is Trust.UNVERIFIED
    assert holders_of(found) == []
    assert (
        '<a href="/practices/titled/Aloitus">alku</a>'
        in current_revision(found, "fi").rendered["action"]
    )
    assert form_of(found).medium is Medium.SHORT_TEXT
    assert form_of(found).reason == "Tuotu sellaisenaan."


def test_a_long_text_is_said_to_be_long(tmp_path, aino):
    land(written(tmp_path, {"s.md": "sana " * 500}), by=aino)

    publish(tmp_path, by=aino)

    assert form_of(practice("S")).medium is Medium.LONG_TEXT


def test_a_draft_that_is_gone_has_nothing_to_publish(house):
    session.commit()

    assert wording_of(999) is None


def test_publishing_again_changes_nothing(folder, aino):
    land(folder, by=aino)
    publish(folder, by=aino)

    assert publish(folder, by=aino) == []
    assert land(folder, by=aino)[0] is None


def test_a_changed_page_becomes_a_new_revision(folder, aino):
    land(folder, by=aino)
    publish(folder, by=aino)
    written(folder, {"alku.md": "# Aloitus\n\nSoita heti.\n"})

    land(folder, by=aino)
    publish(folder, by=aino)

    assert current_revision(practice("Aloitus"), "fi").number == 2
    assert current_revision(practice("Aloitus"), "fi").action == "Soita heti."


# Undoing


def test_a_batch_is_undone_as_a_whole(folder, aino):
    batch, _ = land(folder, by=aino)
    publish(folder, by=aino)
    gone = []
    wire({PracticeRemoved: [gone.append]})

    undone = undo_batch(batch, by=aino)

    assert (undone.removed, undone.kept) == (2, ())
    assert len(gone) == 2
    assert practice("Aloitus") is None
    assert fates(land(folder, by=aino)[1])["alku.md"] == "new"


def test_what_somebody_worked_on_is_kept(folder, aino, petri):
    batch, _ = land(folder, by=aino)
    publish(folder, by=aino)
    text = Text("Aloitus", "", action="Minusta näin.")
    save_draft(practice("Aloitus"), "fi", Wording(text, {}), by=petri)

    undone = undo_batch(batch, by=aino)

    assert undone.kept == ("Aloitus",)
    assert practice("Jatko") is None
    assert fates(land(folder, by=aino)[1])["alku.md"] == "unchanged"


def test_a_later_stage_keeps_what_it_speaks_of(folder, aino, petri):
    batch, _ = land(folder, by=aino)
    session.add(Mark(practice_id=practice("Jatko").id, learner_id=petri.id, kind=MarkKind.READ))
    session.flush()

    assert undo_batch(batch, by=aino).kept == ("Jatko",)


def test_undoing_a_change_brings_back_what_it_replaced(folder, aino):
    land(folder, by=aino)
    written(folder, {"alku.md": "# Aloitus\n\nSoita heti.\n"})
    batch, _ = land(folder, by=aino)

    undone = undo_batch(batch, by=aino)

    assert (undone.removed, undone.restored) == (0, 1)
    assert text_of("Aloitus", aino).action == "Soita."
    assert fates(land(folder, by=aino)[1])["alku.md"] == "changed"


def published_anew(folder, text, *, by):
    """Publish a folder, then once more with another first page; return the second batch."""
    land(folder, by=by)
    publish(folder, by=by)
    written(folder, {"alku.md": text})
    batch, _ = land(folder, by=by)
    publish(folder, by=by)
    return batch


def test_undoing_a_published_change_brings_back_the_former_revision(folder, aino):
    batch = published_anew(folder, "# Aloitus\n\nSoita heti.\n", by=aino)

    undo_batch(batch, by=aino)

    assert current_revision(practice("Aloitus"), "fi").action == "Soita."


def test_undoing_a_published_change_brings_back_the_former_name(folder, aino):
    batch = published_anew(folder, "# Uusi alku\n\nSoita heti.\n", by=aino)
    assert practice("Aloitus") is None
    assert practice("Uusi alku") is not None

    undo_batch(batch, by=aino)

    assert practice("Uusi alku") is None
    assert current_revision(practice("Aloitus"), "fi").title == "Aloitus"


def test_undoing_a_change_closes_what_it_first_published(folder, aino):
    land(folder, by=aino)
    written(folder, {"alku.md": "# Aloitus\n\nSoita heti.\n"})
    batch, _ = land(folder, by=aino)
    publish(folder, by=aino)

    undo_batch(batch, by=aino)

    assert current_revision(practice("Aloitus"), "fi") is None
    assert practice("Aloitus").opened_at is None
    assert text_of("Aloitus", aino).action == "Soita."


def test_the_later_batch_goes_first(folder, aino):
    first, _ = land(folder, by=aino)
    written(folder, {"alku.md": "# Aloitus\n\nSoita heti.\n"})
    land(folder, by=aino)

    with pytest.raises(DomainError, match=r"imports\.later_first"):
        undo_batch(first, by=aino)


def test_only_the_importer_and_an_admin_undo(folder, aino, petri, samuel):
    batch, _ = land(folder, by=aino)

    with pytest.raises(NotAllowedError):
        undo_batch(batch, by=petri)
    assert undo_batch(batch, by=samuel).removed == 2
    with pytest.raises(DomainError, match=r"imports\.already_undone"):
        undo_batch(batch, by=aino)


# Who and what


def test_the_importer_is_named_or_the_last_one_or_the_first_writer(folder, samuel, aino, petri):
    source = str(folder)
    assert importer(None, source) == aino
    assert importer(petri.email, source) == petri
    land(folder, by=petri)
    assert importer(None, source) == petri


def test_a_reader_does_not_import(jesse):
    with pytest.raises(NotFoundError, match=r"imports\.importer_unknown"):
        importer(jesse.email, "/x")
    with pytest.raises(NotFoundError, match=r"imports\.nobody_here"):
        importer(None, "/x")


def test_an_author_sees_their_own_batches_and_an_admin_all(folder, aino, petri, samuel):
    batch, _ = land(folder, by=aino)

    assert [(line.came, line.here) for line in batches_of(aino)] == [(2, 2)]
    assert batches_of(petri) == []
    assert [line.batch for line in batches_of(samuel)] == [batch]
    with pytest.raises(NotFoundError):
        batch_by_id(batch.id, seen_by=petri)
    assert session.get(ImportBatch, batch.id).name.endswith("/ohjeet")
