"""Taking in a picture that was pasted or dropped into a text."""

from dataclasses import replace
from pathlib import Path, PurePosixPath

from kb.document.attachments.actions import attach
from kb.document.attachments.models import Attachment
from kb.document.attachments.pictures import Picture
from kb.document.attachments.queries import attachments_of
from kb.people.models import Person
from kb.practices.models import Practice


def paste_picture(
    practice: Practice, picture: Picture, *, by: Person, folder: Path
) -> Attachment:
    """Attach a picture under a name of its own: what is pasted is always called the same."""
    there = {one.name: one for one in attachments_of(practice)}
    name = PurePosixPath(picture.name)
    free, number = picture.name, 2
    while free in there and there[free].sha256 != picture.sha256:
        free, number = f"{name.stem}-{number}{name.suffix}", number + 1
    if free in there:
        return there[free]
    return attach(practice, replace(picture, name=free), by=by, folder=folder)
