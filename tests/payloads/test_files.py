"""No file acts: what is a page or a drawing is refused, what only pretends is never one."""

import io
import zipfile

import pytest
from playwright.sync_api import Error

from kb.document.attachments.actions import attach
from kb.document.attachments.intake import read_file
from kb.document.attachments.kinds import DOCX, Caps
from kb.document.imports.html import markdown_of as markdown_of_html
from kb.document.papers import apart, reader
from kb.document.papers.apart import words_of
from kb.foundation.errors import DomainError, InvalidError
from kb.people.queries import person_by_email
from support import files, make, papers
from support.attacks import share, some
from support.browser import come_in
from support.doorstep import knock, listener
from support.tally import told

PETRI = "Petri Saarela"
SCRIPT = "<script>alert(1)</script>"
PAGE = f"<!doctype html><title>.</title>{SCRIPT}<img src=x onerror=alert(1)>"
DRAWING = f'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">{SCRIPT}</svg>'
ENDINGS = (
    *("svg", "svgz", "html", "htm", "xhtml", "xht", "shtml", "xml", "xsl", "mht", "js", "mjs"),
    *("swf", "css", "hta", "url", "php", "png", "jpg", "webp", "gif", "mp4", "docx", "xlsx"),
)


def pretending():
    """Return files that are of a kind that is taken, and hold a page as well."""
    page, drawing = PAGE.encode(), DRAWING.encode()
    return {
        "sivu.html.pdf": b"%PDF-1.4\n" + page,
        "piirros.svg.pdf": b"%PDF-1.4\n" + drawing,
        "kuva.png": files.picture((40, 30)) + page,
        "kuva.svg.png": files.picture((40, 30)) + drawing,
        "valokuva.jpg": files.photograph() + page,
        "kuva.webp": files.picture((40, 30), kind="WEBP") + drawing,
        "filmi.mp4": files.mp4() + files.box(b"free", page),
        "filmi.webm": files.webm() + page,
        "filmi.fi.vtt": f"WEBVTT\n\n00:00.000 --> 00:01.000\n{PAGE}\n".encode(),
        "muistio.docx": files.office(**{"word/sivu.html": PAGE}),
        "hinnat.xlsx": files.office("xlsx", **{"xl/piirros.svg": DRAWING}),
    }


def test_whatever_is_a_page_or_a_drawing_is_refused(request):
    whole = [PAGE, DRAWING, *some("files", share(40, of_all=2_000))]
    taken = [
        (ending, content)
        for content in whole
        for ending in ENDINGS
        if is_taken(f"tiedosto.{ending}", content.encode("utf-8", "surrogatepass"))
    ]

    told(request, uploads=len(whole) * len(ENDINGS), acted=len(taken))
    assert taken == []


def is_taken(name, content):
    try:
        read_file(name, io.BytesIO(content), Caps())
    except InvalidError:
        return False
    return True


def test_what_pretends_is_shown_or_handed_over_and_never_run(site, court, request):
    with site.writing():
        petri = person_by_email(make.email_of(PETRI))
        practice = make.practice("Soitto", by=petri)
        folder = site.app.extensions["settings"].files
        kept = [
            attach(practice, read_file(name, io.BytesIO(one), Caps()), by=petri, folder=folder)
            for name, one in pretending().items()
        ]
        make.document(practice, by=petri)
        names, slug = [one.name for one in kept], practice.slug
    faults = {}
    with court.page() as (page, said):
        come_in(page, site, PETRI)
        for name in names:
            address = site.address(f"/practices/{slug}/files/{name}")
            assert page.context.request.get(address).status == 200
            opened(page, address)
            if ran := [one for one in said if one.startswith(("dialog", "error"))]:
                faults[name] = ran

    told(request, uploads=len(names), acted=len(faults))
    assert faults == {}


def opened(page, address):
    """Go there as who follows a link; what is handed over opens no page."""
    try:
        page.goto(address, wait_until="load")
    except Error as left:
        if "Download is starting" not in left.message:
            raise


@pytest.mark.parametrize("content", [PAGE, DRAWING])
def test_the_judge_sees_a_file_that_runs(court, content):
    kind = "image/svg+xml" if content == DRAWING else "text/html"

    def answer(route):
        route.fulfill(status=200, body=content, headers={"Content-Type": kind})

    with court.page(answer=answer) as (page, said):
        page.goto("http://127.0.0.1:1/", wait_until="load")
        page.wait_for_function("document.readyState === 'complete'")

    assert "dialog: 1" in said


INCLUDE = "http://www.w3.org/2001/XInclude"


def outward(port):
    """Return documents whose XML would have its reader ask another address."""
    there = f"http://127.0.0.1:{port}/x"
    asking = {
        "definition": f'<!DOCTYPE l SYSTEM "{there}"><l/>',
        "entity": f'<!DOCTYPE l [<!ENTITY x SYSTEM "{there}">]><l>&x;</l>',
        "parameter": f'<!DOCTYPE l [<!ENTITY % x SYSTEM "{there}"> %x;]><l/>',
        "include": f'<l xmlns:x="{INCLUDE}"><x:include href="{there}"/></l>',
        "sheet": f'<?xml-stylesheet type="text/xsl" href="{there}"?><l/>',
    }
    named = ("word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels")
    return [papers.docx(**{name: one}) for one in asking.values() for name in named] + [
        papers.docx(**{"word/osa.bin": one, "_rels/.rels": LEADING}) for one in asking.values()
    ]


# The document itself by a name that nobody looks for.
LEADING = papers._relations(f"{papers.R}/officeDocument", "word/osa.bin")  # noqa: SLF001


def test_no_document_has_its_reader_ask_anybody(tmp_path):
    with listener() as (port, heard):
        for number, content in enumerate(outward(port)):
            path = tmp_path / f"{number}.docx"
            path.write_bytes(content)
            for what in (apart.TEXT, apart.DRAFT):
                reader._told(what, path, DOCX.mime, path.name, tmp_path)  # noqa: SLF001
        there = f"http://127.0.0.1:{port}/a"
        markdown_of_html(
            f"<link rel=stylesheet href={there}><img src={there}><iframe src={there}></iframe>"
            f"<object data={there}></object><p style='background:url({there})'>a</p>"
        )
        assert heard == []

        knock(port)
        assert heard == ["127.0.0.1"]


def test_a_document_by_another_name_is_read(tmp_path):
    """The control of the bomb: whoever looks there finds what the document says."""
    said = papers.docx([("", "Kuuntelen ensin.")])
    with zipfile.ZipFile(io.BytesIO(said)) as whole:
        main = whole.read("word/document.xml")
    path = tmp_path / "muistio.docx"
    path.write_bytes(papers.docx(**{"word/osa.bin": main, "_rels/.rels": LEADING}))

    assert "Kuuntelen ensin." in words_of(path, DOCX.mime, path.name)


def test_a_bomb_by_another_name_is_refused(tmp_path):
    doubled = "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 10))
    laughs = f'<!DOCTYPE l [<!ENTITY a0 "ha">{doubled}]><l>&a9;</l>'
    path = tmp_path / "pommi.docx"
    path.write_bytes(papers.docx(**{"word/osa.bin": laughs, "_rels/.rels": LEADING}))

    with pytest.raises(DomainError, match="attachment"):
        words_of(path, DOCX.mime, path.name)
