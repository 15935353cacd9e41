"""Documents written elsewhere: read apart, within measure, and made into our words."""

import io
import time
from itertools import pairwise

import pytest
from PIL import Image
from pypdf import PdfWriter

from kb.document.attachments.kinds import DOCX, PDF
from kb.document.attachments.pictures import read_picture
from kb.document.imports.html import markdown_of as markdown_in
from kb.document.papers.apart import markdown_of, words_of
from kb.foundation.errors import DomainError
from support import files, papers

BILLION = (
    '<!DOCTYPE l [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {c} "{5 * f"&{b};"}">' for b, c in pairwise("abcdefgh"))
    + "]><l>&h;</l>"
)
OUTSIDE = '<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/hostname">]><l>&x;</l>'


@pytest.fixture
def laid(tmp_path):
    def lay(content):
        path = tmp_path / "paper"
        path.write_bytes(content)
        return path

    return lay


def test_the_words_of_a_word_document_are_read(laid):
    said = words_of(laid(papers.docx()), DOCX.mime, "a.docx")

    assert "Kuuntelen Virtasen loppuun" in said


def test_a_refusal_calls_the_document_by_its_name(laid):
    with pytest.raises(DomainError) as refused:
        words_of(laid(b"%PDF-1.7"), PDF.mime, "häiriö.pdf")

    assert refused.value.values == {"name": "häiriö.pdf"}


def test_a_word_document_becomes_markdown_with_its_pictures(laid, tmp_path):
    text = markdown_of(laid(papers.docx(shown=papers.shown())), DOCX.mime, "a.docx", tmp_path)

    assert text.startswith("# Asiakkaan rauhoittaminen\n\nNordea soitti")
    assert "\n\n## Miten toimin\n\nKuuntelen" in text
    assert text.endswith("![](kuva-1)")
    assert (tmp_path / "1").read_bytes() == papers.shown()


def test_a_pdf_is_read_by_page_and_its_large_lines_are_headings(laid, tmp_path):
    told = (
        (("Vihainen puhelu", 20), ("Kuuntelen ensin asi-", 11), ("akasta loppuun asti,", 11)),
        (("ja lupaan soittaa kello kaksi.", 11), ("• yksi", 11), ("• kaksi", 11)),
    )
    path = laid(papers.pdf(told))

    assert markdown_of(path, PDF.mime, "a.pdf", tmp_path) == (
        "# Vihainen puhelu\n\nKuuntelen ensin asiakasta loppuun asti,\n\n"
        "ja lupaan soittaa kello kaksi.\n\n- yksi\n\n- kaksi"
    )
    assert "lupaan soittaa" in words_of(path, PDF.mime, "a.pdf")


@pytest.mark.parametrize(
    ("content", "mime", "key"),
    [
        (papers.pdf(encrypted=True), PDF.mime, "encrypted"),
        (b"%PDF-1.7 rikki", PDF.mime, "broken"),
        (papers.docx()[:-40], DOCX.mime, "broken"),
        (files.office(), DOCX.mime, "broken"),
        (files.bomb(), DOCX.mime, "unpacks_too_large"),
        (papers.docx(**{"word/footnotes.xml": BILLION}), DOCX.mime, "broken"),
        (papers.docx(**{"word/footnotes.xml": OUTSIDE}), DOCX.mime, "broken"),
        (
            papers.docx([("", f"{n} ääni{n * 7919}") for n in range(80_000)]),
            DOCX.mime,
            "too_much_to_read",
        ),
    ],
    ids=[
        "locked pdf",
        "broken pdf",
        "broken word",
        "empty word",
        "bomb",
        "entities",
        "entity from outside",
        "too long",
    ],
)
def test_what_cannot_be_read_is_refused_soon(laid, content, mime, key):
    begun = time.monotonic()

    with pytest.raises(DomainError, match=f"attachment.{key}"):
        words_of(laid(content), mime, "paperi")

    assert time.monotonic() - begun < 20


def test_html_says_what_it_says_and_no_more():
    html = (
        "<h1>Ohje</h1><script>alert(1)</script><style>p{}</style><nav>valikko</nav>"
        "<p>Soita <b>heti</b>&nbsp;ja <a href='b.html'>lue</a>.</p>"
        "<ul><li>yksi</li><li>kaksi</li></ul>"
        "<table><tr><td>a</td><td><img src='k.png' alt='kuva'></td></tr></table>"
    )

    assert markdown_in(html) == (
        "# Ohje\n\nSoita **heti** ja [lue](b.html).\n\n- yksi\n- kaksi\n\n"
        "| a | ![kuva](k.png) |\n| --- | --- |"
    )


def test_html_nested_without_end_is_refused():
    with pytest.raises(DomainError, match=r"markdown\.too_deep"):
        markdown_in("<div>" * 20_000 + "x")


def test_a_pdfs_pictures_come_along_once_each_and_specks_do_not(laid, tmp_path):
    told = papers.pdf(((("Kuvallinen ohje", 24), ("Katso kuva ja toimi.", 11)),))
    writer = PdfWriter()
    for part in (
        told,
        drawn("red", 64),
        drawn("red", 64),
        drawn("blue", 8),
        drawn("green", 80),
    ):
        writer.append(io.BytesIO(part))
    out = io.BytesIO()
    writer.write(out)

    text = markdown_of(laid(out.getvalue()), PDF.mime, "a.pdf", tmp_path)

    assert text.count("![](kuva-") == 2
    assert text.index("toimi") < text.index("![](kuva-1)") < text.index("![](kuva-2)")
    for number, width in (("1", 64), ("2", 80)):
        assert read_picture("a", (tmp_path / number).read_bytes()).width == width


def drawn(colour, width):
    out = io.BytesIO()
    Image.new("RGB", (width, width), colour).save(out, "PDF")
    return out.getvalue()
