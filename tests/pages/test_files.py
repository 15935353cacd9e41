"""Files as people meet them: added while writing, shown beside the text, handed over."""

import io
import re
from urllib.parse import quote

import pytest
from PIL import Image
from sqlalchemy import func, select

from kb.document.attachments.actions import READ
from kb.document.attachments.models import Attachment
from kb.document.papers.finding import read_documents
from kb.foundation.db import session
from kb.foundation.outbox import dead, drain
from kb.search.models import Document
from support import files, make, papers

ADDRESS = "/practices/hiljaisen-asiakkaan-her%C3%A4tt%C3%A4minen"
LOCKED = "sandbox; default-src 'none'"


def form_of(browser):
    return browser.get(f"{ADDRESS}/drafts/fi").forms["writing"]


def add(browser, *brought, publish=True, **fields):
    """Add files with the writing form, as one chooses several at once."""
    form = form_of(browser)
    for name, value in {"action": "Soitan ja kuuntelen.", **fields}.items():
        form[name] = value
    given = [field for field in form.submit_fields() if field[0] != "file"]
    sent = [("file", name, content) for name, content in brought]
    where = f"{ADDRESS}/drafts/fi" + ("/publication" if publish else "")
    return browser.post(where, given, upload_files=sent, status="*")


@pytest.fixture
def marjatta(signed_in):
    entered = signed_in("Marjatta Hietala")
    make.practice(by=entered.person)
    return entered


def link_to(page, name):
    """Return the address that a page gives of a file."""
    return next(one["href"] for one in page.html.select(".shelf a") if name in one["href"])


def test_several_files_come_at_once_and_stand_in_a_list(marjatta, signed_in):
    answer = add(
        marjatta,
        ("vihkiäiset.mp4", files.mp4()),
        ("vihkiäiset.fi.vtt", files.CAPTIONS),
        ("kartta.jpg", files.photograph()),
        ("hinnat.xlsx", files.office("xlsx")),
    )
    jesse = signed_in("Jesse Lindqvist")

    page = jesse.get(ADDRESS)

    assert answer.status_code == 302
    shelf = page.html.select_one(".shelf")
    assert shelf.video["preload"] == "metadata"
    assert shelf.video.has_attr("controls")
    assert shelf.track["srclang"] == "fi"
    assert shelf.select_one(".prints img")["srcset"].count("width=") == 2
    assert [one.text for one in shelf.select(".papers b")] == ["hinnat.xlsx"]
    assert "Taulukko, 1 kt. Marjatta Hietala" in re.sub(r"\s+", " ", shelf.text)


def test_a_video_is_sent_in_parts(marjatta):
    add(marjatta, ("nain.mp4", files.mp4()))

    whole = marjatta.get(f"{ADDRESS}/files/nain.mp4")
    part = marjatta.get(f"{ADDRESS}/files/nain.mp4", headers={"Range": "bytes=4-7"}, status=206)
    beyond = marjatta.get(
        f"{ADDRESS}/files/nain.mp4", headers={"Range": "bytes=99999-"}, status=416
    )

    assert whole.headers["Accept-Ranges"] == "bytes"
    assert "attachment" not in whole.headers.get("Content-Disposition", "")
    assert (part.body, part.headers["Content-Range"]) == (
        b"ftyp",
        f"bytes 4-7/{len(files.mp4())}",
    )
    for answer in (whole, part, beyond):
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert whole.headers["Content-Security-Policy"] == LOCKED


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("ohje.pdf", b"%PDF-1.4 <html><script>alert(1)</script>"),
        ("ohje.docx", files.office()),
        ("sivu.html.odt", files.office("odt")),
    ],
)
def test_a_document_is_handed_over_and_never_opened_here(marjatta, name, content):
    add(marjatta, (name, content))

    answer = marjatta.get(link_to(marjatta.get(ADDRESS), name))

    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert answer.headers["Content-Security-Policy"] == LOCKED
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "html" not in answer.content_type
    assert answer.body == content


def test_a_picture_is_sent_as_small_as_it_is_shown(marjatta):
    add(marjatta, ("kartta.jpg", files.photograph()))

    widths = [
        width_of(marjatta.get(f"{ADDRESS}/files/kartta.jpg{asked}"))
        for asked in ("", "?width=480", "?width=1280", "?width=7", "?width=../../secret")
    ]

    assert widths == [1600, 480, 1280, 1600, 1600]


def width_of(answer):
    with Image.open(io.BytesIO(answer.body)) as drawn:
        return drawn.width


def test_what_is_shown_in_the_text_is_not_listed_again(marjatta):
    add(
        marjatta,
        ("nain.mp4", files.mp4()),
        ("nain.en.vtt", files.CAPTIONS),
        action="![Puhelun alku](nain.mp4)",
    )

    page = marjatta.get(ADDRESS).html

    assert page.select_one(".shelf") is None
    assert page.select_one(".prose video")["aria-label"] == "Puhelun alku"
    assert page.select_one(".prose track")["src"].endswith("/files/nain.en.vtt")


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("kuva.svg", b"<svg/>", "Tiedostoa kuva.svg ei voi liittää. Liitteeksi käy kuva"),
        ("iso.pdf", b"%PDF-" + b"x" * 20 * 1024 * 1024, "iso.pdf on liian suuri: enintään 20"),
        ("pommi.docx", files.bomb(), "pommi.docx purkautuisi liian suureksi"),
        ("lukittu.docx", files.locked(), "lukittu.docx on suojattu salasanalla"),
    ],
)
def test_what_cannot_be_taken_is_said_and_nothing_is_lost(marjatta, name, content, sentence):
    answer = add(
        marjatta, ("hyva.pdf", b"%PDF-1"), (name, content), action="Tärkeä teksti", title="Uusi"
    )

    assert answer.status_code == 422
    assert sentence in answer
    assert answer.forms["writing"]["action"].value == "Tärkeä teksti"
    assert session.scalar(select(func.count(Attachment.id))) == 0


def test_what_is_larger_than_any_file_is_read_to_its_end_and_refused(app, signed_in):
    petri = signed_in("Petri Saarela")
    app.extensions["settings"].__dict__.update(attachment_mb=1, video_mb=1)
    make.practice(by=petri.person)

    twice = add(petri, ("iso.pdf", b"%PDF-" + b"x" * 2_500_000), action="Tärkeä teksti")
    far_over = add(petri, ("iso.pdf", b"%PDF-" + b"x" * 7_000_000))

    assert (twice.status_code, far_over.status_code) == (422, 413)
    assert twice.forms["writing"]["action"].value == "Tärkeä teksti"
    assert "kirjoittamasi on yhä lomakkeella" in far_over


def test_a_stranger_may_bring_no_more_than_a_form_holds(app, client):
    app.extensions["settings"].__dict__.update(attachment_mb=1, video_mb=50)
    app.config["MAX_CONTENT_LENGTH"] = 3_000_000

    answer = client.post(
        "/practices/x/drafts/fi", upload_files=[("file", "a", b"x" * 3_500_000)], status="*"
    )

    assert answer.status_code == 413


def test_a_file_is_removed_by_a_tick_and_put_back_by_another(marjatta, signed_in):
    add(marjatta, ("a.pdf", b"%PDF-1"))
    jesse = signed_in("Jesse Lindqvist")
    form = form_of(marjatta)
    form["remove"] = True
    form.submit(status=302)

    gone = jesse.get(f"{ADDRESS}/files/a.pdf", status="*").status_code
    form = form_of(marjatta)
    form["restore"] = True
    form.submit(status=302)

    assert gone == 404
    assert jesse.get(f"{ADDRESS}/files/a.pdf").status_code == 200


def test_who_has_nothing_to_do_with_it_removes_nothing(marjatta, signed_in):
    add(marjatta, ("a.pdf", b"%PDF-1"))
    petri = signed_in("Petri Saarela")
    number = session.scalar(select(Attachment.id))
    form = form_of(petri)
    form["action"] = "Toinen"

    answer = petri.post(
        f"{ADDRESS}/drafts/fi", [*form.submit_fields(), ("remove", number)], status="*"
    )

    assert form.fields.get("remove") is None
    assert answer.status_code == 403
    assert marjatta.get(f"{ADDRESS}/files/a.pdf").status_code == 200


def test_who_may_not_see_the_practice_finds_no_file_of_it(marjatta, signed_in):
    noora, jesse = signed_in("Noora Vainio"), signed_in("Jesse Lindqvist")
    hidden = make.practice("Salassa", by=noora.person)
    hidden.opened_at = None
    form = noora.get("/practices/salassa/drafts/fi").forms["writing"]
    form["action"] = "x"
    given = [field for field in form.submit_fields() if field[0] != "file"]
    brought = [("file", "kartta.jpg", files.photograph()), ("file", "a.pdf", b"%PDF-1")]
    noora.post("/practices/salassa/drafts/fi", given, upload_files=brought, status=302)

    for address in ("kartta.jpg", "kartta.jpg?width=480", "a.pdf"):
        assert noora.get(f"/practices/salassa/files/{address}").status_code == 200
        jesse.get(f"/practices/salassa/files/{address}", status=404)
        part = {"Range": "bytes=0-3"}
        jesse.get(f"/practices/salassa/files/{address}", headers=part, status=404)


def test_a_file_of_a_text_that_waits_is_seen_by_its_writer_and_holder(marjatta, signed_in):
    noora, jesse = signed_in("Noora Vainio"), signed_in("Jesse Lindqvist")
    add(noora, ("nain.mp4", files.mp4()))
    address = f"{ADDRESS}/files/nain.mp4"

    assert noora.get(address).status_code == marjatta.get(address).status_code == 200
    jesse.get(address, status=404)
    assert "nain.mp4" not in jesse.get(ADDRESS)
    assert "Lukijat näkevät tämän, kun teksti julkaistaan." in noora.get(ADDRESS)


@pytest.mark.parametrize("name", ["..%2F..%2Fsecret", "%00", "a.pdf%2F..", "x" * 3_000])
def test_a_name_is_never_a_path(marjatta, name):
    add(marjatta, ("a.pdf", b"%PDF-1"))

    marjatta.get(f"{ADDRESS}/files/{name}", status=404)


def test_what_an_attached_document_says_is_found_by_those_who_see_it(marjatta, signed_in):
    add(marjatta, ("muistio.docx", papers.docx()), ("ohje.pdf", papers.pdf()))
    jesse = signed_in("Jesse Lindqvist")

    before = jesse.get("/search?q=soittoajan")
    session.commit()
    done = drain({READ: read_documents})
    found = jesse.get("/search?q=Virtanen+soittoajan")

    assert done == 2
    assert "Hiljaisen asiakkaan herättäminen" not in before.html.select_one("main").text
    hit = found.html.select_one(".hit")
    assert "Hiljaisen asiakkaan herättäminen" in hit.text
    assert "soittoajan" in hit.select_one("mark").parent.text
    assert "Puhelun alku" in session.scalar(select(Document.body))


def test_what_is_removed_is_found_no_longer(marjatta):
    add(marjatta, ("muistio.docx", papers.docx()))
    session.commit()
    drain({READ: read_documents})
    form = form_of(marjatta)
    form["remove"] = True

    there = session.scalar(select(Document.body))
    form.submit(status=302)

    assert "soittoajan" in there
    session.expire_all()
    assert "soittoajan" not in session.scalar(select(Document.body))


def test_a_document_that_cannot_be_read_holds_nobody_up(marjatta):
    add(marjatta, ("rikki.pdf", b"%PDF-1.7 rikki"))
    session.commit()

    drain({READ: read_documents})

    assert session.scalar(select(Attachment.text)) == ""
    assert dead() == []


def test_the_holder_sees_the_files_that_come_with_what_they_approve(marjatta, signed_in):
    noora = signed_in("Noora Vainio")
    add(noora, ("nain.mp4", files.mp4()), ("a.pdf", b"%PDF-1"))

    page = marjatta.get(ADDRESS).click(href=r"/revisions/\d")
    shelf = page.html.select_one(".shelf")
    page.forms["approve"].submit(status=302)

    assert shelf.video["src"].endswith("/files/nain.mp4")
    assert signed_in("Jesse Lindqvist").get(f"{ADDRESS}/files/a.pdf").status_code == 200


def test_a_file_whose_bytes_are_gone_is_absent(app, marjatta):
    add(marjatta, ("a.pdf", b"%PDF-1"))
    for path in app.extensions["settings"].files.rglob("*"):
        if path.is_file():
            path.unlink()

    marjatta.get(f"{ADDRESS}/files/a.pdf", status=404)


def test_an_upload_that_breaks_off_leaves_nothing(app, marjatta):
    fields = [field for field in form_of(marjatta).submit_fields() if field[0] != "file"]
    kind, body = marjatta.encode_multipart(
        fields, [("file", "nain.mp4", files.mp4(padding=2_000_000))]
    )

    for cut in range(20):
        came = body[: len(body) * cut // 20]
        marjatta.request(
            f"{ADDRESS}/drafts/fi",
            method="POST",
            body=came,
            headers={"Content-Type": kind, "Content-Length": str(len(body))},
            status="*",
        )

    house = app.extensions["settings"]
    assert session.scalar(select(func.count(Attachment.id))) == 0
    assert [one for one in house.incoming.rglob("*") if one.is_file()] == []
    assert [one for one in house.files.rglob("*") if one.is_file()] == []


def test_a_large_picture_in_the_text_is_fetched_as_small_as_it_is_shown(marjatta):
    brought = ("kartta.jpg", files.photograph()), ("pieni.png", files.picture())
    add(marjatta, *brought, action="![kartta](kartta.jpg) ![pieni](pieni.png)")

    large, small = marjatta.get(ADDRESS).html.select(".prose img")

    sizes = [one.split() for one in large["srcset"].split(", ")]
    found = [width_of(marjatta.get(quote(address, safe="/?="))) for address, _ in sizes]
    assert found == [480, 1280, 1600]
    assert [said for _, said in sizes] == ["480w", "1280w", "1600w"]
    assert not small.has_attr("srcset")
