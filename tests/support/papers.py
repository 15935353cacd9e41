"""Documents as people have them: Word and PDF, made here with what a test needs in them."""

from html import escape

from support.files import MAIN, archive, picture

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
LOCK = b" /ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (
    b"00" * 32,
    b"11" * 32,
)
HEADINGS = ("heading 1", "heading 2", "Title")

OURS = (
    ("heading 1", "Asiakkaan rauhoittaminen"),
    ("", "Nordea soitti maanantaina. Soitin takaisin ja Virtanen vastasi."),
    ("heading 2", "Tilanne"),
    ("", "Asiakas huutaa, ja Nordean palvelu on poikki."),
    ("heading 2", "Miten toimin"),
    ("", "Kuuntelen Virtasen loppuun ja lupaan soittoajan."),
    ("heading 2", "Miksi se toimii"),
    ("", "Hän tulee kuulluksi."),
)


def docx(paragraphs=OURS, *, shown=None, **members):
    """Return a Word document of (style, text) paragraphs, perhaps with a picture at its end."""
    body = "".join(_paragraph(style, text) for style, text in paragraphs)
    body += _drawing() if shown else ""
    part, said = MAIN["docx"]
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/{part}" ContentType="{said}"/></Types>'
    )
    kept = {
        "[Content_Types].xml": types,
        "_rels/.rels": _relations(f"{R}/officeDocument", part),
        "word/_rels/document.xml.rels": _relations(f"{R}/image", "media/k.png"),
        "word/styles.xml": _styles(),
        part: f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
    }
    media = {"word/media/k.png": shown} if shown else {}
    return archive({**kept, **media, **members})


def _paragraph(style, text):
    said = f'<w:pPr><w:pStyle w:val="{style.replace(" ", "")}"/></w:pPr>' if style else ""
    return f"<w:p>{said}<w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def _styles():
    named = "".join(
        f'<w:style w:type="paragraph" w:styleId="{one.replace(" ", "")}">'
        f'<w:name w:val="{one}"/></w:style>'
        for one in HEADINGS
    )
    return f'<w:styles xmlns:w="{W}">{named}</w:styles>'


def _relations(kind, target):
    one = f'<Relationship Id="r1" Type="{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{PACKAGE}">{one}</Relationships>'


def _drawing():
    drawn = "http://schemas.openxmlformats.org/drawingml/2006"
    return (
        f'<w:p><w:r><w:drawing><d:inline xmlns:d="{drawn}/wordprocessingDrawing">'
        f'<a:graphic xmlns:a="{drawn}/main"><a:graphicData>'
        f'<p:pic xmlns:p="{drawn}/picture"><p:blipFill><a:blip xmlns:r="{R}" r:embed="r1"/>'
        "</p:blipFill></p:pic></a:graphicData></a:graphic></d:inline></w:drawing></w:r></w:p>"
    )


def pdf(
    pages=((("Puhelun alku", 20), ("Kuuntelen ensin asiakasta.", 11)),), *, encrypted=False
):
    """Return a PDF whose pages hold lines of (text, size)."""
    count = len(pages)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {count} /Kids [{_kids(count)}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        content = _content(lines)
        objects += [
            (
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources "
                f"<< /Font << /F1 3 0 R >> >> /Contents {5 + 2 * number} 0 R >>"
            ).encode(),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        ]
    return _bound(objects, LOCK if encrypted else b"")


def _kids(count):
    return " ".join(f"{4 + 2 * number} 0 R" for number in range(count))


def _content(lines):
    told, y = [], 800
    for text, size in lines:
        safe = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        told.append(f"BT /F1 {size} Tf 60 {y} Td ({safe}) Tj ET")
        y -= size * 2
    return "\n".join(told).encode("cp1252")


def _bound(objects, trailer):
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return out + b"trailer\n<< /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF" % (
        size,
        trailer,
        start,
    )


def shown():
    return picture((40, 30), "orange")
