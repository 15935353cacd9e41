"""Folders made for the web come in too: Middleman's pages with Ruby in them, and plain HTML."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from kb.document.attachments.queries import attachments_of
from kb.document.imports.actions import land_batch
from kb.document.imports.plans import judge
from kb.document.imports.sheets import sheet_of
from kb.document.imports.trees import read_tree
from kb.document.imports.undoing import undo_batch
from kb.document.revisions.models import Draft
from kb.document.revisions.queries import draft_of
from kb.foundation.db import session
from kb.practices.models import Practice
from kb.search.language.detection import detect_language
from support.files import picture
from support.reference import reference

RUBY = b"""---
title: Hiljainen asiakas
last_reviewed_on: 2026-08-19
---

# <%= current_page.data.title %>

Soita <%= warning_text('nyt') %> heti.

<% if true %>
Odota.
<% end %>

```erb
<%= sample %>
```
"""


def read(folder):
    return read_tree(folder, language_of=detect_language, progress=lambda *_: None)


def land(tree, *, by, files=Path("/nowhere")):
    verdicts = judge(tree, by=by)
    batch = land_batch(tree.source, verdicts, by=by, folder=files, progress=lambda *_: None)
    return batch, {one.page.path: one.fate.value for one in verdicts}


def written(folder, files):
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def remarks(page):
    return [(one.key, *one.values.values()) for one in page.remarks]


def texts(by):
    """Return every draft's text by the title of its practice."""
    return {one.title: one.text.body for one in session.scalars(select(Draft))}


def test_ruby_is_told_and_never_run():
    sheet = sheet_of("ohjeet/hiljainen.html.md.erb", RUBY)

    assert sheet.title == "Hiljainen asiakas"
    assert " ".join(sheet.text.split()) == "Soita heti. Odota. ```erb <%= sample %> ```"
    assert remarks(sheet) == [
        ("imports.ruby_not_run", "<%= current_page.data.title %>"),
        ("imports.ruby_not_run", "<%= warning_text('nyt') %>"),
        ("imports.ruby_not_run", "<% if true %>"),
        ("imports.ruby_not_run", "<% end %>"),
    ]


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("a/slo-ja_sli.html.md.erb", "Slo ja sli"),
        ("laskutus/index.html.md.erb", "Laskutus"),
        ("laskutus/index.html", "Laskutus"),
        ("soitto.htm", "Soitto"),
    ],
)
def test_a_page_without_a_title_is_named_after_its_file(path, title):
    assert sheet_of(path, b"teksti").title == title


def test_ruby_without_end_is_text():
    assert sheet_of("a.html.md.erb", b"# A\n\n<% auki").text == "<% auki"


def test_a_page_of_html_is_its_words():
    sheet = sheet_of(
        "a.html",
        b"<!doctype html><html lang=fi><head><title>Ohje</title><meta name=description "
        b"content='Lyhyesti'><meta name=keywords content='soitto, lasku'><style>p{}</style>"
        b"</head><body><nav><a href=b.html>valikko</a></nav><main><h1>Ohje</h1><p>Soita "
        b"<strong>heti</strong>, <a href='b.html#x'>lue</a>.</p><script>alert(1)</script>"
        b"</main><footer>loppu</footer></body></html>",
    )

    assert (sheet.title, sheet.summary, sheet.language) == ("Ohje", "Lyhyesti", "fi")
    assert sheet.tags.startswith("soitto, lasku")
    assert sheet.text == "Soita **heti**, [lue](b.html#x)."


def test_of_a_page_in_two_languages_one_of_ours_comes():
    sheet = sheet_of(
        "a.html",
        "<h1 lang=fi>Ohje</h1><h1 lang=sv>Instruktion</h1><p lang=fi>Soita.</p>"
        "<p lang=sv>Ring.</p><p lang=fi>Odota <i lang=sv>vänta</i>.</p>".encode(),
    )

    assert (sheet.title, sheet.language) == ("Ohje", "fi")
    assert sheet.text == "Soita.\n\nOdota ."
    assert remarks(sheet) == [("imports.languages_left_out", "sv")]


def test_what_leads_from_page_to_page_leads_there_still(tmp_path, aino):
    written(
        tmp_path,
        {
            "source/yksi.html.md.erb": "---\ntitle: Yksi\n---\n[toinen](/ohjeet/kaksi.html)\n",
            "source/ohjeet/kaksi.html.md.erb": "---\ntitle: Kaksi\n---\n"
            "![kuva](/images/k.png) ja [alku](../index.html)\n",
            "source/index.html": "<h1>Alku</h1><p><a href='ohjeet/kaksi'>lue</a></p>"
            "<img src='images/k.png' alt='kuva'>",
            "source/images/k.png": picture(),
        },
    )
    tree = read(tmp_path)

    land(tree, by=aino, files=tmp_path / "files")

    assert [one.key for page in tree.pages for one in page.remarks] == []
    assert texts(aino) == {
        "Yksi": "[[Kaksi|toinen]]",
        "Kaksi": "![kuva](k.png) ja [[Alku|alku]]",
        "Alku": "[[Kaksi|lue]]\n\n![kuva](k.png)",
    }


@pytest.mark.parametrize(
    ("name", "pages", "sample"),
    [
        (
            "gds-way",
            65,
            (
                "Make data-driven decisions with service level objectives",
                "Service level objectives (SLOs) set out a target level",
            ),
        ),
        ("koe-ohje-html", 9, ("Yleisohjeet", "Ohjeet verkossa ja Abitissa")),
    ],
)
def test_a_real_tree_comes_in_once_and_goes_as_one(name, pages, sample, tmp_path, aino):
    title, said = sample
    tree = read(reference(f"import-trees/{name}"))

    batch, first = land(tree, by=aino, files=tmp_path)
    practice = session.scalar(select(Practice).where(Practice.title == title))
    text = draft_of(practice, practice.language, by=aino).text.body
    again, second = land(tree, by=aino, files=tmp_path)
    shown = attachments_of(practice)
    undone = undo_batch(batch, by=aino)

    assert len(tree.pages) == pages
    assert set(first.values()) == {"new"}
    assert said in text
    assert "<%" not in text
    assert "<script" not in text
    assert (again, set(second.values())) == (None, {"unchanged"})
    assert shown == []
    assert undone.removed == pages
    assert session.scalar(select(func.count(Practice.id))) == 0


def test_every_file_of_the_real_trees_is_accounted_for():
    for name in ("gds-way", "koe-ohje-html"):
        folder = reference(f"import-trees/{name}")
        tree = read(folder)

        told = [one.path for one in (*tree.pages, *tree.refused, *tree.others)]

        files = [
            one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file()
        ]
        assert sorted(told) == sorted(files)
