"""A PDF: what it says, page by page; what is set larger is taken for a heading."""

import hashlib
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import IO, NamedTuple

from pypdf import PageObject, PdfReader

from kb.foundation.errors import DomainError

MOST_PAGES = 300
LARGER = 1.15  # than most of the text: a heading
LONGEST_HEADING = 100
FULL = 0.7  # of the longest line: a shorter one ends its paragraph
PICTURE = -1.0  # the size of a line that shows one
SMALLEST = 32  # pixels: less is a rule or a dot
BULLET = re.compile(r"^[•·▪●◦‣]\s*")


Keep = Callable[[bytes], str]  # keeps a picture's bytes and says what it is called


class Line(NamedTuple):
    """A line of print and the size of its letters."""

    text: str
    size: float


def words_in(stream: IO[bytes], name: str) -> str:
    """Return what a PDF says, as plain words."""
    return "\n\n".join(page.extract_text() for page in _pages(stream, name))


def markdown_in(stream: IO[bytes], name: str, keep: Keep) -> str:
    """Return a PDF's text in Markdown, lines joined to paragraphs, pictures after their page.

    ``keep`` takes each picture and says what it is called.
    """
    shown: set[bytes] = set()
    lines: list[Line] = []
    for page in _pages(stream, name):
        lines += [*_lines(page), *_pictures(page, shown, keep)]
    letters: Counter[float] = Counter()
    for line in lines:
        letters[line.size] += len(line.text)
    usual = letters.most_common(1)[0][0] if letters else 0
    longest = max((len(line.text) for line in lines if line.size == usual), default=0)
    told = list(_paragraphs(lines, usual, longest))
    title = [one.removeprefix("#") for one in told[:1] if one.startswith("## ")]
    return "\n\n".join([*title, *told[len(title) :]])


def _pages(stream: IO[bytes], name: str) -> Sequence[PageObject]:
    reader = PdfReader(stream)
    if reader.is_encrypted:
        raise DomainError("attachment.encrypted", name=name)
    return reader.pages[:MOST_PAGES]


def _lines(page: PageObject) -> Iterator[Line]:
    """Gather a page's lines; the size of one is that of its largest letters."""
    told: list[tuple[str, float]] = []

    def hear(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        scale = abs(cm[3] * tm[3]) or abs(cm[1] * tm[1]) or 1.0
        told.append((text, round(size * scale, 1)))

    page.extract_text(visitor_text=hear)
    words, size = "", 0.0
    for text, letters in told:
        *whole, rest = text.split("\n")
        for part in whole:
            yield Line((words + part).strip(), max(size, letters if part.strip() else 0.0))
            words, size = "", 0.0
        words, size = words + rest, max(size, letters if rest.strip() else 0.0)
    yield Line(words.strip(), size)
    yield Line("", 0.0)


def _pictures(page: PageObject, shown: set[bytes], keep: Keep) -> Iterator[Line]:
    """Keep a page's pictures, each once: a logo stands on every page."""
    for name in page.images.keys():  # noqa: SIM118 - not a mapping
        content = _drawn(page, name)
        digest = hashlib.sha256(content).digest()
        if content and digest not in shown and (called := keep(content)):
            shown.add(digest)
            yield Line(f"![]({called})", PICTURE)


def _drawn(page: PageObject, name: str | list[str]) -> bytes:
    """Return a picture as PNG or JPEG; nothing where it is a rule, a dot, or cannot be read."""
    try:
        found = page.images[name]
        picture = found.image
        if picture is None or min(picture.size) < SMALLEST:
            return b""
        if picture.format in {"JPEG", "PNG"}:
            return found.data
        out = io.BytesIO()
        picture.convert("RGBA" if "A" in picture.getbands() else "RGB").save(out, "PNG")
        return out.getvalue()
    except Exception:  # noqa: BLE001 - one picture that cannot be read costs no text
        return b""


def _paragraphs(lines: Sequence[Line], usual: float, longest: int) -> Iterator[str]:
    told: list[str] = []
    for line in lines:
        if line.size == PICTURE:
            yield from [_joined(told)] if told else []
            yield line.text
            told = []
            continue
        heading = line.size > usual * LARGER and len(line.text) <= LONGEST_HEADING
        bullet = BULLET.match(line.text)
        if (heading or bullet or not line.text) and told:
            yield _joined(told)
            told = []
        if heading and line.text:
            yield f"## {line.text}"
        elif line.text:
            told.append(BULLET.sub("- ", line.text))
            if len(line.text) < longest * FULL and not line.text.endswith("-"):
                yield _joined(told)
                told = []
    if told:
        yield _joined(told)


def _joined(lines: Sequence[str]) -> str:
    """Join the lines of a paragraph; a word parted at a line's end is one again."""
    return re.sub(r"(?<=[^\W\d_])-\n(?=[a-zåäö])", "", "\n".join(lines)).replace("\n", " ")
