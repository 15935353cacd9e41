"""What a diagram written as text says to those who do not see it drawn."""

import re
from typing import Final

LANGUAGE: Final = "mermaid"

_ALT = re.compile(r"\s*%%\s*alt:[ \t]*(.+)", re.IGNORECASE)
# Mermaid's own words for it: accTitle: …, accDescr: … and accDescr { … }.
_TOLD = re.compile(r"^[ \t]*acc(?:Title|Descr)[ \t]*(?::[ \t]*(.+)|\{([^}]*)\})", re.MULTILINE)


def alternative(source: str) -> str:
    """Tell in words what a diagram shows, as far as its writer did."""
    first = _ALT.match(source)
    told = [first] if first else _TOLD.finditer(source)
    parts = (" ".join(part for part in one.groups() if part).split() for one in told)
    return ". ".join(" ".join(words).rstrip(".") for words in parts if words)
