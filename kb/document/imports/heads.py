"""The head of a page that the house itself has written: read strictly, refused in words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import yaml
from markdown.extensions.toc import slugify_unicode

from kb.document.imports.own import SIGN, VERSION
from kb.document.media.forms import LONGEST_REASON, MediumChoice
from kb.document.media.models import Formality, Medium
from kb.document.revisions.forms import LONGEST_READERS_WORDS
from kb.foundation.errors import DomainError, InvalidError
from kb.practices.forms import LONGEST_TITLE, Naming

LARGEST, MOST_EVENTS, DEEPEST = 64 * 1024, 4_000, 4
LONGEST_SLUG, LONGEST_MARK = 100, 20
LANGUAGES = frozenset({"fi", "en"})
_OURS = re.compile(rf"\ufeff?---\n{SIGN}:")
_HEAD = re.compile(r"\ufeff?---\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_MARK = re.compile(r"[a-z0-9-]*")


@dataclass(frozen=True)
class Head:
    """What a page of ours says of itself and of its practice."""

    slug: str
    title: str
    language: str
    readers_words: str
    naming: Naming
    medium: MediumChoice | None
    files: Mapping[str, str]
    mark: str


def is_ours(source: str) -> bool:
    """Say whether a page was written by a house like this one."""
    return _OURS.match(source) is not None


def head_of(source: str) -> tuple[Head, str]:
    """Part a page of ours; refuse a head that is no plain YAML, or says what it cannot."""
    found = _HEAD.match(source)
    if found is None:
        raise DomainError("imports.head_open")
    fields = _fields(found[1])
    if _words(fields, SIGN) != VERSION:
        raise DomainError("imports.head_version", version=_words(fields, SIGN)[:20])
    if fields.get("list"):
        raise DomainError("imports.own_list")
    if fields.get("draft"):
        raise DomainError("imports.own_draft")
    return _head(fields), source[found.end() :]


def _fields(text: str) -> Mapping[str, object]:
    if len(text) > LARGEST:
        raise DomainError("imports.head_too_large", most=LARGEST // 1024)
    try:
        _refuse_tricks(text)
        read = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - every value is a text
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        raise DomainError("imports.head_unreadable", line=line) from error
    if not isinstance(read, dict):
        raise DomainError("imports.head_unreadable", line=1)
    return read


def _refuse_tricks(text: str) -> None:
    """Refuse what front matter has no use for, before anything is made of it."""
    depth = 0
    for number, event in enumerate(yaml.parse(text, Loader=yaml.BaseLoader)):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        named = getattr(event, "anchor", None) or isinstance(event, yaml.AliasEvent)
        typed = getattr(event, "tag", None)
        if named or typed or depth > DEEPEST or number > MOST_EVENTS:
            raise DomainError("imports.head_tricks")


def _head(fields: Mapping[str, object]) -> Head:
    language = _words(fields, "language")
    title, slug = " ".join(_words(fields, "title").split()), _words(fields, "slug")
    readers_words, mark = _words(fields, "readers_words"), _words(fields, "mark")
    _refuse("language", unless=language in LANGUAGES)
    _refuse("title", unless=0 < len(title) <= LONGEST_TITLE)
    _refuse("slug", unless=0 < len(slug) <= LONGEST_SLUG)
    _refuse("slug", unless=slug == slugify_unicode(slug, "-"))
    _refuse("readers_words", unless=len(readers_words) <= LONGEST_READERS_WORDS)
    _refuse("mark", unless=bool(_MARK.fullmatch(mark)) and len(mark) <= LONGEST_MARK)
    return Head(
        slug,
        title,
        language,
        readers_words,
        _naming(fields, title, language),
        _medium(_mapping(fields, "medium")),
        dict(_files(fields)),
        mark,
    )


def _naming(fields: Mapping[str, object], title: str, language: str) -> Naming:
    practice = _mapping(fields, "practice")
    try:
        return Naming.of(
            _words(practice, "title", within="practice") or title,
            _words(practice, "summary", within="practice"),
            _words(practice, "language", within="practice") or language,
            industries=_list(fields, "industries"),
            areas=_list(fields, "areas"),
            journey_stage=_words(fields, "journey_stage"),
            tags=",".join(_list(fields, "tags")),
        )
    except InvalidError as refused:
        raise DomainError("imports.head_field", field=next(iter(refused.fields))) from refused


def _medium(said: Mapping[str, object]) -> MediumChoice | None:
    if not said:
        return None
    kind, formality = _words(said, "kind"), _words(said, "formality") or Formality.FREE
    reason = _words(said, "reason").strip()[:LONGEST_REASON]
    known = kind in set(Medium) and formality in set(Formality)
    _refuse("medium", unless=known and bool(reason))
    return MediumChoice(Medium(kind), Formality(formality), reason)


def _files(fields: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    files = fields.get("files", "") or []
    _refuse("files", unless=isinstance(files, list))
    for one in files if isinstance(files, list) else []:
        _refuse("files", unless=isinstance(one, dict))
        place = _words(one, "file", within="files")
        yield place, _words(one, "name", within="files") or place


def _words(fields: Mapping[str, object], name: str, *, within: str = "") -> str:
    value = fields.get(name, "")
    _refuse(within or name, unless=isinstance(value, str))
    return str(value).replace("\0", "")


def _list(fields: Mapping[str, object], name: str) -> Sequence[str]:
    value = fields.get(name, "") or []
    right = isinstance(value, list) and all(isinstance(one, str) for one in value)
    _refuse(name, unless=right)
    return value if isinstance(value, list) else []


def _mapping(fields: Mapping[str, object], name: str) -> Mapping[str, object]:
    value = fields.get(name, "") or {}
    _refuse(name, unless=isinstance(value, dict))
    return value if isinstance(value, dict) else {}


def _refuse(field: str, *, unless: bool) -> None:
    if not unless:
        raise DomainError("imports.head_field", field=field)
