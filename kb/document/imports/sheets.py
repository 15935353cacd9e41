"""One page as it was written: what stands at its head, its title and its text."""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

import yaml

from kb.document.imports.erb import without_ruby
from kb.document.imports.folders import MARKDOWN, RUBY, WEB, Remark, ending_of
from kb.document.imports.heads import Head, head_of, is_ours
from kb.document.imports.tags import without_tags
from kb.foundation.errors import DomainError
from kb.foundation.markdown import headed
from kb.foundation.markdown.grammar import parsed
from kb.foundation.markdown.text import spoken
from kb.practices.forms import LONGEST_SUMMARY, LONGEST_TITLE

LANGUAGES = ("fi", "en")
FOLDER_PAGES = ("readme", "index")
BYTE_ORDER = (b"\xff\xfe", b"\xfe\xff")

_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Sheet:
    """A page before its links are followed."""

    path: str
    title: str
    summary: str
    language: str
    tags: str
    address: str
    text: str
    sha256: str
    remarks: tuple[Remark, ...]
    head: Head | None = None

    @property
    def kin(self) -> str:
        """Return what the pages of one practice in its languages have in common."""
        folder = str(PurePosixPath(self.path).parent)
        return f"{folder}/{self.head.slug}" if self.head else self.path


def sheet_of(path: str, content: bytes) -> Sheet:
    """Read a page; refuse what is no text or says nothing."""
    source, remarks = _decoded(content)
    if ending_of(path) in MARKDOWN and is_ours(source):
        return _ours(path, source, content)
    fields, body, told = _read(path, source)
    first, text = titled(fields.get("title", ""), body)
    if not text.strip():
        raise DomainError("imports.empty")
    return Sheet(
        path,
        cut(first or _name_in_words(path), LONGEST_TITLE),
        cut(fields.get("description", "") or fields.get("summary", ""), LONGEST_SUMMARY),
        _language(fields),
        ",".join(fields.get(name, "") for name in ("tags", "categories")),
        fields.get("permalink", ""),
        text.strip(),
        hashlib.sha256(content).hexdigest(),
        (*remarks, *told),
    )


def _ours(path: str, source: str, content: bytes) -> Sheet:
    head, body = head_of(source)
    naming, digest = head.naming, hashlib.sha256(content).hexdigest()
    tags = ",".join(naming.tags)
    return Sheet(
        path, head.title, naming.summary, head.language, tags, "", body, digest, (), head
    )


def _read(path: str, source: str) -> tuple[Mapping[str, str], str, Sequence[Remark]]:
    if ending_of(path) in WEB:
        from kb.document.imports.websites import web_page  # noqa: PLC0415 - its library is large

        page = web_page(source)
        return page.fields, page.text, page.remarks
    fields, body = _parted(source)
    body, told = without_ruby(body) if ending_of(path) in RUBY else (body, ())
    return fields, without_tags(body), told


def _decoded(content: bytes) -> tuple[str, tuple[Remark, ...]]:
    remarks: tuple[Remark, ...] = ()
    try:
        source = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        if content.startswith(BYTE_ORDER):
            raise DomainError("imports.not_text") from None
        source, remarks = content.decode("latin-1"), (Remark("imports.read_as_latin"),)
    if "\0" in source:
        raise DomainError("imports.not_text")
    return source.replace("\r\n", "\n").replace("\r", "\n"), remarks


def _parted(source: str) -> tuple[Mapping[str, str], str]:
    fields, body = headed(source)
    head = source.removesuffix(body).strip("-.\ufeff \t\n")
    try:
        # Every value is read as the text it is: a title 2019 or No is no number, no denial.
        read = yaml.load(head, Loader=yaml.BaseLoader) if fields else {}  # noqa: S506
    except (yaml.YAMLError, RecursionError):
        return fields, body
    known = read.items() if isinstance(read, dict) else ()
    return {**fields, **{str(name).lower(): _words(value) for name, value in known}}, body


def _words(value: object) -> str:
    if isinstance(value, list):
        return ",".join(one for one in value if isinstance(one, str))
    return value if isinstance(value, str) else ""


def titled(given: str, text: str) -> tuple[str, str]:
    """Return the title and the text, without the heading that only says the title again."""
    tokens = parsed(text)
    places = (at for at, token in enumerate(tokens) if token.type == "heading_open")
    at = next(places, None)
    if at is None:
        return given, text
    heading = " ".join(_TAG.sub("", spoken(tokens[at + 1].children)).split())
    same = not given or heading.casefold() == " ".join(given.split()).casefold()
    if not same or tokens[at].tag != "h1" or tokens[at].level:
        return given or heading, text
    begins, ends = tokens[at].map or (0, 0)
    lines = text.split("\n")
    return given or heading, "\n".join(lines[:begins] + lines[ends:])


def _language(fields: Mapping[str, str]) -> str:
    said = fields.get("lang", "") or fields.get("language", "")
    return said.lower()[:2] if said.lower()[:2] in LANGUAGES else ""


def _name_in_words(path: str) -> str:
    file = PurePosixPath(path)
    stem = file.name[: len(file.name) - len(ending_of(path))]
    name = file.parent.name if stem.lower() in FOLDER_PAGES else stem
    words = re.sub(r"[-_.\s]+", " ", name or stem).strip()
    return words[:1].upper() + words[1:] or file.name


def cut(text: str, longest: int) -> str:
    """Return a line of plain words, no longer than it may be."""
    text = " ".join(_TAG.sub("", text).split())
    return text if len(text) <= longest else text[: longest - 1].rsplit(" ", 1)[0] + "…"
