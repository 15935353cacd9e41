"""Pages that a house like this one has written come back as they were."""

import hashlib

from kb.document.attachments.intake import File
from kb.document.imports.addresses import place_of
from kb.document.imports.folders import Remark
from kb.document.imports.heads import Head
from kb.document.imports.links import Folder, Returner
from kb.document.imports.own import parted
from kb.document.imports.pages import Page
from kb.document.imports.parts import in_parts
from kb.document.imports.sheets import Sheet, titled
from kb.document.imports.shelf import Shelf


def own_page(sheet: Sheet, around: Folder, shelf: Shelf) -> Page:
    """Return a page of ours with the files it names; its text is changed in no other way."""
    head = sheet.head
    if head is None:
        raise ValueError(sheet.path)
    returner = Returner(sheet.path, around)
    parts, before = _parts(head, sheet.text)
    parts = {part: returner.follow(text) for part, text in parts.items()}
    files, remarks = _files(head, sheet.path, shelf)
    found = [sheet.sha256, *returner.targets, *(file.sha256 for file in files)]
    return Page(
        path=sheet.path,
        title=sheet.title,
        summary=sheet.summary,
        language=sheet.language,
        tags=sheet.tags,
        parts=parts,
        files=files,
        sha256=hashlib.sha256("\n".join(found).encode()).hexdigest(),
        remarks=(*before, *remarks),
        kin=sheet.kin,
        head=head,
    )


def _parts(head: Head, body: str) -> tuple[dict[str, str], tuple[Remark, ...]]:
    """Return the text by its marks; whoever has taken these away has left the headings."""
    if not head.mark:
        return {}, ()
    parts, before = parted(body, head.mark)
    _, words = titled(head.title, before)
    if not parts:
        return in_parts(words.strip()), ()
    return parts, (Remark("imports.before_parts"),) if words.strip() else ()


def _files(head: Head, path: str, shelf: Shelf) -> tuple[tuple[File, ...], tuple[Remark, ...]]:
    files: list[File] = []
    remarks: list[Remark] = []
    for place, name in head.files.items():
        found = shelf.file(place_of(place, on=path), name)
        if isinstance(found, Remark):
            remarks.append(found)
        else:
            files.append(found)
    return tuple(files), tuple(remarks)
