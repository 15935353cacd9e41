"""One step of a practice's way, as a reader sees it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from kb.foundation.words import Kind


class OriginKind(Kind):
    """What kind of a thing it came from or went into."""

    NOTICED = "noticed"
    SPARRING = "sparring"
    NEED = "need"
    INTERVIEW = "interview"
    WORKSHOP = "workshop"
    EVENT = "event"
    MEETING = "meeting"
    TRIAL = "trial"
    IMPORT = "import"
    COMBINED = "combined"
    MODEL = "model"
    REPLACES = "replaces"
    GONE_THROUGH = "gone_through"


@dataclass(frozen=True)
class Origin:
    """A thing with its name and the page it stands on, if there is one for the reader."""

    kind: OriginKind
    title: str
    language: str = ""
    endpoint: str = ""
    values: Mapping[str, str | int] = field(default_factory=dict)
    who: str = ""
    at: datetime | None = None
