"""What a file is called: a word and a true ending, never a path."""

import re
import unicodedata
from pathlib import PurePosixPath

from kb.document.attachments.kinds import Form

LONGEST_NAME = 120
NAMELESS = "file"


def safe_name(given: str, form: Form) -> str:
    """Return the name without folders and marks, ending in what the content is."""
    path = PurePosixPath(unicodedata.normalize("NFC", given).replace("\\", "/"))
    ending = form.ending(path.suffix.lower())
    # Captions say their language before the ending: esittely.fi.vtt belongs to esittely.mp4.
    clean = re.sub(r"[^\w.-]+", "-", path.stem, flags=re.UNICODE).strip("-.")[:LONGEST_NAME]
    return (clean or NAMELESS) + ending
