"""A document on its way to becoming a draft: it lies on a desk of its writer for a day."""

import io
import json
import re
import secrets
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from pathlib import Path, PurePosixPath
from typing import IO

from kb.document.attachments.intake import File, read_file
from kb.document.attachments.kinds import DOCX, PDF, Caps
from kb.document.attachments.pictures import Picture, read_picture
from kb.document.imports.parts import in_parts
from kb.document.imports.sheets import cut, titled
from kb.document.papers.apart import markdown_of
from kb.foundation import clock
from kb.foundation.errors import DomainError, InvalidError, NotFoundError
from kb.foundation.markdown import check_limits
from kb.practices.forms import LONGEST_TITLE

A_DAY = timedelta(days=1)
FINNISH = 0.003  # of Finnish text some letters in a hundred are ä or ö, of English hardly any
ORIGINAL, SAID = "original", "said.json"
_PICTURE = re.compile(r"!\[([^\]]*)\]\(kuva-(\d+)\)")
_TOKEN = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class Paper:
    """A document that was read: its title, its parts, and what lies on the desk with it."""

    by_id: int
    name: str
    title: str
    parts: Mapping[str, str]
    pictures: Mapping[str, str] = field(default_factory=dict)  # by number: what it is called

    @property
    def text(self) -> str:
        """Return everything it says."""
        return "\n\n".join([self.title, *self.parts.values()])

    @property
    def language(self) -> str:
        """Return the language it is most likely in, to begin the form with."""
        said = self.text.lower()
        return "fi" if said.count("ä") + said.count("ö") > FINNISH * len(said) else "en"


def lay_down(name: str, stream: IO[bytes], caps: Caps, *, by_id: int, place: Path) -> str:
    """Read a document, leave it on a new desk and return its token; refused, nothing stays."""
    file = _document(name, stream, caps)
    token = secrets.token_hex(16)
    desk = place / token
    desk.mkdir(parents=True)
    try:
        _fill(desk, file, by_id, caps)
    except DomainError as refused:
        shutil.rmtree(desk)
        fields = refused.fields if isinstance(refused, InvalidError) else {}
        key = next(iter(fields.values()), refused.key)
        raise InvalidError({"file": key}, **refused.values) from refused
    except BaseException:
        shutil.rmtree(desk)
        raise
    return token


def paper_on(token: str, *, by_id: int, place: Path) -> Paper:
    """Return what lies on a desk; somebody else's is as if there were none."""
    said = place / token / SAID
    if not _TOKEN.fullmatch(token) or not said.exists():
        raise NotFoundError("paper.not_found")
    paper = Paper(**json.loads(said.read_text("utf-8")))
    if paper.by_id != by_id:
        raise NotFoundError("paper.not_found")
    return paper


def pictures_on(token: str, paper: Paper, caps: Caps, *, place: Path) -> Iterator[Picture]:
    """Go through the pictures that the document showed."""
    for number, called in paper.pictures.items():
        yield read_picture(called, (place / token / number).read_bytes(), caps)


def original_on(token: str, paper: Paper, caps: Caps, *, place: Path) -> File:
    """Return the document as it came."""
    content = (place / token / ORIGINAL).read_bytes()
    return read_file(paper.name, io.BytesIO(content), caps)


def clear(token: str, *, place: Path) -> None:
    """Take everything off a desk."""
    shutil.rmtree(place / token, ignore_errors=True)


def clear_old(place: Path) -> None:
    """Take away what nobody has come back to for a day."""
    old = clock.now().timestamp() - A_DAY.total_seconds()
    for desk in place.glob("*"):
        if desk.stat().st_mtime < old:
            shutil.rmtree(desk, ignore_errors=True)


def _document(name: str, stream: IO[bytes], caps: Caps) -> File:
    other = InvalidError({"file": "paper.kind_not_taken"}, name=PurePosixPath(name).name)
    try:
        file = read_file(name, stream, caps)
    except InvalidError as refused:
        unknown = refused.fields == {"file": "attachment.kind_not_taken"}
        raise (other if unknown else refused) from refused
    if file.mime not in {DOCX.mime, PDF.mime}:
        raise other
    return file


def _fill(desk: Path, file: File, by_id: int, caps: Caps) -> None:
    original = desk / ORIGINAL
    with original.open("wb") as kept:
        kept.writelines(file.pieces())
    markdown = markdown_of(original, file.mime, file.name, desk)
    pictures = dict(_drawable(desk, caps))
    text = _PICTURE.sub(lambda found: _shown(found, pictures), markdown)
    check_limits(text)
    title, rest = titled("", text)
    if not rest.strip():
        raise DomainError("paper.says_nothing", name=file.name)
    title = cut(title or PurePosixPath(file.name).stem, LONGEST_TITLE)
    paper = Paper(by_id, file.name, title, in_parts(rest.strip()), pictures)
    (desk / SAID).write_text(json.dumps(asdict(paper)), "utf-8")


def _drawable(desk: Path, caps: Caps) -> Iterator[tuple[str, str]]:
    """Find the pictures that can be drawn: a drawing of Word's own is none."""
    for path in sorted(desk.glob("[0-9]*"), key=lambda one: int(one.name)):
        try:
            yield path.name, read_picture(f"kuva-{path.name}", path.read_bytes(), caps).name
        except InvalidError:
            path.unlink()


def _shown(found: re.Match[str], pictures: Mapping[str, str]) -> str:
    called = pictures.get(found[2])
    return f"![{found[1]}]({called})" if called else found[1]
