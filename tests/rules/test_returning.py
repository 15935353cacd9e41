"""Pages that a house has written come back; a head that says what it cannot is refused."""

import zipfile

import pytest
import yaml
from sqlalchemy import select

from kb.document.attachments.queries import attachments_of
from kb.document.imports.actions import (
    keep_files,
    land_batch,
    note_published,
    publish_draft,
    wording_of,
)
from kb.document.imports.archives import unpacked
from kb.document.imports.heads import (
    DEEPEST,
    LONGEST_MARK,
    LONGEST_SLUG,
    MOST_EVENTS,
    head_of,
)
from kb.document.imports.plans import Fate, judge
from kb.document.imports.queries import drafts_to_publish
from kb.document.imports.sheets import sheet_of
from kb.document.imports.trees import read_tree
from kb.document.imports.undoing import undo_batch
from kb.document.media.models import Medium
from kb.document.media.queries import form_of
from kb.document.revisions.forms import LONGEST_READERS_WORDS
from kb.document.revisions.queries import current_revision, current_revisions
from kb.foundation.db import begin_writing, session
from kb.foundation.errors import DomainError
from kb.people.models import Industry
from kb.practices.forms import LONGEST_TITLE
from kb.practices.models import Area, JourneyStage, Practice
from support.files import mp4, picture

HEAD = """---
kisalli: 1
title: {title}
slug: soita
language: {language}
practice: {{title: Soita, summary: Lyhyesti., language: fi}}
industries: [energy]
areas: [quality]
tags: [soitto]
journey_stage: daily
medium: {{kind: video, formality: formal, reason: Ääni kuuluu.}}
files:
- {{file: kuva.png, name: kuva.png}}
- {{file: kuva-2.mp4, name: Puhelu.mp4}}
mark: part
---

# {title}

"""
BODY = "<!-- part: action -->\n## Miten toimin\n\n## Tilanne\n\n<b>x</b> ![k](kuva.png)\n"
TWO = {
    "practices/soita/fi.md": HEAD.format(title="Soita", language="fi") + BODY,
    "practices/soita/en.md": HEAD.format(title="Call", language="en") + BODY,
    "practices/soita/kuva.png": picture(),
    "practices/soita/kuva-2.mp4": mp4(),
}


def written(folder, files):
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def read(folder):
    return read_tree(folder, language_of=lambda _text: "fi", progress=lambda *_: None)


def land(folder, *, by):
    tree, files = read(folder), folder.parent / "files"
    keep_files(tree, files)
    verdicts = judge(tree, by=by)
    batch = land_batch(tree.source, verdicts, by=by, folder=files, progress=lambda *_: None)
    return batch, {one.page.path: one.fate for one in verdicts}


def publish(folder, *, by):
    source = str(folder.resolve())
    session.commit()
    for number in drafts_to_publish(source, by=by):
        wording = wording_of(number)
        begin_writing()
        publish_draft(number, wording)
        session.commit()
    begin_writing()
    note_published(source, by=by)


@pytest.fixture
def folder(tmp_path):
    return written(tmp_path / "viety", TWO)


def only_practice():
    return session.scalars(select(Practice)).one()


# Back as it was


def test_two_languages_are_one_practice_with_its_place_medium_and_files(petri, folder):
    land(folder, by=petri)
    publish(folder, by=petri)

    found = only_practice()
    texts = current_revisions(found)
    assert (found.slug, found.title, found.summary) == ("soita", "Soita", "Lyhyesti.")
    assert (found.industries, found.areas) == ([Industry.ENERGY], [Area.QUALITY])
    assert (found.tags, found.journey_stage) == (["soitto"], JourneyStage.DAILY)
    assert {one: text.title for one, text in texts.items()} == {"fi": "Soita", "en": "Call"}
    assert form_of(found).medium is Medium.VIDEO
    assert [one.name for one in attachments_of(found)] == ["Puhelu.mp4", "kuva.png"]
    assert all(one.opened_at for one in attachments_of(found))


def test_nothing_is_changed_in_what_was_written(petri, folder):
    land(folder, by=petri)
    publish(folder, by=petri)

    action = current_revision(only_practice(), "fi").text.action

    assert action == "## Tilanne\n\n<b>x</b> ![k](kuva.png)"


def test_it_comes_once_and_goes_as_a_whole(petri, folder):
    batch, fates = land(folder, by=petri)
    publish(folder, by=petri)
    again, same = land(folder, by=petri)
    undone = undo_batch(batch, by=petri)

    assert set(fates.values()) == {Fate.NEW}
    assert again is None
    assert set(same.values()) == {Fate.UNCHANGED}
    assert (undone.removed, undone.kept) == (1, ())
    assert session.scalar(select(Practice)) is None


def test_a_changed_page_changes_its_language_alone(petri, folder):
    land(folder, by=petri)
    publish(folder, by=petri)
    page = folder / "practices/soita/en.md"
    page.write_text(page.read_text().replace("<b>x</b>", "Call."), encoding="utf-8")

    batch, fates = land(folder, by=petri)
    publish(folder, by=petri)

    found = only_practice()
    assert fates["practices/soita/en.md"] is Fate.CHANGED
    assert "Call." in current_revision(found, "en").text.action
    assert "<b>x</b>" in current_revision(found, "fi").text.action
    undo_batch(batch, by=petri)
    assert "<b>x</b>" in current_revision(found, "en").text.action


def test_a_practice_that_somebody_has_placed_elsewhere_since_is_left_alone(petri, folder):
    land(folder, by=petri)
    only_practice().place([Industry.RETAIL], [], [])
    page = folder / "practices/soita/fi.md"
    page.write_text(page.read_text().replace("<b>x</b>", "Uusi."), encoding="utf-8")

    _, fates = land(folder, by=petri)

    assert fates["practices/soita/fi.md"] is Fate.SKIPPED


def test_a_language_that_came_later_goes_without_the_other(petri, folder):
    (folder / "practices/soita/en.md").unlink()
    land(folder, by=petri)
    publish(folder, by=petri)
    written(folder, {"practices/soita/en.md": TWO["practices/soita/en.md"]})
    batch, _ = land(folder, by=petri)
    publish(folder, by=petri)

    undo_batch(batch, by=petri)

    assert set(current_revisions(only_practice())) == {"fi"}
    assert only_practice().published_at


def test_a_name_alone_comes_into_sight_when_the_batch_is_published(petri, tmp_path):
    head = HEAD.format(title="Soita", language="fi").replace("mark: part\n", "")
    folder = written(tmp_path / "viety", {"practices/soita/fi.md": f"{head}Ei kirjattu."})
    land(folder, by=petri)
    assert only_practice().opened_at is None

    publish(folder, by=petri)

    assert only_practice().opened_at
    assert current_revisions(only_practice()) == {}


def test_who_takes_the_marks_away_has_left_the_headings(petri, tmp_path):
    body = "## Tilanne\n\nHiljaista.\n\n## Miten toimin\n\nSoitan.\n"
    page = HEAD.format(title="Soita", language="fi") + body
    land(written(tmp_path / "viety", {"practices/soita/fi.md": page}), by=petri)
    publish(tmp_path / "viety", by=petri)

    parts = current_revision(only_practice(), "fi").text.parts
    assert (parts["situation"], parts["action"]) == ("Hiljaista.", "Soitan.")


def test_what_is_not_there_or_comes_twice_is_told(tmp_path):
    fi = TWO["practices/soita/fi.md"]
    tree = read(written(tmp_path / "viety", {"p/fi.md": fi, "p/toinen.md": fi}))

    (page,) = tree.pages
    assert [one.key for one in page.remarks] == ["imports.file_lost"] * 2
    assert [one.reason.key for one in tree.refused] == ["imports.same_twice"]


def test_a_file_outside_the_folder_is_never_opened(tmp_path):
    written(tmp_path, {"salaisuus.png": picture()})
    page = TWO["practices/soita/fi.md"].replace("file: kuva.png", "file: ../salaisuus.png")

    (found,) = read(written(tmp_path / "viety", {"fi.md": page})).pages

    assert found.files == ()


def test_a_file_that_is_a_link_or_not_what_it_says_is_told_and_left(tmp_path):
    folder = written(tmp_path / "viety", {"fi.md": TWO["practices/soita/fi.md"]})
    (folder / "kuva.png").write_bytes(b"no picture")
    written(tmp_path, {"toinen.mp4": mp4()})
    (folder / "kuva-2.mp4").symlink_to(tmp_path / "toinen.mp4")

    (found,) = read(folder).pages

    assert found.files == ()
    assert [one.key for one in found.remarks] == [
        "attachment.kind_not_taken",
        "imports.link_not_followed",
    ]


def test_a_practice_keeps_its_address_where_that_is_free(petri, tmp_path):
    for name, title in (("ensin", "Soita ensin"), ("sitten", "Soita sitten")):
        page = HEAD.format(title=title, language="fi").replace("slug: soita", "slug: oma")
        land(written(tmp_path / name, {"fi.md": page + BODY}), by=petri)

    assert session.scalars(select(Practice.slug).order_by(Practice.id)).all() == [
        "oma",
        "soita",
    ]


def test_a_link_that_leads_to_no_page_stays_as_it_was(petri, tmp_path):
    page = TWO["practices/soita/fi.md"] + "[sinne](../ei/ole.md)\n"
    land(written(tmp_path / "viety", {"practices/soita/fi.md": page}), by=petri)
    publish(tmp_path / "viety", by=petri)

    assert "[sinne](../ei/ole.md)" in current_revision(only_practice(), "fi").text.action


# Heads that say what they cannot

PLAIN = {
    "kisalli": "1",
    "title": "Soita",
    "slug": "soita",
    "language": "fi",
    "mark": "part",
}


def head(**fields):
    told = "\n".join(f"{name}: {value}" for name, value in {**PLAIN, **fields}.items())
    return f"---\n{told}\n---\n{BODY}".encode()


LAUGHS = "\n".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40))


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"---\nkisalli: 1\ntitle: Soita\n", "imports.head_open"),
        (head(kisalli="99"), "imports.head_version"),
        (head(tags="[a"), "imports.head_unreadable"),
        (head(tags="\x07"), "imports.head_unreadable"),
        (b"---\nkisalli: 1\n- a\n---\nx", "imports.head_unreadable"),
        (head(x="!!python/object/apply:os.system [ls]"), "imports.head_tricks"),
        (head(x=f"&a0 [1]\n{LAUGHS}"), "imports.head_tricks"),
        (head(x="[" * 2000 + "]" * 2000), "imports.head_tricks"),
        (head(x="[" + "a," * 5000 + "a]"), "imports.head_tricks"),
        (head(x="a" * 70_000), "imports.head_too_large"),
        (head(language="sv"), "imports.head_field"),
        (head(title="[a, b]"), "imports.head_field"),
        (head(title=""), "imports.head_field"),
        (head(title="a" * 200), "imports.head_field"),
        (head(slug="../../etc"), "imports.head_field"),
        (head(mark=".*"), "imports.head_field"),
        (head(readers_words="a" * 2000), "imports.head_field"),
        (head(industries="energy"), "imports.head_field"),
        (head(industries="[space]"), "imports.head_field"),
        (head(industries="[[energy]]"), "imports.head_field"),
        (head(areas="{quality: 1}"), "imports.head_field"),
        (head(journey_stage="[daily]"), "imports.head_field"),
        (head(practice="Soita"), "imports.head_field"),
        (head(practice="{summary: [x]}"), "imports.head_field"),
        (head(medium="video"), "imports.head_field"),
        (head(medium="{kind: film, reason: x}"), "imports.head_field"),
        (head(medium="{kind: video}"), "imports.head_field"),
        (head(files="kuva.png"), "imports.head_field"),
        (head(files="[kuva.png]"), "imports.head_field"),
        (head(files="[{file: [a]}]"), "imports.head_field"),
        (head(draft="yes"), "imports.own_draft"),
        (head(list="contents"), "imports.own_list"),
    ],
)
def test_a_head_is_refused_in_words(content, key):
    with pytest.raises(DomainError) as refused:
        sheet_of("a.md", content)

    assert refused.value.key == key


@pytest.mark.parametrize(
    ("content", "line"),
    [("title: ]\n", 3), ("title: a\nslug: ]\n", 4), ("title: \x07\n", 1)],
)
def test_where_a_head_cannot_be_read_is_told(content, line):
    with pytest.raises(DomainError) as refused:
        head_of(f"---\nkisalli: 1\n{content}---\n")

    assert (refused.value.key, refused.value.values) == (
        "imports.head_unreadable",
        {"line": line},
    )


def filled(count):
    return head(x=f"[{'a,' * count}]").decode()


def test_a_head_holds_as_much_as_it_may_and_no_more():
    events = len(list(yaml.parse(filled(0).split("---\n")[1])))
    right = {
        "title": "a" * LONGEST_TITLE,
        "slug": "a" * LONGEST_SLUG,
        "readers_words": "a" * LONGEST_READERS_WORDS,
        "mark": "a" * LONGEST_MARK,
        "x": "[" * (DEEPEST - 1) + "]" * (DEEPEST - 1),
    }

    assert head_of(head(**right).decode())[0].slug == right["slug"]
    assert head_of(filled(MOST_EVENTS + 1 - events))
    for name in ("title", "slug", "readers_words", "mark"):
        with pytest.raises(DomainError, match=r"imports\.head_field"):
            head_of(head(**right | {name: right[name] + "a"}).decode())
    for tricky in (head(x=f"[{right['x']}]").decode(), filled(MOST_EVENTS + 2 - events)):
        with pytest.raises(DomainError, match=r"imports\.head_tricks"):
            head_of(tricky)


def test_a_plain_head_is_taken():
    assert sheet_of("a.md", head()).head.title == "Soita"


def test_any_other_pages_head_stays_what_it_was():
    assert sheet_of("a.md", b"---\ntitle: &a Soita\nx: *a\n---\nx").head is None


# Archives


def zipped(path, files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("files", "key"),
    [
        ({"../a.md": "x"}, "attachment.broken"),
        ({"/a.md": "x"}, "attachment.broken"),
        ({"a.md": b"\0" * 3_000_000}, "attachment.unpacks_too_large"),
    ],
)
def test_an_archive_that_leads_astray_or_swells_is_not_unpacked(tmp_path, files, key):
    with (
        pytest.raises(DomainError) as refused,
        unpacked(zipped(tmp_path / "a.zip", files)),
    ):
        pass

    assert refused.value.key == key


def test_what_is_no_archive_is_refused(tmp_path):
    (tmp_path / "a.zip").write_bytes(b"ei ole")

    with pytest.raises(DomainError), unpacked(tmp_path / "a.zip"):
        pass


def test_an_archive_is_unpacked_for_as_long_as_it_is_read(tmp_path):
    with unpacked(zipped(tmp_path / "a.zip", {"b/a.md": "x"})) as folder:
        assert (folder / "b/a.md").read_text() == "x"

    assert not folder.exists()
