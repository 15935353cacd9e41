"""Taking in a picture: judged by its content, drawn anew, stripped of what it tells."""

import hashlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from PIL import Image, ImageOps, UnidentifiedImageError

from kb.document.attachments.kinds import JPEG, MEGABYTE, PNG, WEBP, Caps, FileKind
from kb.document.attachments.names import safe_name
from kb.foundation.errors import InvalidError

FORMATS = {"PNG": PNG, "JPEG": JPEG, "WEBP": WEBP}
LARGEST = Caps().document
WIDTHS = (480, 1280)  # a list on the phone or on a fine screen; a text's column on a fine one


@dataclass(frozen=True)
class Picture:
    """A picture as it will be kept; ``smaller`` are the same by their width."""

    name: str
    mime: str
    content: bytes
    width: int
    height: int
    smaller: Mapping[int, bytes] = field(default_factory=dict)
    kind: FileKind = FileKind.PICTURE

    @property
    def sha256(self) -> str:
        """Return the address of its bytes."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def size(self) -> int:
        """Count its bytes."""
        return len(self.content)

    def pieces(self) -> Iterator[bytes]:
        """Go through its bytes."""
        yield self.content


def read_picture(name: str, content: bytes, caps: Caps = Caps()) -> Picture:  # noqa: B008 - frozen
    """Decode and re-encode; refuse what is no picture, too large or of another kind.

    Re-encoding drops metadata (where a photo was taken) and anything hidden behind it.
    """
    if len(content) > caps.document:
        most = caps.document // MEGABYTE
        raise InvalidError({"file": "attachment.too_large"}, name=name, most=most)
    try:
        with Image.open(io.BytesIO(content), formats=list(FORMATS)) as opened:
            if opened.width * opened.height > caps.pixels:
                most = caps.pixels // 1_000_000
                raise InvalidError({"file": "attachment.too_many_pixels"}, name=name, most=most)
            return _redrawn(name, opened)
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise InvalidError({"file": "attachment.not_a_picture"}, name=name) from error


def _redrawn(name: str, opened: Image.Image) -> Picture:
    kind = opened.format or "PNG"
    upright = ImageOps.exif_transpose(opened)
    upright.info.clear()
    return Picture(
        safe_name(name, FORMATS[kind]),
        FORMATS[kind].mime,
        _drawn(upright, kind),
        upright.width,
        upright.height,
        dict(_smaller(upright, kind)),
    )


def _smaller(upright: Image.Image, kind: str) -> Iterator[tuple[int, bytes]]:
    plain = upright.convert("RGBA") if upright.mode == "P" else upright
    for width in WIDTHS:
        if width < upright.width:
            height = max(1, round(upright.height * width / upright.width))
            yield width, _drawn(plain.resize((width, height), Image.Resampling.LANCZOS), kind)


def _drawn(picture: Image.Image, kind: str) -> bytes:
    out = io.BytesIO()
    if kind == "JPEG":
        picture.convert("RGB").save(out, "JPEG", quality=88, optimize=True)
    else:
        picture.save(out, kind, optimize=True)
    return out.getvalue()
