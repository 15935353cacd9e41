"""A page as it can come in."""

from collections.abc import Mapping
from dataclasses import dataclass

from kb.document.attachments.intake import File
from kb.document.imports.folders import Remark
from kb.document.imports.heads import Head


@dataclass(frozen=True)
class Page:
    """A page whose links to other pages are still marked by path.

    ``kin`` is what the pages of one practice in its languages have in common.
    """

    path: str
    title: str
    summary: str
    language: str
    tags: str
    parts: Mapping[str, str]
    files: tuple[File, ...]
    sha256: str
    remarks: tuple[Remark, ...]
    kin: str = ""
    head: Head | None = None

    @property
    def is_written(self) -> bool:
        """Say whether there is a text: a page of ours may be a name alone."""
        return any(self.parts.values())
