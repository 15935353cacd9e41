"""What one question of the self-check found: how it is, in words, and what to do."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kb.foundation.words import Kind


class Health(Kind):
    """How it is."""

    OK = "ok"
    ATTEND = "attend"
    BROKEN = "broken"


@dataclass(frozen=True)
class Line:
    """One question: ``what`` was asked, how it is, what was ``said``, what is ``to_do``.

    All three are messages; ``values`` fill in what was said.
    """

    what: str
    found: Health
    said: str
    to_do: str = ""
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Seen:
    """How the administrator's own request came in, which is how everybody's does."""

    address: str
    secure: bool
    local: bool
    forwarded: bool
