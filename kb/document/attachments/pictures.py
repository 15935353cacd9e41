"""Taking in a picture: judged by its content, drawn anew, stripped of what it tells."""

import hashlib
import io
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from PIL import Image, ImageOps, UnidentifiedImageError

from kb.foundation.errors import InvalidError

FORMATS = {
    "PNG": ("image/png", ".png"),
    "JPEG": ("image/jpeg", ".jpg"),
    "WEBP": ("image/webp", ".webp"),
}
MOST_PIXELS = 40_000_000
LARGEST = 20 * 1024 * 1024
LONGEST_NAME = 120


@dataclass(frozen=True)
class Picture:
    """A picture as it will be kept."""

    name: str
    mime: str
    content: bytes
    width: int
    height: int

    @property
    def sha256(self) -> str:
        """Return the address of its bytes."""
        return hashlib.sha256(self.content).hexdigest()


def read_picture(name: str, content: bytes) -> Picture:
    """Decode and re-encode; refuse what is no picture, too large or of another kind.

    Re-encoding drops metadata (where a photo was taken) and anything hidden behind it.
    """
    if len(content) > LARGEST:
        raise InvalidError({"file": "attachment.too_large"})
    try:
        with Image.open(io.BytesIO(content), formats=list(FORMATS)) as opened:
            return _redrawn(name, opened)
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise InvalidError({"file": "attachment.not_a_picture"}) from error


def keep(picture: Picture, folder: Path) -> None:
    """Write the bytes under their own SHA-256: whole or not at all, the same only once."""
    target = path_of(picture.sha256, folder)
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as file:
        file.write(picture.content)
        file.flush()
        os.fsync(file.fileno())
    Path(file.name).replace(target)


def path_of(sha256: str, folder: Path) -> Path:
    """Return where the bytes of that SHA-256 are kept."""
    return folder / sha256[:2] / sha256


def _redrawn(name: str, opened: Image.Image) -> Picture:
    if opened.width * opened.height > MOST_PIXELS:
        raise InvalidError({"file": "attachment.too_many_pixels"})
    kind = opened.format or "PNG"
    mime, ending = FORMATS[kind]
    upright = ImageOps.exif_transpose(opened)
    upright.info.clear()
    out = io.BytesIO()
    if kind == "JPEG":
        upright.convert("RGB").save(out, "JPEG", quality=88, optimize=True)
    else:
        upright.save(out, kind, optimize=True)
    name = _safe_name(name, ending)
    return Picture(name, mime, out.getvalue(), upright.width, upright.height)


def _safe_name(name: str, ending: str) -> str:
    stem = PurePosixPath(name.replace("\\", "/")).stem
    clean = re.sub(r"[^\w.-]+", "-", stem, flags=re.UNICODE).strip("-.")[:LONGEST_NAME]
    given = PurePosixPath(name.replace("\\", "/")).suffix.lower()
    same = given == ending or (ending == ".jpg" and given == ".jpeg")
    return (clean or "picture") + (given if same else ending)
