"""Where things stand in the archive: names that every file system takes, none of them twice."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from pathlib import PurePosixPath

LONGEST = 180  # bytes
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
# Names that Windows keeps for its devices, whatever comes after the dot.
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def safe(name: str) -> str:
    """Return ``name`` as any computer can keep it: no folders in it, its letters whole."""
    clean = _FORBIDDEN.sub("-", unicodedata.normalize("NFC", name)).strip(" .")
    path = PurePosixPath(clean or "-")
    stem = path.stem.encode()[:LONGEST].decode(errors="ignore").rstrip(" .") or "-"
    kept = stem + path.suffix[:LONGEST]
    return f"_{kept}" if _DEVICES.match(kept) else kept


def apart(names: Iterable[str], *, taken: Collection[str] = ()) -> Mapping[str, str]:
    """Return a safe name for each name, none like another even where capitals do not count."""
    found: dict[str, str] = {}
    used = {one.casefold() for one in taken}
    for name in names:
        path = PurePosixPath(safe(name))
        place, number = path.name, 2
        while place.casefold() in used:
            place, number = f"{path.stem}-{number}{path.suffix}", number + 1
        used.add(place.casefold())
        found[name] = place
    return found
