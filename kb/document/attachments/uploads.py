"""The files that a form brought."""

from flask import request

from kb.document.attachments.intake import File, read_file
from kb.document.attachments.kinds import FORMS, MEGABYTE, Caps
from kb.web.installation import settings


def uploaded_files(field: str = "file") -> tuple[File, ...]:
    """Return what was chosen in a form, each judged by its content."""
    chosen = (one for one in request.files.getlist(field) if one.filename)
    return tuple(read_file(one.filename or "", one.stream, caps()) for one in chosen)


def taken() -> dict[str, object]:
    """Return what a form says of the files it takes: how large, and which endings."""
    endings = ",".join(ending for form in FORMS for ending in form.endings)
    return {"caps": caps(), "accepted": endings}


def caps() -> Caps:
    """Return how large files may be in this installation."""
    found = settings()
    return Caps(
        document=found.attachment_mb * MEGABYTE,
        video=found.video_mb * MEGABYTE,
        pixels=found.picture_megapixels * 1_000_000,
    )
